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
        description = "Adds a terminal before its first call, or one to be read on port 4370; its records are taken"
                + " from then on.",
        footer = {
            "",
            "Examples:",
            "  muster terminals add SERIAL --name Gate --zone Asia/Kolkata",
            "  muster terminals add SERIAL --branch B017 --host 192.0.2.7"
        })
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
