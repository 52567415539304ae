// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import muster.model.Gathering;
import muster.model.Json;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Moments of events as people write and read them: in this machine's zone unless an offset is given.
final class EventTimes {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    private EventTimes() {}

    /// The zone of the person who asks.
    static ZoneId zone(Surroundings surroundings) {
        String zone = surroundings.variable("TZ");
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    /// A moment as it is shown; null for none.
    static String text(Instant moment, Surroundings surroundings) {
        return moment == null ? null : SHOWN.format(moment.atZone(zone(surroundings)));
    }

    /// The state as it is shown; an event that the backend has not activated says so.
    static String state(Gathering event) {
        return Json.word(event.state()) + (event.active() ? "" : " (not active)");
    }

    /// A moment as it is written: `2026-11-20T09:00`, `2026-11-20T09:00+05:30` or `2026-11-20T03:30:00Z`.
    static final class Reader implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                        ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
                        : LocalDateTime.parse(text, WRITTEN).atZone(ZoneId.systemDefault()).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'" + text + "' is no time such as 2026-11-20T09:00 or 2026-11-20T09:00+05:30");
            }
        }
    }
}
