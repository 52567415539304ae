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
        description = "Changes what is set of a terminal.",
        footer = {
            "",
            "Examples:",
            "  muster terminals change SERIAL --zone Asia/Kolkata",
            "  muster terminals change SERIAL --host 192.0.2.7 --no-live"
        })
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
                        "muster terminals change --help shows what can be");
            }
            TerminalStatus terminal = api.change(serial, settings.settings(null));
            surroundings.out().println("terminal " + Display.safe(terminal.serial()) + " is changed");
        }
        return ExitCode.OK.number();
    }
}
