// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.BackendStatus;
import muster.model.Gathering;
import muster.model.GatheringList;
import muster.model.GatheringStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster events list`.
@Command(
        name = "list",
        description = "Lists the events and how they go; a * is before the one this door is set to.",
        footer = {"", "Example:", "  muster events list"})
final class ListEvents implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListEvents(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            GatheringList list = api.gatherings().list();
            if (json) {
                surroundings.json(list);
                return ExitCode.OK.number();
            }
            if (list.gatherings().isEmpty()) {
                surroundings.err().println("no events; muster events add NAME makes one");
            } else {
                print(list);
            }
            BackendStatus backend = list.backend();
            if (backend.configured() && backend.problem() != null) {
                surroundings.err().println("muster: " + Display.safe(backend.problem()) + "; the list is of "
                        + (backend.lastAnswer() == null ? "before" : surroundings.ago(backend.lastAnswer())));
            }
        }
        return ExitCode.OK.number();
    }

    private void print(GatheringList list) {
        Table table = new Table("", "ID", "NAME", "START", "END", "STATE", "LIST", "CHECKED IN", "INSIDE")
                .spare("END", "LIST", "INSIDE");
        for (GatheringStatus status : list.gatherings()) {
            Gathering event = status.gathering();
            table.row(
                    event.id().equals(list.current()) ? "*" : " ",
                    event.id(),
                    event.name(),
                    EventTimes.text(event.start(), surroundings),
                    EventTimes.text(event.end(), surroundings),
                    EventTimes.state(event),
                    status.registered() == 0 ? "" : Display.number(status.registered()),
                    Display.number(status.checkedIn()),
                    Display.number(status.inside()));
        }
        listing.print(table, surroundings);
    }
}
