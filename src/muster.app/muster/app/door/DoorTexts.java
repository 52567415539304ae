// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.model.CheckInResult;
import muster.model.CheckInResult.Outcome;
import muster.model.Gathering;

/// What a person at the door is told. Thread-safe.
final class DoorTexts {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    private final Gatherings gatherings;
    private final Roster roster;
    private final ZoneId zone;

    /// @param zone the zone of the times that are told
    DoorTexts(Gatherings gatherings, Roster roster, ZoneId zone) {
        this.gatherings = gatherings;
        this.roster = roster;
        this.zone = zone;
    }

    /// The answer to a check-in.
    ///
    /// @param now what the clock shows
    CheckInResult result(DoorMemory.Answer answer, Instant now) {
        String name = roster.name(answer.pin()).orElse(null);
        String called = name == null ? answer.pin() : name;
        String event = gatherings.find(answer.event()).map(Gathering::name).orElse(answer.event());
        String message = switch (answer.outcome()) {
            case CHECKED_IN -> "Welcome, " + called + ".";
            case ALREADY -> called + " is checked in already, since " + clock(answer.time(), now) + ".";
            case NOT_ON_LIST -> called + " is not on the list of " + event + ". Please ask at the desk.";
            case WAITS_FOR_CLOCK ->
                "Welcome, " + called + ". This is counted as soon as the clock of this door is set.";
        };
        Instant time = answer.outcome() == Outcome.WAITS_FOR_CLOCK ? null : answer.time();
        return new CheckInResult(
                answer.outcome(), answer.seq(), answer.pin(), name, answer.event(), event, time, message);
    }

    private String clock(Instant time, Instant now) {
        ZonedDateTime local = time.atZone(zone);
        boolean today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TODAY : OTHER_DAY).format(local);
    }
}
