// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.time.Instant;
import muster.app.door.OwnClock.Stamp;
import muster.model.HeldCheckIn;
import muster.model.Quarantined.Reason;

/// This moment on all clocks. Immutable.
///
/// @param stamp on the wall and since the start of the machine
/// @param nanos on the monotonic clock
/// @param set whether the wall clock is believed
record DoorMoment(Stamp stamp, long nanos, boolean set) {

    /// What the machine's clock showed at a moment of the monotonic clock.
    Stamp at(long nanosThen) {
        return stamp.before(Duration.ofNanos(Math.max(0, nanos - nanosThen)));
    }

    /// A time of the wall clock, on the monotonic one.
    long nanos(Instant time) {
        return nanos - Duration.between(time, stamp.wall()).toNanos();
    }

    /// When a held check-in was, on the monotonic clock; null when that cannot be told.
    Long nanos(HeldCheckIn held, Reason reason) {
        if (stamp.boot().equals(held.boot()) && held.uptimeMillis() != null) {
            return nanos - Duration.ofMillis(stamp.uptimeMillis() - held.uptimeMillis()).toNanos();
        }
        return set && reason == Reason.NOT_ON_LIST ? nanos(held.at()) : null;
    }
}
