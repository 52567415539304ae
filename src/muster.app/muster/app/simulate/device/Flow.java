// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// How a terminal hands out a table (zk-pull.md section 6.1).
public enum Flow {
    /// As most do: inline up to a kilobyte, else buffered.
    USUAL,
    /// The whole table in one packet.
    INLINE,
    /// The size, then chunk for chunk as the client asks.
    BUFFERED,
    /// The same, with the size announced in a packet of another kind.
    BUFFERED_1500,
    /// The same as buffered, with each chunk a lone packet.
    BUFFERED_BARE,
    /// The whole table in many packets, unasked.
    DIRECT,
    /// No buffered reads at all: the old commands, answered in one packet.
    LEGACY_INLINE,
    /// No buffered reads at all: the old commands, answered in many packets.
    LEGACY;

    boolean legacy() {
        return this == LEGACY || this == LEGACY_INLINE;
    }
}
