// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// What became of the order to clear a terminal's attendance records.
public enum ClearOutcome {
    /// They are cleared, and were stored before.
    CLEARED,
    /// There were none.
    EMPTY,
    /// Not cleared: they could not be stored.
    NOT_STORED,
    /// Not cleared: a punch came meanwhile. Try again.
    MOVED,
    /// Not cleared: the terminal counts other than its table holds, so a punch meanwhile would not be noticed.
    COUNT_WRONG
}
