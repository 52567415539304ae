// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.client.ApiException;
import muster.client.Gatherings;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;

/// `muster events start`.
@Command(
        name = "start",
        description = "Checks people in for an event from now on; it is selected first when it is not.",
        footer = {"", "Example:", "  muster events start open-day"})
final class StartEvent extends EventMove {

    StartEvent(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    GatheringStatus move(Gatherings events, String event) throws ApiException, InterruptedException {
        return events.start(event);
    }

    @Override
    String done() {
        return "is started: people are checked in";
    }
}
