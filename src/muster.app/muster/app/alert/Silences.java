// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.model.AlertStatus;
import muster.model.Json;
import muster.model.Silence;

/// The silences that can still be in force. Immutable.
///
/// A repeated one begins and ends at the same local times. Where daylight saving leaves out its begin or its end, that
/// is as much later; where there are two of them, it begins with the first and ends with the second: rather quiet for
/// an hour too long than loud in the middle of planned work.
final class Silences {

    private final List<Silence> open;
    private final ZoneId zone;

    /// @param zone of the local times
    Silences(List<Silence> open, ZoneId zone) {
        this.open = List.copyOf(open);
        this.zone = zone;
    }

    /// These and one more, in place of the one with its number if there is one.
    Silences with(Silence silence) {
        List<Silence> all = new ArrayList<>(open);
        all.removeIf(each -> each.id() == silence.id());
        all.add(silence);
        return new Silences(all, zone);
    }

    /// Those that are in force, planned or repeated, in order of their numbers.
    List<Silence> open(Instant at) {
        return open.stream().filter(silence -> isOpen(silence, at)).toList();
    }

    /// Whether it is or will be in force.
    static boolean isOpen(Silence silence, Instant at) {
        return silence.endedAt() == null && (silence.every() != null || silence.until().isAfter(at));
    }

    /// Why nobody is told of an alert, if a silence covers it.
    Optional<String> reason(AlertStatus alert, Instant at) {
        return open.stream()
                .filter(silence -> covers(silence, alert) && isInForce(silence, at))
                .findFirst()
                .map(silence -> Json.word(silence.kind()) + " " + silence.id() + " by " + silence.by() + ": "
                        + silence.reason());
    }

    private static boolean covers(Silence silence, AlertStatus alert) {
        return (silence.rule() == null || silence.rule().equals(alert.rule()))
                && (silence.subject() == null || silence.subject().equals(alert.subject()))
                && (silence.branch() == null || silence.branch().equals(alert.branch()));
    }

    /// Whether it keeps alerts quiet at a moment.
    boolean isInForce(Silence silence, Instant at) {
        if (silence.endedAt() != null || at.isBefore(silence.from())) {
            return false;
        }
        if (silence.every() == null) {
            return at.isBefore(silence.until());
        }
        LocalDateTime from = LocalDateTime.ofInstant(silence.from(), zone);
        LocalDateTime until = LocalDateTime.ofInstant(silence.until(), zone);
        int days = silence.every() == Silence.Every.DAY ? 1 : 7;
        long turn = ChronoUnit.DAYS.between(from, LocalDateTime.ofInstant(at, zone)) / days;
        // one turn to each side, for the local times of a night with another offset
        for (long each = Math.max(0, turn - 1); each <= turn + 1; each++) {
            Period later = Period.ofDays(Math.toIntExact(each * days));
            if (!at.isBefore(begin(from.plus(later))) && at.isBefore(end(until.plus(later)))) {
                return true;
            }
        }
        return false;
    }

    private Instant begin(LocalDateTime local) {
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private Instant end(LocalDateTime local) {
        return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
