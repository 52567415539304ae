// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.client.ApiException;
import muster.client.Gatherings;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;

/// `muster events end`.
@Command(
        name = "end",
        description = "Ends an event; sinks that wait for its end begin to deliver.",
        footer = {"", "Example:", "  muster events end"})
final class EndEvent extends EventMove {

    EndEvent(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    GatheringStatus move(Gatherings events, String event) throws ApiException, InterruptedException {
        return events.end(event);
    }

    @Override
    String done() {
        return "is ended";
    }
}
