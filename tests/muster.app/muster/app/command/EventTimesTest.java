// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/// Moments of events as people write and read them.
final class EventTimesTest {

    private static final Instant MOMENT = Instant.parse("2026-11-20T20:30:00Z");

    private static Surroundings in(Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        ByteArrayInputStream nothing = new ByteArrayInputStream(new byte[0]);
        return new Surroundings(nowhere, nowhere, environment, nothing, Shell.CLOCK, false);
    }

    private static Instant read(String text) {
        return new EventTimes.Reader().convert(text);
    }

    @ParameterizedTest
    @CsvSource({"Asia/Kolkata, 2026-11-21 02:00", "UTC, 2026-11-20 20:30", "America/New_York, 2026-11-20 15:30",
        "+05:45, 2026-11-21 02:15"})
    void aMomentIsShownInTheZoneOfWhoeverLooks(String zone, String shown) {
        assertEquals(shown, EventTimes.text(MOMENT, in(Map.of("TZ", zone))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":Nowhere/Land", "EST5EDT4,M3.2.0"})
    void aZoneThatIsNoneIsThisMachines(String zone) {
        assertEquals(ZoneId.systemDefault(), EventTimes.zone(in(Map.of("TZ", zone))));
    }

    @Test
    void noMomentIsShownAsNothing() {
        assertNull(EventTimes.text(null, in(Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T02:00+05:30", "2026-11-21 02:00+05:30", "2026-11-20T20:30Z",
        "2026-11-20T20:30:00Z", "2026-11-20 15:30:00-05:00"})
    void aMomentWithAnOffsetIsTheSameEverywhere(String text) {
        assertEquals(MOMENT, read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T20:30", "2026-11-20 20:30", "2026-11-20T20:30:00"})
    void aMomentWithoutOneIsOfThisMachine(String text) {
        assertEquals(LocalDateTime.of(2026, 11, 20, 20, 30).atZone(ZoneId.systemDefault()).toInstant(), read(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-11-20", "20:30", "2026-02-30T09:00", "2026-11-20T24:30",
        "2026-11-20T09:00+5", "2026-11-20T09:00+19:00", "2026-11-20T09:00 IST"})
    void whatIsNoMomentIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> read(text));
    }
}
