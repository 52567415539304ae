// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster branches remove`.
@Command(
        name = "remove",
        description = "Removes a branch; its terminals and their punches stay.",
        footer = {"", "Example:", "  muster branches remove B017"})
final class RemoveBranch implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "ID", description = "The branch.")
    private String id;

    RemoveBranch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.removeBranch(id);
            surroundings.out().println("branch " + Display.safe(id)
                    + " is removed; its terminals and their punches stay");
        }
        return ExitCode.OK.number();
    }
}
