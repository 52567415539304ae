// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.ChannelTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster alerts notify`.
@Command(
        name = "notify",
        description = "Sends a test message through a channel.",
        footer = {"", "Example:", "  muster alerts notify office"})
final class TestChannel implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "The channel.")
    private String name;

    TestChannel(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            ChannelTrial trial = api.watch().testChannel(name);
            if (json) {
                surroundings.json(trial);
            } else {
                surroundings.out().println((trial.sent() ? "sent: " : "FAILS: ") + Display.safe(trial.answer()));
            }
            return (trial.sent() ? ExitCode.OK : ExitCode.TRY_AGAIN).number();
        }
    }
}
