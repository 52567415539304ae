// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Moments and steps of the clock, for people.
final class OwnClockTexts {

    private OwnClockTexts() {}

    /// A moment to the second, in UTC: the zone of a machine without the time says little.
    static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// A step: `forward by 2 days 3h 4m 5s`.
    static String step(Duration step) {
        Duration size = step.abs();
        StringBuilder text = new StringBuilder(step.isNegative() ? "back by" : "forward by");
        part(text, size.toDays(), size.toDays() == 1 ? " day" : " days");
        part(text, size.toHoursPart(), "h");
        part(text, size.toMinutesPart(), "m");
        part(text, size.toSecondsPart(), "s");
        return text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(' ').append(count).append(unit);
        }
    }
}
