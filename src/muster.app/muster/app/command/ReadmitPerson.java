// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster people readmit`.
@Command(
        name = "readmit",
        description = {
            "A PIN that was erased belongs to somebody else from now on.",
            "What happened before stays dropped; what happens from now on is taken."
        },
        footer = {"", "Example:", "  muster people readmit 1042"})
final class ReadmitPerson implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "PIN", description = "The number.")
    private String pin;

    ReadmitPerson(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.readmit(pin);
        }
        surroundings.out().println("records of " + Display.safe(pin) + " from now on are taken");
        return ExitCode.OK.number();
    }
}
