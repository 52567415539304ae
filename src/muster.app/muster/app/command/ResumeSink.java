// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster sinks resume`.
@Command(
        name = "resume",
        description = "Goes on with a sink that was paused or stopped, and tries at once.",
        footer = {"", "Example:", "  muster sinks resume hr"})
final class ResumeSink implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name;

    ResumeSink(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.sinks().resume(name);
            surroundings.out().println("sink " + Display.safe(name) + " goes on");
        }
        return ExitCode.OK.number();
    }
}
