// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// How one rule is for one subject (product.md 3.6). Immutable.
///
/// @param id what it is called in the API and on the command line: the rule, with a subject `RULE:SUBJECT`
/// @param rule the rule's name in the configuration
/// @param subject what it is about: a terminal's serial, the name of a sink, branch, event, component or channel;
///     empty when it is about this muster as a whole
/// @param terminal the terminal it is about, or null
/// @param branch the branch it belongs to, or null
/// @param level how much it matters
/// @param state how it is
/// @param message a sentence for people, with the value as it was last
/// @param value what was measured last
/// @param since since when the condition holds (UTC)
/// @param firedAt since when it fires (UTC), or null while it is pending
/// @param toldAt when people were told last (UTC), or null when they never were
/// @param resolvedAt when it was over (UTC), or null
/// @param quiet why people are not told: who snoozed it, which alert explains it; null = they are told
/// @param acknowledgedBy who knows about it and wants no repeats until it is over, or null
/// @param note what that person wrote, or null
public record AlertStatus(
        String id,
        String rule,
        String subject,
        String terminal,
        String branch,
        Notice.Level level,
        State state,
        String message,
        double value,
        Instant since,
        Instant firedAt,
        Instant toldAt,
        Instant resolvedAt,
        String quiet,
        String acknowledgedBy,
        String note) {

    /// What an alert goes through; without a condition it is inactive, and there is no status.
    public enum State {
        /// The condition holds, but not long enough yet.
        PENDING,
        /// It holds.
        FIRING,
        /// It is over.
        RESOLVED
    }

    /// What the alert of a rule about a subject is called.
    ///
    /// @param subject empty = this muster as a whole
    public static String id(String rule, String subject) {
        return subject.isEmpty() ? rule : rule + ":" + subject;
    }
}
