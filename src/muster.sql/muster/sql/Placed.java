// SPDX-License-Identifier: Apache-2.0
package muster.sql;

/// What came of a row. Immutable.
///
/// @param kind what came of it
/// @param text why it was refused, in the database's words; else null
public record Placed(Kind kind, String text) {

    /// What came of a row.
    public enum Kind {
        /// It was written.
        NEW,
        /// One with its key was there; it stayed, or was written over if the table says so.
        KNOWN,
        /// The database does not take it: too long, no number, a rule of the table.
        REFUSED
    }
}
