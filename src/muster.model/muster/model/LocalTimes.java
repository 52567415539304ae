// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneRules;
import java.util.List;

/// From a terminal's local time to an instant, with daylight saving decided in one place
/// (zk-push.md section 11.3). Thread-safe.
public final class LocalTimes {

    /// A terminal's own spelling: `2026-11-20 08:00:05`. Strict: there is no 30 February.
    public static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private LocalTimes() {}

    /// A time in a terminal's own spelling, to the second; [#TEXT] takes several times as long.
    public static String text(LocalDateTime time) {
        String text = time.toString();
        return text.length() == 19 || text.length() == 16
                ? text.substring(0, 10) + ' ' + text.substring(11) + (text.length() == 16 ? ":00" : "")
                : TEXT.format(time);
    }

    /// Reads a time in a terminal's own spelling; [#TEXT] takes twenty times as long and is left to say what is wrong
    /// with a text that is none.
    ///
    /// @throws DateTimeParseException if it is none
    public static LocalDateTime parse(String text) {
        if (text.length() == 19 && text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(10) == ' '
                && text.charAt(13) == ':' && text.charAt(16) == ':') {
            try {
                return LocalDateTime.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10),
                        number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
            } catch (DateTimeException notOnTheCalendar) {
                // said below
            }
        }
        return LocalDateTime.parse(text, TEXT);
    }

    /// What no calendar has if one of them is no digit.
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /// An offset for a local time and how sure it is.
    public record Reading(ZoneOffset offset, LocalTimeFit fit) {}

    /// Reads a local time in a zone.
    ///
    /// A time the clocks jumped over is read with the offset from before the jump, so it lands as far
    /// behind the jump as it was past its begin. A time that came twice is taken for the first run,
    /// unless the record arrived within a quarter of an hour of the second.
    ///
    /// @param arrival when the record reached us, or null when that says nothing about it (a backlog)
    public static Reading read(LocalDateTime local, ZoneId zone, Instant arrival) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        if (valid.size() == 1) {
            return new Reading(valid.getFirst(), LocalTimeFit.EXACT);
        }
        if (valid.isEmpty()) {
            return new Reading(rules.getTransition(local).getOffsetBefore(), LocalTimeFit.GAP);
        }
        Instant second = local.toInstant(valid.getLast());
        boolean secondRun = arrival != null
                && !arrival.isBefore(second.minusSeconds(900))
                && arrival.isBefore(second.plusSeconds(900));
        return secondRun
                ? new Reading(valid.getLast(), LocalTimeFit.OVERLAP_SECOND)
                : new Reading(valid.getFirst(), LocalTimeFit.OVERLAP_FIRST);
    }
}
