// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.BranchStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster branches add`.
@Command(
        name = "add",
        description = "Adds a branch.",
        footer = {"", "Example:", "  muster branches add B017 --name \"Main Street\" --zone Asia/Kolkata"})
final class AddBranch implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private BranchOptions settings;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "What it is called by: 1 to 64 letters, digits, -, _ or .")
    private String id;

    AddBranch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            BranchStatus branch = api.addBranch(settings.settings(id));
            if (json) {
                surroundings.json(branch);
            } else {
                surroundings.out().println("branch " + Display.safe(branch.id()) + " is added");
            }
        }
        return ExitCode.OK.number();
    }
}
