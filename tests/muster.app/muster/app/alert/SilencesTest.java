// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import muster.model.Silence;
import muster.model.Silence.Every;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Berlin's clocks went from 02:00 to 03:00 on 2026-03-29 and go from 03:00 back to 02:00 on 2026-10-25.
final class SilencesTest {

    private static boolean inForce(Silence silence, String instant) {
        return new Silences(List.of(silence), Scene.BERLIN).isInForce(silence, Instant.parse(instant));
    }

    /// Begins in Berlin's local time, on any day before the one that is asked about.
    private static Silence repeated(String from, String until, Every every) {
        return new Silence(1, Silence.Kind.MAINTENANCE, "queue_long", null, null,
                LocalDateTime.parse(from).atZone(Scene.BERLIN).toInstant(),
                LocalDateTime.parse(until).atZone(Scene.BERLIN).toInstant(), every, "backup", "ann", null);
    }

    @ParameterizedTest
    @CsvSource({
        // winter, then summer: the same local time, another moment
        "2026-03-28T00:59:59Z, false", "2026-03-28T01:00:00Z, true", "2026-03-28T02:59:59Z, true",
        "2026-03-28T03:00:00Z, false", "2026-03-29T23:59:59Z, false", "2026-03-30T00:00:00Z, true",
        "2026-03-30T01:59:59Z, true", "2026-03-30T02:00:00Z, false"
    })
    void each_night_from_two_to_four_is_that_by_the_clock_on_the_wall(String instant, boolean quiet) {
        assertEquals(quiet, inForce(repeated("2026-03-20T02:00", "2026-03-20T04:00", Every.DAY), instant));
    }

    @ParameterizedTest
    @CsvSource({
        // 02:00 to 02:30 is left out that night: it is from 03:00 to 03:30 summer time
        "2026-03-29T00:59:59Z, false", "2026-03-29T01:00:00Z, true", "2026-03-29T01:29:59Z, true",
        "2026-03-29T01:30:00Z, false"
    })
    void what_lies_in_the_hour_that_is_left_out_is_an_hour_later(String instant, boolean quiet) {
        assertEquals(quiet, inForce(repeated("2026-03-20T02:00", "2026-03-20T02:30", Every.DAY), instant));
    }

    @ParameterizedTest
    @CsvSource({
        // 02:00 to 02:30 is there twice: from the first two to the second half past two
        "2026-10-24T23:59:59Z, false", "2026-10-25T00:00:00Z, true", "2026-10-25T00:45:00Z, true",
        "2026-10-25T01:29:59Z, true", "2026-10-25T01:30:00Z, false"
    })
    void the_hour_that_is_there_twice_is_quiet_both_times(String instant, boolean quiet) {
        assertEquals(quiet, inForce(repeated("2026-10-20T02:00", "2026-10-20T02:30", Every.DAY), instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-18T22:30:00Z, true", "2026-10-19T00:59:00Z, true", "2026-10-20T22:30:00Z, false",
        // a week later in winter time, on the same weekday
        "2026-10-25T22:29:00Z, false", "2026-10-25T23:00:00Z, true", "2026-10-26T01:59:59Z, true",
        "2026-10-26T02:00:00Z, false"
    })
    void each_week_is_on_the_same_weekday_over_midnight(String instant, boolean quiet) {
        assertEquals(quiet, inForce(repeated("2026-10-12T00:00", "2026-10-12T03:00", Every.WEEK), instant));
    }

    @Test
    void what_is_not_repeated_ends_by_itself() {
        Silence once = repeated("2026-03-20T02:00", "2026-03-20T04:00", null);
        assertTrue(inForce(once, "2026-03-20T02:59:59Z"));
        assertFalse(inForce(once, "2026-03-20T03:00:00Z"));
        assertFalse(inForce(once, "2026-03-21T02:00:00Z"));
    }

    @Test
    void what_somebody_ended_is_over() {
        Silence s = repeated("2026-03-20T02:00", "2026-03-20T04:00", Every.DAY);
        Silence ended = new Silence(s.id(), s.kind(), s.rule(), null, null, s.from(), s.until(), s.every(), s.reason(),
                s.by(), s.from().atOffset(ZoneOffset.UTC).plusHours(1).toInstant());
        assertFalse(inForce(ended, "2026-03-21T02:00:00Z"));
        assertFalse(Silences.isOpen(ended, Instant.parse("2026-03-21T02:00:00Z")));
    }

    @Test
    void nothing_is_quiet_before_the_first_time() {
        assertFalse(inForce(repeated("2026-03-20T02:00", "2026-03-20T04:00", Every.DAY), "2026-03-19T02:00:00Z"));
    }
}
