// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.util.List;
import muster.app.door.Door;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.RosterList;
import muster.model.RosterList.Listed;
import muster.model.RosterResult;

/// Who is on an event's list. Thread-safe.
final class RosterResource {

    private final Gatherings gatherings;
    private final Roster roster;
    private final Door door;

    RosterResource(DoorSide side) {
        this.gatherings = side.gatherings();
        this.roster = side.roster();
        this.door = side.door();
    }

    void list(Exchange exchange) throws Rejection, JournalException, IOException {
        exchange.parameters();
        exchange.reply(roster.list(event(exchange)));
    }

    void replace(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        List<Listed> people = people(exchange);
        reply(exchange, roster.replace(event(exchange), people, exchange.by()));
    }

    void add(Exchange exchange) throws Rejection, Refusal, JournalException, InterruptedException, IOException {
        List<Listed> people = people(exchange);
        reply(exchange, roster.add(event(exchange), people, exchange.by()));
    }

    /// Whoever was held because of the list counts at once, not when somebody thinks of it.
    private void reply(Exchange exchange, RosterResult result)
            throws JournalException, InterruptedException, IOException {
        exchange.reply(new RosterResult(
                result.event(), result.registered(), result.added(), result.removed(), door.replay()));
    }

    private String event(Exchange exchange) throws Rejection {
        return GatheringResource.named(gatherings, exchange).id();
    }

    private static List<Listed> people(Exchange exchange) throws Rejection, IOException {
        List<Listed> people = exchange.body(RosterList.class).people();
        if (people == null) {
            throw Rejection.invalid("people is missing: {\"people\": [{\"pin\": \"…\", \"name\": \"…\"}]}");
        }
        return people;
    }
}
