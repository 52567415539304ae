// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// How much a session takes at once. Immutable.
///
/// @param tcpChunk the bytes of a table asked for at once over TCP
/// @param udpChunk the same over UDP
/// @param smallChunk the same after a chunk has failed
/// @param longestFrame the longest frame taken
/// @param largestTable the largest table taken, in bytes
/// @param events the most live events waiting for their listener; beyond that the oldest is dropped
public record PullSizes(
        int tcpChunk, int udpChunk, int smallChunk, int longestFrame, int largestTable, int events) {

    /// Chunks of 65,472, 16,384 and 8,192 bytes, frames of 1 MiB, tables of 64 MiB, 1,024 events.
    public static final PullSizes STANDARD =
            new PullSizes(65_472, 16_384, 8_192, TcpFraming.LONGEST, 64 << 20, 1024);

    private static final int LARGEST_CHUNK = 65_472;

    /// Checks that a chunk has 1 to 65,472 bytes and the others are no nonsense.
    ///
    /// @throws IllegalArgumentException if they are
    public PullSizes {
        if (tcpChunk < 1 || udpChunk < 1 || smallChunk < 1 || Math.max(tcpChunk, udpChunk) > LARGEST_CHUNK) {
            throw new IllegalArgumentException("a chunk of a table has 1 to 65472 bytes");
        }
        if (longestFrame < Packet.HEADER || largestTable < 1 || events < 1) {
            throw new IllegalArgumentException("a session must take at least a packet, a byte and an event");
        }
    }
}
