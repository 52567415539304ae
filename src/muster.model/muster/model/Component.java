// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A part of the whole: one of muster's own, or an outside one that an external program reports, such as a camera
/// or an SMS program (product.md MON-05). Immutable.
///
/// @param name one word
/// @param state how it is
/// @param details a sentence or a word for people, or null
/// @param since since when it is in this state (UTC)
/// @param reportedAt when it was reported last (UTC)
/// @param staleAfterSeconds without a report for so long it is stale; null = one of muster's own, never
/// @param outside whether an external program reports it
public record Component(
        String name,
        State state,
        String details,
        Instant since,
        Instant reportedAt,
        Long staleAfterSeconds,
        boolean outside) {

    /// How a component is.
    public enum State {
        /// It works.
        ONLINE,
        /// It works in part.
        DEGRADED,
        /// It cannot be reached.
        OFFLINE,
        /// It does not work.
        ERROR,
        /// Nobody reported for longer than was announced.
        STALE,
        /// It is there and not in use.
        OFF,
        /// Nobody reported yet.
        UNKNOWN
    }

    /// Whether something is wrong with it.
    public boolean isBad() {
        return switch (state) {
            case DEGRADED, OFFLINE, ERROR, STALE -> true;
            case ONLINE, OFF, UNKNOWN -> false;
        };
    }
}
