// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.nio.ByteBuffer;

/// What a terminal tells on its own (zk-pull.md section 8.2).
final class Events {

    private Events() {}

    /// The attendance event of a record. Its user is a number in the short forms: the slot, or in the form
    /// of 12 bytes the user id.
    ///
    /// @param size of the data: 8 (which no client understands), 10, 12, 14, or 32 and more
    static Packet attendance(LogRecord record, int size) {
        ByteBuffer out = Packet.little(size);
        switch (size) {
            case 8, 10, 14 -> out.putShort((short) record.uid())
                    .put((byte) record.verify())
                    .put((byte) record.state())
                    .put(WallTime.six(record.time()), 0, Math.min(6, size - 4));
            case 12 -> out.putInt((int) Texts.number(record.userId()))
                    .put((byte) record.verify())
                    .put((byte) record.state())
                    .put(WallTime.six(record.time()));
            default -> out.put(Texts.padded(record.userId(), 24))
                    .put((byte) record.verify())
                    .put((byte) record.state())
                    .put(WallTime.six(record.time()));
        }
        return new Packet(Code.CMD_REG_EVENT, Code.EF_ATTLOG, 0, out.array());
    }

    /// A card was held to the terminal.
    static Packet card(long number) {
        byte[] data = Packet.little(5).putInt((int) number).array();
        return new Packet(Code.CMD_REG_EVENT, Code.EF_HIDNUM, 0, data);
    }
}
