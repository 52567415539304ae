// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/// How a value is written for a column, by what the column really is. Everything goes as text that the database reads
/// as its own type: so a PIN fits a column of numbers too, and one that does not is refused and named.
enum Form {
    /// Text.
    TEXT,
    /// Text filled up with blanks.
    PADDED,
    /// A number.
    NUMBER,
    /// A day.
    DATE,
    /// A time of day.
    TIME,
    /// A day and a time in no zone.
    LOCAL,
    /// A moment; sessions run in UTC, so that it is read and written in UTC.
    MOMENT,
    /// Anything else; the database sees how it can read it.
    OTHER;

    private static final int TO_THE_DAY = 10;
    private static final int TO_THE_SECOND = 19;
    private static final int TO_THE_MILLISECOND = 23;
    private static final int CLOCK = 8;
    private static final DateTimeFormatter STAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    /// The text of a value for this column, or null.
    String text(Object value) {
        if (value == null || value instanceof String) {
            // most are, and this is asked for every value
            return (String) value;
        }
        return switch (value) {
            case OffsetDateTime moment -> moment(moment);
            case LocalDateTime local -> local(local);
            case LocalTime time -> SECONDS.format(time);
            case LocalDate day -> day.toString();
            default -> value.toString();
        };
    }

    private String moment(OffsetDateTime moment) {
        return switch (this) {
            case DATE -> moment.toLocalDate().toString();
            case TIME -> SECONDS.format(moment);
            case LOCAL, MOMENT -> stamp(LocalDateTime.ofInstant(moment.toInstant(), ZoneOffset.UTC));
            default -> moment.toString();
        };
    }

    private String local(LocalDateTime local) {
        return switch (this) {
            case DATE -> local.toLocalDate().toString();
            case TIME -> SECONDS.format(local);
            default -> stamp(local);
        };
    }

    /// As [#STAMP] writes it, in less time for what has no fraction or whole thousandths of a second.
    private static String stamp(LocalDateTime local) {
        String text = local.toString();
        int length = text.length();
        if (length != TO_THE_SECOND && length != TO_THE_MILLISECOND || text.endsWith("0") && length != TO_THE_SECOND) {
            return STAMP.format(local);
        }
        return text.substring(0, TO_THE_DAY) + ' ' + text.substring(TO_THE_DAY + 1);
    }

    /// A text as both sides of a comparison have it: fractions of a second, zeros and blanks that say nothing are left
    /// away.
    String normal(String text) {
        if (text == null) {
            return null;
        }
        return switch (this) {
            case PADDED -> text.stripTrailing();
            case NUMBER -> number(text);
            case DATE -> cut(text, TO_THE_DAY);
            case TIME -> cut(text, CLOCK);
            case LOCAL, MOMENT -> cut(text, TO_THE_SECOND).replace('T', ' ');
            case TEXT, OTHER -> text;
        };
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text.strip()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
