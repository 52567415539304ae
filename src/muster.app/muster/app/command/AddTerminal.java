// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.TerminalStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster terminals add`.
@Command(
        name = "add",
        description = "Adds a terminal before its first call; its records are taken as soon as it calls.",
        footer = {"", "Example:", "  muster terminals add SERIAL --name Gate --zone Asia/Kolkata"})
final class AddTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private SettingsOptions settings;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    AddTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            TerminalStatus terminal = api.add(settings.settings(serial));
            surroundings.out().println("terminal " + Display.safe(terminal.serial()) + " is added");
        }
        return ExitCode.OK.number();
    }
}
