// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import muster.client.ApiException;
import muster.client.Gatherings;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;

/// `muster events select`.
@Command(
        name = "select",
        description = "Sets this door to an event; nobody is checked in before it is started.",
        footer = {"", "Example:", "  muster events select open-day"})
final class SelectEvent extends EventMove {

    SelectEvent(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    GatheringStatus move(Gatherings events, String event) throws ApiException, InterruptedException {
        return events.select(event);
    }

    @Override
    String done() {
        return "is selected; muster events start begins to check people in";
    }
}
