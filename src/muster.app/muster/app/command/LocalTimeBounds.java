// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// From when to when, by the terminals' clocks.
final class LocalTimeBounds {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = From.class,
            description = "Not before this local time of the terminal: 2026-11-20 or 2026-11-20T08:00.")
    private LocalDateTime from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = To.class,
            description = "Up to the end of this day, or before this local time.")
    private LocalDateTime to;

    /// The first local time, or null.
    LocalDateTime from() {
        return from;
    }

    /// The first local time behind the last, or null.
    LocalDateTime to() {
        return to;
    }

    /// Whether one of them was given.
    boolean given() {
        return from != null || to != null;
    }

    static final class From implements picocli.CommandLine.ITypeConverter<LocalDateTime> {
        @Override
        public LocalDateTime convert(String text) {
            return time(text, 0);
        }
    }

    static final class To implements picocli.CommandLine.ITypeConverter<LocalDateTime> {
        @Override
        public LocalDateTime convert(String text) {
            return time(text, 1);
        }
    }

    private static LocalDateTime time(String text, int daysBehind) {
        try {
            return text.length() > 10
                    ? LocalDateTime.parse(text, MOMENT)
                    : LocalDate.parse(text, DAY).plusDays(daysBehind).atStartOfDay();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no local time such as 2026-11-20 or 2026-11-20T08:00");
        }
    }
}
