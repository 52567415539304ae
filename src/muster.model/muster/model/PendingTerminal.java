// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A terminal that called and that nobody approved yet. Immutable.
///
/// @param serial the serial it gives
/// @param address where it calls from
/// @param dialect how it speaks
/// @param pushVersion the protocol version it claims; empty when none
/// @param firstSeen its first call since this muster was started (UTC)
/// @param lastSeen its last call (UTC)
/// @param requests how often it called
public record PendingTerminal(
        String serial,
        String address,
        String dialect,
        String pushVersion,
        Instant firstSeen,
        Instant lastSeen,
        long requests) {}
