// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster events remove`.
@Command(
        name = "remove",
        description = "Removes an event; its check-ins stay.",
        footer = {"", "Example:", "  muster events remove open-day"})
final class RemoveEvent implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "ID", description = "The event.")
    private String id;

    RemoveEvent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.gatherings().remove(id);
            surroundings.out().println("event " + Display.safe(id) + " is removed; its check-ins stay");
        }
        return ExitCode.OK.number();
    }
}
