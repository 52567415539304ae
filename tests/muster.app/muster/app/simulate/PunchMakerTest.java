// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PunchMakerTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 8, 0);

    private static String key(String punch) {
        return Stream.of(punch.split("\t")).limit(3).collect(Collectors.joining(" "));
    }

    @Property(tries = 100)
    void noTwoPunchesAreTheSameHoweverFewPeopleAndHoweverFastTheyPunch(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int users,
            @ForAll @IntRange(min = 1, max = 200) int perSecond) {
        PunchMaker maker = new PunchMaker(users, new Random(seed));
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            assertTrue(keys.add(key(maker.punch(NOW.plusNanos(1_000_000_000L * i / perSecond)))));
        }
    }

    @Test
    void aPunchIsOfNowUntilTheSecondIsFull() {
        PunchMaker maker = new PunchMaker(2, new Random(1));
        for (int i = 0; i < 12; i++) {
            assertEquals("2026-11-20 08:00:00", maker.punch(NOW).split("\t")[1]);
        }
        assertEquals("2026-11-20 08:00:01", maker.punch(NOW).split("\t")[1]);
        assertEquals("2026-11-20 08:00:07", maker.punch(NOW.plusSeconds(7)).split("\t")[1]);
    }

    @Test
    void aBacklogEndsBeforeNow() {
        assertEquals(NOW.minusSeconds(7), PunchMaker.backlog(NOW, 1));
        assertEquals(NOW.minusSeconds(700), PunchMaker.backlog(NOW, 100));
    }
}
