// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// When the memory that a burst took is given back.
final class SpareMemoryTest {

    private static final long SMALL = 16L << 20;

    private long head = 1_000;
    private long taken = SMALL;
    private long live = SMALL;
    private int collections;

    private final SpareMemory memory = new SpareMemory(() -> head, () -> taken, () -> {
        collections++;
        taken = live;
    });

    private void looks(int times, long entriesBetween) {
        for (int look = 0; look < times; look++) {
            head += entriesBetween;
            memory.look();
        }
    }

    @Test
    void aBurstsMemoryIsGivenBackAfterAQuietMinute() {
        taken = 256L << 20;
        looks(5, 10_000);
        looks(SpareMemory.LOOKS - 1, SpareMemory.QUIET);
        assertEquals(0, collections);
        looks(1, 0);
        assertEquals(1, collections);
        looks(100, 0);
        assertEquals(1, collections);
    }

    @Test
    void whileMuchComesNothingIsCollected() {
        taken = 256L << 20;
        looks(100, SpareMemory.QUIET + 1);
        assertEquals(0, collections);
    }

    @Test
    void aLittleIsNotWorthAPause() {
        taken = SMALL + SpareMemory.WORTH - 1;
        looks(100, 0);
        assertEquals(0, collections);
    }

    @Test
    void whatIsInUseIsNotAskedForAgainAndAgain() {
        live = 200L << 20;
        taken = 256L << 20;
        looks(100, 0);
        assertEquals(1, collections);
        taken = live + SpareMemory.WORTH;
        looks(100, 0);
        assertEquals(2, collections);
    }
}
