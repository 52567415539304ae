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

/// `muster branches change`.
@Command(
        name = "change",
        description = "Changes the name or zone of a branch.",
        footer = {"", "Example:", "  muster branches change B017 --name \"High Street\""})
final class ChangeBranch implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private BranchOptions settings;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The branch.")
    private String id;

    ChangeBranch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (!settings.given()) {
            throw new UserError(ExitCode.USAGE, "nothing to change was given", "give --name or --zone");
        }
        try (Api api = daemon.api(surroundings)) {
            BranchStatus branch = api.changeBranch(id, settings.settings(null));
            if (json) {
                surroundings.json(branch);
            } else {
                surroundings.out().println("branch " + Display.safe(branch.id()) + " is changed");
            }
        }
        return ExitCode.OK.number();
    }
}
