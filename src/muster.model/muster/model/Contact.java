// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A terminal came or went. Written at a change of state only. Immutable.
///
/// @param terminal its serial
/// @param online true when it came, false when it went silent
/// @param address where it called from, or was called at; empty when unknown
/// @param detail a sentence for people
/// @param receivedAt when that was noticed (UTC)
/// @param lastContact when it was last heard before (UTC), or null
public record Contact(
        String terminal, boolean online, String address, String detail, Instant receivedAt, Instant lastContact)
        implements Fact {

    /// A contact of a terminal that was not heard before.
    public Contact(String terminal, boolean online, String address, String detail, Instant receivedAt) {
        this(terminal, online, address, detail, receivedAt, null);
    }
}
