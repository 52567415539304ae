// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How one client reads tables in bulk, by every flow there is (zk-pull.md section 6). A buffered table is
/// what it was when it was asked for. For one thread; only [#free] may be called from others.
final class Reading {

    private static final int INLINE = 1024;
    private static final int LEAST_TO_CUT = 12;
    private static final int[] REFUSALS = {Code.CMD_ACK_ERROR, Code.CMD_ACK_UNKNOWN, 0xFFFD};

    /// A table on its way; when it is cut short it announces more than there is.
    private record Table(byte[] bytes, int announced) {}

    private final Device device;
    private final Mischief mischief;
    private final Reach reach;
    private volatile Table buffer;

    Reading(Device device, Mischief mischief, Reach reach) {
        this.device = device;
        this.mischief = mischief;
        this.reach = reach;
    }

    /// Answers 1503: the whole table, or how large it is.
    ///
    /// @param session what the answer carries for a session
    Answer prepare(Packet request, int session) {
        byte[] asked = request.data();
        Flow flow = device.dialect().flow();
        if (asked.length != 11 || asked[0] != 1) {
            return single(request, session, Code.CMD_ACK_ERROR, new byte[0]);
        }
        if (flow.legacy()) {
            return single(request, session, REFUSALS[mischief.below(REFUSALS.length)], new byte[0]);
        }
        Table table = table((int) Packet.number(asked, 1, 2), (int) Packet.number(asked, 3, 4));
        return switch (flow) {
            case USUAL -> table.bytes.length <= INLINE
                    ? inline(request, session, table)
                    : buffered(request, session, table);
            case INLINE -> inline(request, session, table);
            case DIRECT -> direct(request, session, table);
            default -> buffered(request, session, table);
        };
    }

    /// Answers the old commands, whose data names the table when it is not the log.
    Answer legacy(Packet request, int session) {
        Table table = table(request.command(), (int) Packet.number(request.data(), 0, 1));
        boolean inline = switch (device.dialect().flow()) {
            case INLINE, LEGACY_INLINE -> true;
            case DIRECT, LEGACY -> false;
            default -> table.bytes.length <= INLINE;
        };
        return inline
                ? inline(request, session, table)
                : direct(request, session, table);
    }

    private Table table(int command, int type) {
        device.counters().count(Counters.Count.READS);
        byte[] whole = Tables.table(device, command, type);
        if (whole.length < LEAST_TO_CUT || !mischief.strikes(Fault.SHORT)) {
            return new Table(whole, whole.length);
        }
        byte[] cut = Arrays.copyOf(whole, whole.length - 1 - mischief.below(Math.min(60, whole.length - 4)));
        // real ones have been seen to contradict only the number in front of the records
        return new Table(cut, mischief.below(2) == 0 ? whole.length : cut.length);
    }

    private Answer inline(Packet request, int session, Table table) {
        if (table.bytes.length > reach.data()) {
            return direct(request, session, table);
        }
        int padding = mischief.strikes(Fault.STRAY) ? 1 + mischief.below(8) : 0;
        byte[] padded = Arrays.copyOf(table.bytes, Math.min(table.bytes.length + padding, reach.data()));
        return single(request, session, Code.CMD_DATA, padded);
    }

    private Answer direct(Packet request, int session, Table table) {
        return Answer.of(transfer(request, session, table.announced, table.bytes));
    }

    private Answer buffered(Packet request, int session, Table table) {
        buffer = table;
        byte[] data = Packet.little(13)
                .put((byte) 0)
                .putInt(table.announced)
                .putInt(table.announced)
                .putInt(0)
                .array();
        boolean odd = device.dialect().flow() == Flow.BUFFERED_1500;
        return single(request, session, odd ? Code.CMD_PREPARE_DATA : Code.CMD_ACK_OK, data);
    }

    /// Answers 1504: a chunk of what was prepared.
    Answer chunk(Packet request, int session) {
        int start = (int) Packet.number(request.data(), 0, 4);
        int size = (int) Packet.number(request.data(), 4, 4);
        Table prepared = buffer;
        boolean possible = request.data().length == 8
                && prepared != null
                && size > 0
                && size <= reach.chunk()
                && start >= 0
                && start < prepared.bytes.length;
        if (!possible) {
            return single(request, session, Code.CMD_ACK_ERROR, new byte[0]);
        }
        byte[] chunk = Arrays.copyOfRange(prepared.bytes, start, Math.min(start + size, prepared.bytes.length));
        if (device.dialect().flow() == Flow.BUFFERED_BARE && chunk.length <= reach.data()) {
            return single(request, session, Code.CMD_DATA, chunk);
        }
        return Answer.of(transfer(request, session, chunk.length, chunk));
    }

    /// The client is done with what was prepared.
    void free() {
        buffer = null;
    }

    private List<Packet> transfer(Packet request, int session, int announced, byte[] bytes) {
        int unit = Math.min(device.dialect().unit(), reach.data());
        List<Packet> packets = new ArrayList<>();
        byte[] sizes = Packet.little(8).putInt(announced).putInt(unit).array();
        packets.add(new Packet(Code.CMD_PREPARE_DATA, session, request.reply(), sizes));
        for (int at = 0; at < bytes.length; at += unit) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(at + unit, bytes.length));
            packets.add(new Packet(Code.CMD_DATA, session, request.reply(), part));
        }
        packets.add(new Packet(Code.CMD_ACK_OK, session, request.reply(), new byte[0]));
        return packets;
    }

    private static Answer single(Packet request, int session, int command, byte[] data) {
        return Answer.of(new Packet(command, session, request.reply(), data));
    }
}
