// SPDX-License-Identifier: Apache-2.0
package muster.access;

/// What came of a punch. Immutable.
///
/// @param kind what came of it
/// @param text the row it is in the file, or why it is not; one line for people
public record Placed(Kind kind, String text) {

    /// What came of a punch.
    public enum Kind {
        /// It was written.
        STORED,
        /// The file had it.
        PRESENT,
        /// The file does not know the person.
        UNKNOWN_PERSON,
        /// The person has other punches in the same second and in those behind it.
        SAME_SECOND
    }
}
