// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster quarantine replay`.
@Command(
        name = "replay",
        description = "Looks at every held record again, when the cause is mended: a clock set, a rule changed.",
        footer = {"", "Example:", "  muster quarantine replay"})
final class ReplayQuarantine implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    ReplayQuarantine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            surroundings.out().println(Display.count(api.replay(), "record") + " released");
        }
        return ExitCode.OK.number();
    }
}
