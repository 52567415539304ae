// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
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

    /// Where years of four digits begin and end, in seconds since 1970 (UTC).
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10_000 = 253_402_300_800L;

    private LocalTimes() {}

    /// A time in a terminal's own spelling, to the second; [#TEXT] takes several times as long.
    public static String text(LocalDateTime time) {
        if (!isUsual(time.getYear())) {
            return TEXT.format(time);
        }
        byte[] text = new byte[19];
        put(text, 0, time.getYear() / 100);
        put(text, 2, time.getYear() % 100);
        text[4] = '-';
        put(text, 5, time.getMonthValue());
        text[7] = '-';
        put(text, 8, time.getDayOfMonth());
        text[10] = ' ';
        put(text, 11, time.getHour());
        text[13] = ':';
        put(text, 14, time.getMinute());
        text[16] = ':';
        put(text, 17, time.getSecond());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int at, int twoDigits) {
        text[at] = (byte) ('0' + twoDigits / 10);
        text[at + 1] = (byte) ('0' + twoDigits % 10);
    }

    /// A moment at its offset in RFC 3339, as [DateTimeFormatter#ISO_OFFSET_DATE_TIME] writes it, in less time.
    public static String text(OffsetDateTime moment) {
        return moment.getNano() == 0 && isUsual(moment.getYear())
                ? toTheSecond(moment.toLocalDateTime().toString()) + moment.getOffset().getId()
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
    }

    /// A moment in UTC in RFC 3339, as [Instant#toString()] writes it, in less time.
    public static String text(Instant moment) {
        boolean hasFourDigits = moment.getEpochSecond() >= YEAR_0 && moment.getEpochSecond() < YEAR_10_000;
        return hasFourDigits
                ? toTheSecond(LocalDateTime.ofInstant(moment, ZoneOffset.UTC).toString()) + "Z"
                : moment.toString();
    }

    private static boolean isUsual(int year) {
        return year >= 0 && year <= 9999;
    }

    /// A full minute is written without its seconds by [LocalDateTime#toString()].
    private static String toTheSecond(String text) {
        return text.length() == 16 ? text + ":00" : text;
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
