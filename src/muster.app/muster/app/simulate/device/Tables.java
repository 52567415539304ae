// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/// The tables of a terminal as they are read in bulk (zk-pull.md sections 5.3, 6.2 and 7): the number of
/// bytes that follow, then the records.
final class Tables {

    private static final int OPERATION = 16;
    private static final int USERS = 5;

    private Tables() {}

    /// A table as it is now.
    ///
    /// @param command the command that asks for it
    /// @param type what it asks for besides, for those commands that stand for several tables
    /// @return without records for what this terminal has none of: fingers, faces
    static byte[] table(Device device, int command, int type) {
        Dialect dialect = device.dialect();
        return switch (command) {
            case Code.CMD_USERTEMP_RRQ -> type == USERS
                    ? bytes(device.users(), dialect.users().size(), dialect.users()::write)
                    : new byte[4];
            case Code.CMD_ATTLOG_RRQ -> dialect.access()
                    ? new byte[4]
                    : bytes(device.records(), dialect.records().size(), dialect.records()::write);
            case Code.CMD_OPLOG_RRQ -> bytes(device.operations(), OPERATION, Tables::write);
            default -> new byte[4];
        };
    }

    private static <T> byte[] bytes(List<T> records, int size, BiConsumer<T, ByteBuffer> write) {
        ByteBuffer out = Packet.little(4 + records.size() * size);
        out.putInt(records.size() * size);
        records.forEach(record -> write.accept(record, out));
        return out.array();
    }

    private static void write(Device.Operation operation, ByteBuffer out) {
        out.putShort((short) 0)
                .put((byte) operation.code())
                .put((byte) 0)
                .putInt(operation.time())
                .putLong(0);
    }

    /// The counts and capacities, as many bytes of them as this terminal tells.
    static byte[] counts(Device device, Mischief mischief) {
        List<User> users = device.users();
        int size = device.dialect().countsSize();
        ByteBuffer out = Packet.little(Math.max(size, 92));
        int fingers = 3000;
        out.putInt(16, users.size())
                .putInt(32, (int) claimed(device, mischief))
                .putInt(40, device.operations().size())
                .putInt(48, (int) users.stream().filter(User::administrator).count())
                .putInt(52, (int) users.stream().filter(user -> !user.password().isEmpty()).count())
                .putInt(56, fingers)
                .putInt(60, Device.USER_CAPACITY)
                .putInt(64, Device.RECORD_CAPACITY)
                .putInt(68, fingers)
                .putInt(72, Device.USER_CAPACITY - users.size())
                .putInt(76, Device.RECORD_CAPACITY - device.recordCount());
        return Arrays.copyOf(out.array(), size);
    }

    private static long claimed(Device device, Mischief mischief) {
        long count = device.dialect().claimed() == null ? device.recordCount() : device.dialect().claimed();
        if (!mischief.strikes(Fault.LIE)) {
            return count;
        }
        return switch (mischief.below(3)) {
            case 0 -> 0;
            case 1 -> count + 1 + mischief.below(3);
            default -> Math.max(0, count - 1 - mischief.below(3));
        };
    }
}
