// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import muster.app.config.Dedupe;
import muster.app.config.Unlisted;

/// What the configuration says about check-ins. Immutable.
///
/// @param scanner id of this muster's own scanner, what check-ins that name none are filed under
/// @param zone the zone of the check-ins' local time
/// @param dedupe how often the same person is checked in for an event
/// @param unlisted what becomes of somebody who is not on the event's list
/// @param earliest the first day a sender's time may show
/// @param future how far ahead of this machine's clock a sender's time may lie
public record DoorRules(
        String scanner, ZoneId zone, Dedupe dedupe, Unlisted unlisted, LocalDate earliest, Duration future) {

    /// No reader's clock is right about a later moment.
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /// Why a sender's time cannot be, if it cannot; a sentence for people.
    ///
    /// @param time null for none
    Optional<String> objection(Instant time, DoorMoment now) {
        if (time == null) {
            return Optional.empty();
        }
        if (time.isBefore(earliest.atStartOfDay(zone).toInstant())) {
            return Optional.of("time " + time + " is before " + earliest
                    + ": set the reader's clock, or leave the time out to check in now");
        }
        boolean future = now.set() ? time.isAfter(now.stamp().wall().plus(future())) : time.isAfter(LATEST);
        return future
                ? Optional.of("time " + time + " is in the future; this machine's clock shows "
                        + OwnClockTexts.moment(now.stamp().wall())
                        + ": set the clock that is wrong, or leave the time out to check in now")
                : Optional.empty();
    }
}
