// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.time.LocalTime;

/// A part of every day. Immutable.
///
/// @param from its first minute
/// @param to the first minute after it; before `from` when midnight lies in it
public record QuietHours(LocalTime from, LocalTime to) {

    /// Whether a time of day lies in it.
    public boolean holds(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
