// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// The clock on a terminal's screen: somewhere, somewhat wrong, and getting worse. Thread-safe.
final class TerminalClock {

    private final InstantSource source;
    private final ZoneId zone;
    private final double drift;
    private Instant set;
    private Duration offset;

    /// @param offset how far it is ahead at first
    /// @param drift how many parts in a million it runs too fast
    TerminalClock(InstantSource source, ZoneId zone, Duration offset, double drift) {
        this.source = source;
        this.zone = zone;
        this.drift = drift;
        this.set = source.instant();
        this.offset = offset;
    }

    /// What it shows.
    synchronized LocalDateTime now() {
        Instant instant = source.instant();
        long gained = Math.round(Duration.between(set, instant).toMillis() * drift / 1e6);
        return LocalDateTime.ofInstant(instant.plus(offset).plusMillis(gained), zone);
    }

    /// Somebody sets it; it drifts on from there.
    synchronized void set(LocalDateTime time) {
        set = source.instant();
        offset = Duration.between(LocalDateTime.ofInstant(set, zone), time);
    }

    /// How far it is ahead of the right time in its zone.
    synchronized Duration ahead() {
        return Duration.between(LocalDateTime.ofInstant(source.instant(), zone), now());
    }
}
