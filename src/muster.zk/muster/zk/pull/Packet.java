// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import muster.zk.pull.ProtocolException.Kind;

/// One packet of the protocol, request or reply (zk-pull.md section 2).
///
/// ```
/// 0   2  command, or reply code
/// 2   2  checksum
/// 4   2  session; in live events the event code, in the answer to 64 the terminal's state
/// 6   2  reply id
/// 8   n  data
/// ```
///
/// @param command 0 to 65535, see [Commands] and [Replies]
/// @param session 0 to 65535
/// @param replyId 0 to 65535
/// @param data what follows the header; not to be changed
/// @param offByOneLow whether it came with a checksum one too small, as some simulators send it; never
///     sent so
public record Packet(int command, int session, int replyId, byte[] data, boolean offByOneLow) {

    /// The size of the header.
    public static final int HEADER = 8;

    private static final int PREFIX = 8;
    private static final int WORD = 0xFFFF;

    /// Checks that the numbers fit.
    ///
    /// @throws IllegalArgumentException if one does not
    public Packet {
        Objects.requireNonNull(data);
        if ((command | session | replyId) >>> 16 != 0) {
            throw new IllegalArgumentException("a packet's command, session and reply id are 0 to 65535");
        }
    }

    /// A packet to send.
    ///
    /// @throws IllegalArgumentException if a number is not 0 to 65535
    public Packet(int command, int session, int replyId, byte... data) {
        this(command, session, replyId, data, false);
    }

    /// Reads a packet as it stands in a UDP datagram, or in a TCP frame behind the length.
    ///
    /// @throws ProtocolException [Kind#MALFORMED] if it is shorter than a header, [Kind#BAD_CHECKSUM]
    public static Packet read(byte[] bytes) throws ProtocolException {
        return read(bytes, 0, bytes.length);
    }

    /// Reads a packet from part of an array.
    ///
    /// @throws ProtocolException as [#read(byte\[\])]
    public static Packet read(byte[] bytes, int from, int to) throws ProtocolException {
        return read(bytes, from, to, true);
    }

    static Packet read(byte[] bytes, int from, int to, boolean checked) throws ProtocolException {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (to - from < HEADER) {
            throw new ProtocolException(
                    Kind.MALFORMED,
                    "A packet of " + (to - from) + " bytes came; the least is 8.",
                    "Nothing was taken from it.");
        }
        int sum = sum(bytes, from, to);
        boolean good = sum == WORD || !checked;
        boolean offByOneLow = !good && sum == WORD - 1;
        if (!good && !offByOneLow) {
            throw new ProtocolException(
                    Kind.BAD_CHECKSUM,
                    "A packet came with a wrong checksum.",
                    "The bytes were changed on their way and were not used. If it comes back, look at the network.");
        }
        return new Packet(
                LittleEndian.u16(bytes, from),
                LittleEndian.u16(bytes, from + 4),
                LittleEndian.u16(bytes, from + 6),
                Arrays.copyOfRange(bytes, from + HEADER, to),
                offByOneLow);
    }

    /// The 16-bit one's-complement sum, which over a whole packet with its checksum is 0xFFFF.
    private static int sum(byte[] bytes, int from, int to) {
        long sum = 0;
        int at = from;
        for (; at + 1 < to; at += 2) {
            sum += LittleEndian.u16(bytes, at);
        }
        if (at < to) {
            sum += LittleEndian.u8(bytes, at);
        }
        while (sum > WORD) {
            sum = (sum & WORD) + (sum >>> 16);
        }
        return (int) sum;
    }

    /// The packet as a UDP datagram, with its checksum.
    public byte[] datagram() {
        return bytes(0);
    }

    /// The packet as a TCP frame: magic, length, packet (section 1.1).
    public byte[] frame() {
        byte[] frame = bytes(PREFIX);
        System.arraycopy(TcpFraming.MAGIC, 0, frame, 0, TcpFraming.MAGIC.length);
        LittleEndian.putU32(frame, 4, frame.length - PREFIX);
        return frame;
    }

    private byte[] bytes(int from) {
        byte[] bytes = new byte[from + HEADER + data.length];
        LittleEndian.putU16(bytes, from, command);
        LittleEndian.putU16(bytes, from + 4, session);
        LittleEndian.putU16(bytes, from + 6, replyId);
        System.arraycopy(data, 0, bytes, from + HEADER, data.length);
        LittleEndian.putU16(bytes, from + 2, WORD - sum(bytes, from, bytes.length));
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packet packet
                && command == packet.command
                && session == packet.session
                && replyId == packet.replyId
                && offByOneLow == packet.offByOneLow
                && Arrays.equals(data, packet.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, session, replyId, offByOneLow, Arrays.hashCode(data));
    }

    /// Command and sizes only: the data may hold a password.
    @Override
    public String toString() {
        return "packet " + command + ", session " + HexFormat.of().toHexDigits((short) session) + ", reply id "
                + replyId + ", " + data.length + " bytes";
    }
}
