// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.TerminalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster terminals approve`.
@Command(
        name = "approve",
        description = "Approves a terminal that waits or was refused: its records are taken from now on.",
        footer = {"", "Example:", "  muster terminals approve SERIAL --name Gate"})
final class ApproveTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private SettingsOptions settings;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    ApproveTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            TerminalStatus terminal = api.approve(serial, settings.settings(null));
            surroundings.out().println("terminal " + Display.safe(terminal.serial())
                    + " is approved; it sends what it holds with its next call");
        }
        return ExitCode.OK.number();
    }
}
