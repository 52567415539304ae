// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A record that was kept but cannot count as a punch: it is never lost and never wins "latest".
/// Immutable.
///
/// @param source the way it came in
/// @param terminal serial of the terminal
/// @param table what it was sent as: `ATTLOG`, `rtlog`, …
/// @param reason why it is held
/// @param detail a sentence for people
/// @param receivedAt when it reached this machine (UTC)
/// @param raw its bytes, whole
public record Quarantined(
        Source source,
        String terminal,
        String table,
        Reason reason,
        String detail,
        Instant receivedAt,
        Bytes raw) implements Fact {

    /// Why a record is held.
    public enum Reason {
        /// No PIN and time could be read from it.
        UNPARSABLE,
        /// Its time is before the earliest one allowed: a terminal whose clock was reset.
        TOO_OLD,
        /// Its time is further in the future than allowed.
        IN_FUTURE,
        /// A check-in of somebody who is not on the event's list.
        NOT_ON_LIST,
        /// A check-in made while this machine's own clock was not set.
        CLOCK_UNSET
    }
}
