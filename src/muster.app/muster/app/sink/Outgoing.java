// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import muster.model.Entry;
import muster.model.PunchRow;

/// A record on its way to a sink, as its profile shows it. Immutable.
///
/// @param entry the record as the journal has it
/// @param id the record's stable id: the same after every crash, on every machine, for every sink
/// @param row the punch as it is shown everywhere; null when the record is no punch
/// @param pin the person's number for this target; null when the record is no punch
/// @param local local time for this target, shifted as the profile says; null when the record is no punch
/// @param time the same moment at its offset
/// @param direction in, out or not known
/// @param branch id of the terminal's branch, or null
public record Outgoing(
        Entry entry,
        String id,
        PunchRow row,
        String pin,
        LocalDateTime local,
        OffsetDateTime time,
        Direction direction,
        String branch) {

    /// Its place in the journal.
    public long seq() {
        return entry.seq();
    }

    /// Whether somebody came or went.
    public enum Direction {
        /// Came.
        IN,
        /// Went.
        OUT,
        /// Not known, or not to be told.
        NONE
    }
}
