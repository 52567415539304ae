// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TerminalClockTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Rig.MORNING);

    private TerminalClock clock(Duration ahead, double drift) {
        return new TerminalClock(now::get, Rig.KOLKATA, ahead, drift);
    }

    @Test
    void itShowsTheTimeOfItsZoneWronglyByItsOffset() {
        assertEquals(LocalDateTime.parse("2026-11-20T08:05:09"), clock(Duration.ZERO, 0).now());
        assertEquals(LocalDateTime.parse("2026-11-20T06:42:09"), clock(Duration.ofMinutes(-83), 0).now());
    }

    @Test
    void itDrifts() {
        TerminalClock clock = clock(Duration.ZERO, 50);
        now.set(Rig.MORNING.plus(Duration.ofDays(1)));
        assertEquals(Duration.ofMillis(4320), clock.ahead());
        clock.set(LocalDateTime.parse("2026-11-21T08:05:09"));
        assertEquals(Duration.ZERO, clock.ahead());
        now.set(Rig.MORNING.plus(Duration.ofDays(2)));
        assertEquals(Duration.ofMillis(4320), clock.ahead());
    }
}
