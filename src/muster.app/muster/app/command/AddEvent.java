// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster events add`.
@Command(
        name = "add",
        description = "Makes an event here, without a backend.",
        footer = {"", "Example:", "  muster events add \"Open day\" --start 2026-11-20T09:00 --capacity 300"})
final class AddEvent implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private EventOptions settings;

    @Option(names = "--id", paramLabel = "ID", description = "What it is called by; else it is made from the name.")
    private String id;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "What people call it.")
    private String name;

    AddEvent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            GatheringStatus event = api.gatherings().add(settings.settings(id, name));
            if (json) {
                surroundings.json(event);
            } else {
                String made = Display.safe(event.gathering().id());
                surroundings.out().println("event " + made + " is added; muster events start " + made
                        + " begins to check people in");
            }
        }
        return ExitCode.OK.number();
    }
}
