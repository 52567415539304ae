// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster terminals remove`.
@Command(
        name = "remove",
        description = "Removes a terminal, as if it had never called; its punches stay.",
        footer = {"", "Example:", "  muster terminals remove SERIAL"})
final class RemoveTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    RemoveTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.remove(serial);
            surroundings.out().println("terminal " + Display.safe(serial) + " is removed; its punches stay");
        }
        return ExitCode.OK.number();
    }
}
