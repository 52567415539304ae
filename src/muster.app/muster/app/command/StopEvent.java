// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.client.ApiException;
import muster.client.Gatherings;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;

/// `muster events stop`.
@Command(
        name = "stop",
        description = "Checks nobody in for now; the door stays set to the event.",
        footer = {"", "Example:", "  muster events stop"})
final class StopEvent extends EventMove {

    StopEvent(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    GatheringStatus move(Gatherings events, String event) throws ApiException, InterruptedException {
        return events.stop(event);
    }

    @Override
    String done() {
        return "is stopped; muster events start goes on with it";
    }
}
