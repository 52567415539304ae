// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BackoffTest {

    @Property(tries = 200)
    void pausesDoubleUpToHalfAMinuteAndAreSpread(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int failures) {
        Backoff backoff = new Backoff(new Random(seed));
        backoff.first(100);
        for (int i = 0; i < failures; i++) {
            long whole = Math.min(30_000, 100L << Math.min(i, 12));
            long pause = backoff.next().toMillis();
            assertTrue(pause >= whole / 2 && pause <= whole, pause + " of " + whole);
        }
        backoff.reset();
        assertTrue(backoff.next().toMillis() <= 100);
    }

    @Property(tries = 100)
    void aServerCannotAskForAPauseThatIsNone(@ForAll long asked) {
        Backoff backoff = new Backoff(new Random(1));
        backoff.first(asked);
        long pause = backoff.next().toMillis();
        assertTrue(pause >= 5 && pause <= 30_000);
        assertEquals(0, Long.signum(pause) - 1);
    }
}
