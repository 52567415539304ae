// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;

/// What the configuration says about phones at the door. Immutable.
///
/// @param scanner id of the scanner, what check-ins of phones are filed under
/// @param prefix what an advertised id begins with; empty = anything
/// @param rssi signal in dBm below which a phone is too far away to be checked in
/// @param leaveRssi signal in dBm below which a phone that is inside counts as not heard; never above `rssi`, for
///     then a phone between the two would come and go for ever
/// @param dwell how many reports within `dwellTime` make a check-in, 1 to 100
/// @param dwellTime the time for `dwell`
/// @param leaveAfter after how long without a report a phone counts as gone
/// @param span how often it is written who is still inside
public record PhoneRules(
        String scanner,
        String prefix,
        int rssi,
        int leaveRssi,
        int dwell,
        Duration dwellTime,
        Duration leaveAfter,
        Duration span) {

    /// Takes a `leaveRssi` above `rssi` for `rssi`.
    ///
    /// @throws IllegalArgumentException if a number or time makes no sense
    public PhoneRules {
        if (dwell < 1 || dwell > 100) {
            throw new IllegalArgumentException("dwell is 1 to 100, not " + dwell);
        }
        if (!dwellTime.isPositive() || !leaveAfter.isPositive() || !span.isPositive()) {
            throw new IllegalArgumentException("dwell time, leave time and span are longer than nothing");
        }
        leaveRssi = Math.min(leaveRssi, rssi);
    }
}
