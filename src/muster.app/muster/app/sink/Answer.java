// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

/// What a target said to one record. Immutable.
///
/// @param kind what came of it
/// @param reason why it is set aside: the word of the class, as in [muster.model.DeadLetter#reason()]; else null
/// @param text what the target said, or null
public record Answer(Kind kind, String reason, String text) {

    /// What came of a record.
    public enum Kind {
        /// The target took it.
        DELIVERED,
        /// The target had it already.
        DUPLICATE,
        /// The target does not take it: a dead letter.
        SET_ASIDE,
        /// It is none of this target's business.
        SKIPPED
    }

    /// The target took it.
    public static Answer delivered(String text) {
        return new Answer(Kind.DELIVERED, null, text);
    }

    /// The target had it already.
    public static Answer duplicate(String text) {
        return new Answer(Kind.DUPLICATE, null, text);
    }

    /// The target does not take it.
    public static Answer setAside(String reason, String text) {
        return new Answer(Kind.SET_ASIDE, reason, text);
    }

    /// It is none of this target's business.
    public static Answer skipped(String text) {
        return new Answer(Kind.SKIPPED, null, text);
    }
}
