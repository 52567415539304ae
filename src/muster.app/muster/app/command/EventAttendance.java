// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster events attendance`.
@Command(
        name = "attendance",
        description = "Lists the people of an event: who is on the list, who came, who is inside, and how that is"
                + " known.",
        footer = {"", "Examples:", "  muster events attendance open-day", "  muster events attendance --inside"})
final class EventAttendance implements Callable<Integer> {

    private static final int PAGE = 1000;

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--inside", description = "Only those who are inside now.")
    private boolean inside;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer, all pages as one.")
    private boolean json;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The event; else the one this door is set to.")
    private String id;

    EventAttendance(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        List<Attendee> people = new ArrayList<>();
        try (Api api = daemon.api(surroundings)) {
            String event = id == null ? api.gatherings().list().current() : id;
            if (event == null) {
                throw new UserError(ExitCode.NO_INPUT, "this door is set to no event",
                        "muster events list shows them; name one");
            }
            String after = null;
            do {
                AttendeePage page = api.gatherings().attendance(event, after, PAGE, inside);
                people.addAll(page.attendees());
                after = page.next();
            } while (after != null);
        }
        if (json) {
            surroundings.json(new AttendeePage(people, null));
        } else if (people.isEmpty()) {
            surroundings.err().println(inside ? "nobody is inside" : "nobody yet");
        } else {
            print(people);
        }
        return ExitCode.OK.number();
    }

    private void print(List<Attendee> people) {
        Table table = new Table("PIN", "NAME", "CHECK-IN", "TIME", "INSIDE", "LAST SEEN", "SEEN", "RSSI")
                .spare("RSSI", "SEEN", "LAST SEEN");
        for (Attendee person : people) {
            table.row(
                    person.pin(),
                    person.name(),
                    Json.word(person.checkIn()).replace('_', ' '),
                    EventTimes.text(person.time(), surroundings),
                    person.inside() ? "yes" : "",
                    surroundings.ago(person.lastSeen()),
                    person.lastSeen() == null ? "" : Display.number(person.sightings()),
                    person.lastRssi());
        }
        listing.print(table, surroundings);
    }
}
