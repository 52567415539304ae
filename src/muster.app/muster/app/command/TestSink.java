// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.SinkTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster sinks test`.
@Command(
        name = "test",
        description = "Tries a sink's target without delivering a record: is it there, is the key right. A webhook is"
                + " sent a signed message of the type test.",
        footer = {"", "Example:", "  muster sinks test hr"})
final class TestSink implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name;

    TestSink(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            SinkTrial trial = api.sinks().test(name);
            if (json) {
                surroundings.json(trial);
            } else {
                surroundings.out().println((trial.ok() ? "ok: " : "FAILS: ") + Display.safe(trial.text()));
                if (trial.cure() != null) {
                    surroundings.out().println("  " + Display.safe(trial.cure()));
                }
            }
            return (trial.ok() ? ExitCode.OK : ExitCode.TRY_AGAIN).number();
        }
    }
}
