// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One request, answer or event (zk-pull.md sections 1.1, 1.2 and 2). The data is not copied: whoever makes
/// a packet leaves its bytes alone from then on.
///
/// @param command what is asked, or how it is answered
/// @param session the session; in an event the event's code
/// @param reply counts requests; an answer repeats it
record Packet(int command, int session, int reply, byte[] data) {

    /// What every frame on TCP begins with.
    static final byte[] MAGIC = {0x50, 0x50, (byte) 0x82, 0x7D};

    /// The size of the header that both transports share.
    static final int HEADER = 8;

    /// The packet as it travels in a datagram.
    byte[] datagram() {
        ByteBuffer bytes = little(HEADER + data.length)
                .putShort((short) command)
                .putShort((short) 0)
                .putShort((short) session)
                .putShort((short) reply)
                .put(data);
        int checksum = ~sum(bytes.array());
        return bytes.putShort(2, (short) checksum).array();
    }

    /// The packet as it travels on TCP.
    byte[] frame() {
        return framed(datagram());
    }

    /// Puts what TCP needs before a datagram's bytes.
    static byte[] framed(byte[] datagram) {
        return little(HEADER + datagram.length)
                .put(MAGIC)
                .putInt(datagram.length)
                .put(datagram)
                .array();
    }

    /// Reads a datagram's bytes; [#intact] tells whether they are to be trusted.
    ///
    /// @param bytes 8 or more
    static Packet read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] data = new byte[bytes.length - HEADER];
        in.get(HEADER, data);
        return new Packet(in.getShort(0) & 0xFFFF, in.getShort(4) & 0xFFFF, in.getShort(6) & 0xFFFF, data);
    }

    /// Whether the checksum in a datagram's bytes is right: with it, all of them sum to nothing but ones.
    static boolean intact(byte[] bytes) {
        return sum(bytes) == 0xFFFF;
    }

    /// The one's-complement sum of 16-bit words; an odd last byte counts as a word of its own.
    private static int sum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            int high = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
            sum += high << 8 | bytes[i] & 0xFF;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    /// Room for numbers in the protocol's byte order.
    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The little-endian number in 1 to 4 bytes, unsigned; missing bytes count as zero.
    static long number(byte[] bytes, int at, int size) {
        long number = 0;
        for (int i = Math.min(at + size, bytes.length) - 1; i >= at; i--) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }
}
