// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A command for one terminal, and how far it came (zk-push.md section 9.3). Immutable.
///
/// @param terminal serial of the terminal
/// @param id its number, counted per terminal from 1, never used again
/// @param text the protocol text after `C:<id>:`
/// @param state how far it came
/// @param attempts how often it was handed out
/// @param result the terminal's return code; null until it answered
/// @param detail further lines of the answer or a sentence for people; empty when none
/// @param by who queued it
/// @param queuedAt when it was queued (UTC)
/// @param sentAt when it was last handed out (UTC); null before
/// @param endedAt when it ended (UTC); null before
/// @param expiresAt when it is given up if not handed out by then (UTC)
public record Command(
        String terminal,
        long id,
        String text,
        State state,
        int attempts,
        Integer result,
        String detail,
        String by,
        Instant queuedAt,
        Instant sentAt,
        Instant endedAt,
        Instant expiresAt) {

    /// How far a command came.
    public enum State {
        /// Waits for the terminal's next poll.
        QUEUED,
        /// Handed out; no result yet.
        SENT,
        /// The terminal answered with success.
        DONE,
        /// The terminal answered with an error.
        FAILED,
        /// Handed out as often as allowed, and never answered; some terminals never do.
        UNCONFIRMED,
        /// Its time ran out before the terminal polled.
        EXPIRED,
        /// An operator took it back before it was handed out.
        CANCELLED;

        /// Whether nothing more will happen to the command.
        public boolean ended() {
            return this != QUEUED && this != SENT;
        }
    }
}
