// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster sinks pause`.
@Command(
        name = "pause",
        description = "Delivers nothing to a sink until it is resumed; everything is kept.",
        footer = {"", "Example:", "  muster sinks pause hr"})
final class PauseSink implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name;

    PauseSink(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.sinks().pause(name);
            surroundings.out().println("sink " + Display.safe(name) + " is paused; everything is kept");
        }
        return ExitCode.OK.number();
    }
}
