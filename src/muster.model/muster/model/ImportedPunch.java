// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A punch that comes from a file. Immutable.
///
/// `localTime` or `instant` is given, or both: then the offset between them is the record's own.
///
/// @param terminal serial of the terminal or id of the scanner it was made at
/// @param pin the person's number, or the id a phone sent
/// @param localTime what the terminal's clock showed, `YYYY-MM-DD hh:mm:ss`, or null
/// @param instant the instant (UTC), or null
/// @param state raw number, or null
/// @param verifyMode raw number, or null
/// @param workCode as found, or null
/// @param raw the line it was read from
/// @param checkIn what is known when it was made at a door and not at a terminal; else null
public record ImportedPunch(
        String terminal,
        String pin,
        String localTime,
        Instant instant,
        Integer state,
        Integer verifyMode,
        String workCode,
        Bytes raw,
        CheckIn checkIn) {

    /// A punch of a terminal.
    public ImportedPunch(
            String terminal,
            String pin,
            String localTime,
            Instant instant,
            Integer state,
            Integer verifyMode,
            String workCode,
            Bytes raw) {
        this(terminal, pin, localTime, instant, state, verifyMode, workCode, raw, null);
    }

    /// The same, made at a door.
    ///
    /// @param known what is known of it; null = nothing, it is a terminal's
    public ImportedPunch with(CheckIn known) {
        return new ImportedPunch(terminal, pin, localTime, instant, state, verifyMode, workCode, raw, known);
    }
}
