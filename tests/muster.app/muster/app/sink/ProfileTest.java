// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.config.ProfileConfig;
import muster.app.config.ProfileConfig.DirectionRule;
import muster.app.sink.Outgoing.Direction;
import muster.model.Bytes;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The transform that all sinks share.
final class ProfileTest {

    private static Punch punch(String pin, String time, int state) {
        return new Punch(Source.PUSH, "TSTATT000001", pin, LocalDateTime.parse(time), ZoneOffset.UTC, "UTC",
                ZoneFrom.CONFIG, LocalTimeFit.EXACT, Instant.parse("2026-11-20T02:30:00Z"), state, 1, "", Bytes.EMPTY);
    }

    private static Profile profile(Duration shift, Optional<Integer> longest, Optional<String> pattern, String prefix,
            int width, DirectionRule direction) {
        return new Profile(new ProfileConfig("p", shift, Optional.of(LocalDate.of(2026, 11, 1)), Set.of(),
                Set.of("B1"), Set.of(), Set.of(Source.PUSH), longest, pattern, prefix, width, Map.of("7", "A7"),
                direction, Map.of("TSTATT000009", DirectionRule.OUT)), (punch, seq) -> 3);
    }

    private static Profile usual(DirectionRule direction) {
        return profile(Duration.ofMinutes(-10), Optional.of(4), Optional.of("[0-9]+"), "X", 3, direction);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T00:05:00, 2026-11-19T23:55:00",
        "2026-01-01T00:09:59, 2025-12-31T23:59:59",
        "2026-03-01T00:00:00, 2026-02-28T23:50:00",
        "2026-11-20T08:10:00, 2026-11-20T08:00:00",
    })
    void tenMinutesAreTakenWithTheDate(String local, String shown) {
        assertEquals(LocalDateTime.parse(shown), usual(DirectionRule.NONE).time(LocalDateTime.parse(local)));
    }

    @ParameterizedTest
    @CsvSource({"5, X005", "1234, X1234", "7, X0A7"})
    void aPinIsNamedFilledAndPrefixed(String pin, String shown) {
        assertEquals(shown, usual(DirectionRule.NONE).pin(pin));
    }

    @ParameterizedTest
    @CsvSource({"0, IN", "1, OUT", "2, OUT", "3, IN", "4, IN", "5, OUT", "255, NONE", "-1, NONE"})
    void theStateTellsInAndOut(int state, Direction direction) {
        assertEquals(direction, usual(DirectionRule.STATE).direction(punch("5", "2026-11-20T08:00:00", state), 1));
    }

    @Test
    void orTheyTakeTurnsOrAreAlwaysTheSameOrTheTerminalDecides() {
        Punch punch = punch("5", "2026-11-20T08:00:00", 0);
        assertEquals(Direction.OUT, usual(DirectionRule.ALTERNATE).direction(punch, 1));
        assertEquals(Direction.IN, usual(DirectionRule.IN).direction(punch, 1));
        assertEquals(Direction.NONE, usual(DirectionRule.NONE).direction(punch, 1));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "5,     2026-11-20T08:00:00, B1, -",
        "12345, 2026-11-20T08:00:00, B1, pin_longest",
        "ab,    2026-11-20T08:00:00, B1, pin_pattern",
        "5,     2026-10-31T23:59:59, B1, since",
        "5,     2026-11-20T08:00:00, B2, branches",
        "5,     2026-11-20T08:00:00, -,  branches",
    })
    void whatDoesNotFitIsLeftOutAndSaidWhy(String pin, String time, String branch, String setting) {
        assertEquals(
                Optional.ofNullable(setting).map(name -> "left out by " + name + " of profile p"),
                usual(DirectionRule.NONE).leftOut(punch(pin, time, 0), branch));
    }
}
