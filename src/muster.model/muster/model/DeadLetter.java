// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A record that a target does not take, set aside so that the rest flows. Immutable.
///
/// @param id its number
/// @param sink name of the sink
/// @param seq the record's place in the journal
/// @param pin the person's number
/// @param reason the class of the target's answer: `unknown_person`, `not_registered`, `unknown_event`, `inactive`,
///     `conflict`, `invalid`, `refused` or a word of the sink
/// @param detail what the target said, at most 1000 characters
/// @param state what became of it
/// @param tries how often it was tried
/// @param firstAt when it was set aside (UTC)
/// @param lastAt when it was tried last (UTC)
/// @param edit what an operator changed: the PIN to deliver it under, or null
/// @param by who edited or discarded it, or null
public record DeadLetter(
        long id,
        String sink,
        long seq,
        String pin,
        String reason,
        String detail,
        State state,
        int tries,
        Instant firstAt,
        Instant lastAt,
        String edit,
        String by) {

    /// What became of a record that was set aside.
    public enum State {
        /// It waits for somebody or something.
        OPEN,
        /// The target took it in the end.
        DELIVERED,
        /// An operator gave it up.
        DISCARDED
    }
}
