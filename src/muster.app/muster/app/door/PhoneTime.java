// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;

/// The wall clock and the monotonic one, read together. Immutable.
///
/// @param wall this machine's clock (UTC)
/// @param nanos the monotonic clock at that moment
/// @param timed whether this machine's clock is set
record PhoneTime(Instant wall, long nanos, boolean timed) {

    /// What the wall clock, as it is now, would have shown at another moment: so a stay that began before the clock
    /// was set is told with its right beginning afterwards.
    Instant at(long moment) {
        return wall.minusNanos(nanos - moment);
    }
}
