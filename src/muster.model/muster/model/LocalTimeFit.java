// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// How a local time lies in its zone when daylight saving begins or ends.
public enum LocalTimeFit {
    /// It exists once; the usual case.
    EXACT,
    /// The clocks jumped over it (spring): read with the offset from before the jump.
    GAP,
    /// It came twice (autumn), and this is taken for the first run.
    OVERLAP_FIRST,
    /// It came twice (autumn), and this is taken for the second run.
    OVERLAP_SECOND
}
