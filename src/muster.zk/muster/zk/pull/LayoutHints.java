// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.OptionalLong;

/// What helps to tell how attendance records are laid out. Immutable.
///
/// @param countBefore the records the terminal said it had before the read; it may be wrong
/// @param countAfter the same after the read
/// @param given the layout the operator gave, which is not questioned; null when none
/// @param stateFirst whether records of 16 bytes have the state before the verify mode
/// @param now the local time about now, to a day; records later than two days after it are not believed
public record LayoutHints(
        OptionalLong countBefore, OptionalLong countAfter, AttendanceLayout given, boolean stateFirst,
        LocalDateTime now) {

    /// Checks that the time is given.
    public LayoutHints {
        Objects.requireNonNull(countBefore);
        Objects.requireNonNull(countAfter);
        Objects.requireNonNull(now);
    }

    /// Nothing is known but the time.
    public static LayoutHints none(LocalDateTime now) {
        return new LayoutHints(OptionalLong.empty(), OptionalLong.empty(), null, false, now);
    }

    /// Whether one of the counts is this.
    boolean counts(long records) {
        return countBefore.orElse(-1) == records || countAfter.orElse(-1) == records;
    }
}
