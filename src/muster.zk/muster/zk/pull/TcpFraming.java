// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import muster.zk.pull.ProtocolException.Kind;

/// Cuts a TCP stream into packets, however the network cut or joined them (zk-pull.md section 1.3). One per
/// connection, one thread.
///
/// ```
/// 0   4  50 50 82 7d
/// 4   4  length of what follows, 8 or more
/// 8   8  header, see Packet
/// 16  n  data
/// ```
///
/// Give it every read with [#append], then take packets with [#next] until there is none. It holds what was
/// given and not taken yet, and allocates nothing for a length that is only announced. After a failure it
/// fails again: the stream can no longer be trusted.
public final class TcpFraming {

    /// The longest frame taken by default, counted as in its length field: 1 MiB. Terminals send up to 65,480.
    public static final int LONGEST = 1 << 20;

    static final byte[] MAGIC = {0x50, 0x50, (byte) 0x82, 0x7d};

    private static final int PREFIX = 8;
    private static final int FIRST = 4 << 10;

    private final int longest;
    private final boolean continuation;
    private byte[] held = new byte[FIRST];
    private int from;
    private int to;
    private boolean begun;
    private Packet part;
    private long open;

    /// A stream as nearly all terminals send it.
    public TcpFraming() {
        this(LONGEST, false);
    }

    /// A stream with a limit, and perhaps a quirk.
    ///
    /// @param longest the longest frame taken, 8 or more
    /// @param continuation for the AK3750/WL10 family, which sends more data than the length of a frame
    ///     says: where data is still owed to the total of the last `CMD_PREPARE_DATA` and no frame begins,
    ///     the bytes are taken as further `CMD_DATA`. Checksums of data are not looked at then
    /// @throws IllegalArgumentException if no frame fits
    public TcpFraming(int longest, boolean continuation) {
        if (longest < Packet.HEADER) {
            throw new IllegalArgumentException("the shortest frame has 8 bytes");
        }
        this.longest = longest;
        this.continuation = continuation;
    }

    /// Takes what was read from the stream.
    public void append(byte[] bytes, int first, int last) {
        Objects.checkFromToIndex(first, last, bytes.length);
        int added = last - first;
        if (to + added > held.length) {
            System.arraycopy(held, from, held, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to + added > held.length) {
            held = Arrays.copyOf(held, Math.max(to + added, 2 * held.length));
        }
        System.arraycopy(bytes, first, held, to, added);
        to += added;
    }

    /// How many bytes are held that belong to no packet yet.
    public int waiting() {
        return to - from;
    }

    /// The next packet; empty when it is not whole yet.
    ///
    /// @throws ProtocolException when the stream is not this protocol, or is damaged
    public Optional<Packet> next() throws ProtocolException {
        if (!magicSoFar()) {
            return Optional.of(continued());
        }
        if (waiting() < PREFIX) {
            return Optional.empty();
        }
        int length = length();
        if (waiting() - PREFIX < length) {
            return Optional.empty();
        }
        boolean checked = !(continuation && LittleEndian.u16(held, from + PREFIX) == Replies.CMD_DATA);
        Packet packet = Packet.read(held, from + PREFIX, from + PREFIX + length, checked);
        from += PREFIX + length;
        begun = true;
        if (continuation) {
            follow(packet);
        }
        return Optional.of(packet);
    }

    private boolean magicSoFar() {
        int known = Math.min(waiting(), MAGIC.length);
        return Arrays.equals(held, from, from + known, MAGIC, 0, known);
    }

    private int length() throws ProtocolException {
        long length = LittleEndian.u32(held, from + 4);
        if (length < Packet.HEADER) {
            throw new ProtocolException(
                    Kind.MALFORMED,
                    "A frame of " + length + " bytes was announced; the least is 8.",
                    "The connection cannot be used any further. Connect again.");
        }
        if (length > longest) {
            throw new ProtocolException(
                    Kind.TOO_LARGE,
                    "A frame of " + length + " bytes was announced; at most " + longest + " are taken.",
                    "The connection cannot be used any further. Connect again.");
        }
        return (int) length;
    }

    /// Which data is still owed; events in between change nothing.
    private void follow(Packet packet) {
        switch (packet.command()) {
            case Replies.CMD_PREPARE_DATA ->
                open = packet.data().length < 4 ? 0 : LittleEndian.u32(packet.data(), 0);
            case Replies.CMD_DATA -> {
                part = packet;
                open = Math.max(0, open - packet.data().length);
            }
            case Commands.CMD_REG_EVENT -> { }
            default -> open = 0;
        }
    }

    private Packet continued() throws ProtocolException {
        if (open == 0 || part == null) {
            throw stranger();
        }
        int length = (int) Math.min(waiting(), open);
        byte[] data = Arrays.copyOfRange(held, from, from + length);
        from += length;
        open -= length;
        return new Packet(Replies.CMD_DATA, part.session(), part.replyId(), data);
    }

    private ProtocolException stranger() {
        if (!begun && held[from] == (byte) 0xaa && (waiting() < 2 || held[from + 1] == 1)) {
            return new ProtocolException(
                    Kind.C3_CONTROLLER,
                    "An access controller of the C3 or inBio family answers there.",
                    "It has another protocol on the same port, which is not spoken here. Remove it from the"
                            + " terminals to be polled.");
        }
        if (!begun) {
            return new ProtocolException(
                    Kind.NOT_THIS_PROTOCOL,
                    "Something else than a terminal of this protocol answers there.",
                    "Check address and port.");
        }
        return new ProtocolException(
                Kind.MALFORMED,
                "The stream of frames was broken: no frame begins where the last one ended.",
                "Connect again. If it comes back, this terminal may need the continuation switch.");
    }
}
