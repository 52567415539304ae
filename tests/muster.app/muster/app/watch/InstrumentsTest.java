// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import muster.journal.Records;
import org.junit.jupiter.api.Test;

class InstrumentsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicLong head = new AtomicLong(7);
    private final Instruments instruments = new Instruments(head::get, now::get);

    @Test
    void whoAsksWithinTheSameSecondIsToldTheSame() {
        Snapshot first = instruments.now();
        now.set(NOON.plusMillis(999));
        assertSame(first, instruments.now());
        now.set(NOON.plusMillis(1000));
        assertNotSame(first, instruments.now());
    }

    @Test
    void whatIsJournalledIsMeasuredAtOnce() {
        Snapshot first = instruments.now();
        head.incrementAndGet();
        assertNotSame(first, instruments.now());
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        Snapshot first = instruments.now();
        now.set(NOON.minusSeconds(86_400));
        assertNotSame(first, instruments.now());
        assertEquals(now.get(), instruments.now().at());
    }

    @Test
    void aGaugeThatCannotBeReadLeavesTheOthersAlone() {
        instruments.add(_ -> Records.open(Path.of("nowhere", "muster.db")));
        instruments.add(into -> {
            throw new IllegalStateException("a fault for the test");
        });
        instruments.add(new NumberGauge(Measures.SSE_CLIENTS, () -> 3));
        assertEquals(OptionalDouble.of(3), instruments.now().value(Measures.SSE_CLIENTS, ""));
    }

    @Test
    void aGaugeThatCannotBeReadShowsWhatItShowedLast() {
        boolean[] away = {false};
        instruments.add(into -> {
            into.put(Measures.UPTIME, "", NOON);
            if (away[0]) {
                throw new IllegalStateException("a fault for the test");
            }
            into.put(Measures.SSE_CLIENTS, 3);
        });
        instruments.now();
        away[0] = true;
        head.incrementAndGet();
        assertEquals(OptionalDouble.of(3), instruments.now().value(Measures.SSE_CLIENTS, ""));
    }
}
