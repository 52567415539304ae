// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.TerminalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster terminals change`.
@Command(
        name = "change",
        description = "Changes the name, zone or addresses of a terminal.",
        footer = {"", "Example:", "  muster terminals change SERIAL --zone Asia/Kolkata"})
final class ChangeTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private SettingsOptions settings;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    ChangeTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            if (!settings.given()) {
                throw new UserError(ExitCode.USAGE, "nothing to change was given",
                        "give --name, --zone or --address");
            }
            TerminalStatus terminal = api.change(serial, settings.settings(null));
            surroundings.out().println("terminal " + Display.safe(terminal.serial()) + " is changed");
        }
        return ExitCode.OK.number();
    }
}
