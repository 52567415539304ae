// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster events change`.
@Command(
        name = "change",
        description = "Changes an event; what is not given stays as it is.",
        footer = {"", "Example:", "  muster events change open-day --end 2026-11-20T18:00"})
final class ChangeEvent implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private EventOptions settings;

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
    private String name;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "The event.")
    private String id;

    ChangeEvent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (name == null && !settings.given()) {
            throw new ParameterException(spec.commandLine(), "say what to change");
        }
        try (Api api = daemon.api(surroundings)) {
            GatheringStatus event = api.gatherings().change(id, settings.settings(null, name));
            if (json) {
                surroundings.json(event);
            } else {
                surroundings.out().println("event " + Display.safe(id) + " is changed");
            }
        }
        return ExitCode.OK.number();
    }
}
