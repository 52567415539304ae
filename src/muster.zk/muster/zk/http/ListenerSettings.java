// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.Objects;

/// How much a listener takes on. Immutable.
///
/// @param limits how large a request may be
/// @param times how long it may take
/// @param connections the most connections open at once
/// @param connectionsPerAddress the most of them from one address; terminals behind one reverse proxy
///     or router share an address
/// @param bodyRoom the most bytes all bodies being received or answered may hold together, not
///     counting the first 8 KiB of each; at least the largest of the limits
public record ListenerSettings(
        Limits limits, Times times, int connections, int connectionsPerAddress, long bodyRoom) {

    /// The standard limits and times, 4,096 connections, 64 from one address, 64 MiB of bodies.
    public static final ListenerSettings STANDARD =
            new ListenerSettings(Limits.STANDARD, Times.STANDARD, 4096, 64, 64L << 20);

    /// Checks that a request of the largest size allowed can be received.
    ///
    /// @throws IllegalArgumentException if it cannot
    public ListenerSettings {
        Objects.requireNonNull(times);
        if (connections < 1 || connectionsPerAddress < 1) {
            throw new IllegalArgumentException("at least one connection must be allowed");
        }
        if (bodyRoom < Math.max(limits.any(), Math.max(limits.text(), limits.photo()))) {
            throw new IllegalArgumentException("the room for bodies must hold at least one of the largest");
        }
    }
}
