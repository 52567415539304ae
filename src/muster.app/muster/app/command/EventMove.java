// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.Gatherings;
import muster.model.GatheringStatus;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A step in the life of an event: what `select`, `start`, `stop` and `end` have in common.
abstract class EventMove implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The event; else the one this door is set to.")
    private String id;

    EventMove(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Takes the step.
    abstract GatheringStatus move(Gatherings events, String event) throws ApiException, InterruptedException;

    /// What came of it, behind "event ID ".
    abstract String done();

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            GatheringStatus event = move(api.gatherings(), event(api.gatherings()));
            if (json) {
                surroundings.json(event);
            } else {
                surroundings.out().println("event " + Display.safe(event.gathering().id()) + " " + done());
            }
        }
        return ExitCode.OK.number();
    }

    private String event(Gatherings events) throws UserError, ApiException, InterruptedException {
        if (id != null) {
            return id;
        }
        String current = events.list().current();
        if (current == null) {
            throw new UserError(ExitCode.NO_INPUT, "this door is set to no event",
                    "muster events list shows them; name one");
        }
        return current;
    }
}
