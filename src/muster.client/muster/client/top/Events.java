// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.List;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.Gathering;
import muster.model.GatheringStatus;

/// The events: select, start, stop, the headcount, and who is inside.
final class Events {

    /// More than anybody scrolls through; a filter finds a person.
    private static final int MOST_PEOPLE = 10_000;
    private static final int PAGE = 1000;

    private final Dashboard desk;

    private Events(Dashboard desk) {
        this.desk = desk;
    }

    static View of(Dashboard desk) {
        Events events = new Events(desk);
        return new TableView<>(desk, "event", "Events", CommandLine.of("events", "list"),
                new Grid<>(columns(desk), row -> row.gathering().id()), api -> api.gatherings().list().gatherings())
                .saying("There are no events. `muster events add` makes one; those of a backend come by themselves.")
                .opening(events::people)
                .with("e", "select: set the door to it", true, events::select)
                .with("t", "start: check people in", true, events::start)
                .with("p", "stop: check nobody in for now", true, events::stop)
                .with("n", "end it", true, events::end);
    }

    private static List<Column<GatheringStatus>> columns(Dashboard desk) {
        return List.of(
                Column.of("name", 32, row -> row.gathering().name()),
                Column.<GatheringStatus>of("state", 9, row -> Words.word(row.gathering().state()))
                        .styled(row -> style(row.gathering().state())),
                Column.<GatheringStatus>of("inside", 12, Events::inside)
                        .by(GatheringStatus::inside)
                        .toRight()
                        .styled(row -> row.full() ? Style.BAD : Style.PLAIN),
                Column.number("checked in", GatheringStatus::checkedIn),
                Column.number("on list", GatheringStatus::registered).rank(2),
                Column.number("not on list", GatheringStatus::notOnList).rank(3),
                Column.<GatheringStatus>of("start", 19,
                        row -> Words.moment(row.gathering().start(), desk.settings().zone())).rank(1),
                Column.<GatheringStatus>of("end", 19,
                        row -> Words.moment(row.gathering().end(), desk.settings().zone())).rank(5),
                Column.<GatheringStatus>of("id", 20, row -> row.gathering().id()).rank(4),
                Column.<GatheringStatus>of("from", 8, row -> Words.word(row.gathering().from())).rank(6));
    }

    private static String inside(GatheringStatus row) {
        Integer capacity = row.gathering().capacity();
        return Words.number(row.inside()) + (capacity == null ? "" : "/" + Words.number(capacity))
                + (row.full() ? " FULL" : "");
    }

    private static Style style(Gathering.State state) {
        return switch (state) {
            case SCANNING -> Style.GOOD;
            case SELECTED, PAUSED -> Style.WARNING;
            case LISTED, ENDED -> Style.PLAIN;
        };
    }

    private void select(GatheringStatus row) {
        String id = row.gathering().id();
        desk.act(CommandLine.of("events", "select", id), "The door is set to " + row.gathering().name() + ".", api -> {
            api.gatherings().select(id);
            return null;
        });
    }

    private void start(GatheringStatus row) {
        String id = row.gathering().id();
        desk.act(CommandLine.of("events", "start", id), "People are checked in for " + row.gathering().name() + ".",
                api -> {
                    api.gatherings().start(id);
                    return null;
                });
    }

    private void stop(GatheringStatus row) {
        String id = row.gathering().id();
        desk.actIfSure("Stop checking people in for " + row.gathering().name() + "?",
                CommandLine.of("events", "stop", id), "Stopped " + row.gathering().name() + ".", api -> {
                    api.gatherings().stop(id);
                    return null;
                });
    }

    private void end(GatheringStatus row) {
        String id = row.gathering().id();
        desk.actIfSure("End " + row.gathering().name() + " for good?", CommandLine.of("events", "end", id),
                "Ended " + row.gathering().name() + ".", api -> {
                    api.gatherings().end(id);
                    return null;
                });
    }

    private View people(GatheringStatus row) {
        String id = row.gathering().id();
        return new TableView<>(desk, "people", "People of " + row.gathering().name() + ":",
                CommandLine.of("events", "attendance", id), new Grid<>(people(), Attendee::pin), api -> people(api, id))
                .saying("Nobody is on its list, and nobody came yet.")
                .with(Key.of("i", "inside: only those who are inside, or everybody", this::insideOnly))
                .with(Key.changing("t", "start: check people in", () -> start(row)))
                .with(Key.changing("p", "stop: check nobody in for now", () -> stop(row)))
                .opening(person -> person.seq() == null ? absent(person) : Punches.explanation(desk, person.seq()));
    }

    private void insideOnly() {
        if (desk.visible() instanceof TableView<?> view) {
            view.grid().filter(view.grid().filter().equals("where:inside") ? "" : "where:inside");
        }
    }

    private static View absent(Attendee person) {
        return new TextView("person", "Person " + person.pin(), CommandLine.of("people", "list"), List.of(
                TextLine.of("PIN", person.pin()),
                TextLine.of("name", person.name()),
                TextLine.of("state", "has not been seen")));
    }

    private static List<Attendee> people(Api api, String id) throws ApiException, InterruptedException {
        List<Attendee> people = new ArrayList<>();
        String after = null;
        do {
            AttendeePage page = api.gatherings().attendance(id, after, PAGE, false);
            people.addAll(page.attendees());
            after = page.next();
        } while (after != null && people.size() < MOST_PEOPLE);
        return people;
    }

    private List<Column<Attendee>> people() {
        return List.of(
                Column.of("pin", 20, Attendee::pin),
                Column.of("name", 32, Attendee::name),
                Column.<Attendee>of("where", 7, person -> person.inside() ? "inside" : "away")
                        .styled(person -> person.inside() ? Style.GOOD : Style.PLAIN),
                Column.<Attendee>of("check-in", 16, person -> Words.word(person.checkIn())),
                Column.<Attendee>of("first", 8, person -> Words.time(person.time(), desk.settings().zone())),
                Column.<Attendee>of("seen", 8, person -> Words.time(person.lastSeen(), desk.settings().zone())).rank(1),
                Column.<Attendee>number("best dBm", Attendee::bestRssi).rank(3),
                Column.<Attendee>of("proof", 9, person -> Words.word(person.proof())).rank(2));
    }
}
