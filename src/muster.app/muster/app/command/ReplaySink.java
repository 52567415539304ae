// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.SinkStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster sinks replay`.
@Command(
        name = "replay",
        description = "Delivers records to a sink once more: moves its cursor back. Targets that had them say so,"
                + " nothing is there twice.",
        footer = {"", "Example:", "  muster sinks replay hr --after 120000"})
final class ReplaySink implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = "--after",
            required = true,
            paramLabel = "SEQ",
            description = "The place in the journal before the first record to deliver; 0 = everything.")
    private long after;

    @Option(
            names = "--forward",
            description = "Also if that leaves out records that were not delivered.")
    private boolean forward;

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name;

    ReplaySink(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            SinkStatus sink = api.sinks().replay(name, after, forward);
            surroundings.out().println("the cursor of sink " + Display.safe(name) + " was moved to "
                    + Display.number(after) + "; "
                    + Display.count(sink.waiting(), "record waits", "records wait"));
        }
        return ExitCode.OK.number();
    }
}
