// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.TerminalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster terminals refuse`.
@Command(
        name = "refuse",
        description = "Refuses a terminal: its records are not taken, and it keeps them.",
        footer = {"", "Example:", "  muster terminals refuse SERIAL"})
final class RefuseTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    RefuseTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            TerminalStatus terminal = api.refuse(serial);
            surroundings.out().println("terminal " + Display.safe(terminal.serial())
                    + " is refused; it keeps its records");
        }
        return ExitCode.OK.number();
    }
}
