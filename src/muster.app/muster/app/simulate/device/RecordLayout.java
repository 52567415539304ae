// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.nio.ByteBuffer;

/// How a record of the attendance log is laid out (zk-pull.md section 7.2).
public enum RecordLayout {
    /// ZEM class: slot, verify mode, time, state.
    SHORT("8", 8),
    /// MA300: slot, verify mode, state, time.
    MA300("8-ma300", 8),
    /// With the user id as a number; verify mode before state, as libraries read it.
    EXTENDED("16", 16),
    /// The same as the vendor's structure has it: state before verify mode.
    EXTENDED_STATE_FIRST("16-state-first", 16),
    /// AK3750 and WL10: a user id of ten characters.
    MEDIUM("22", 22),
    /// Most terminals.
    FULL("40", 40),
    /// SpeedFace-V5L and the like: nine bytes more that nobody understands.
    LONG("49", 49);

    private final String label;
    private final int size;

    RecordLayout(String label, int size) {
        this.label = label;
        this.size = size;
    }

    /// What it is called on the command line.
    public String label() {
        return label;
    }

    int size() {
        return size;
    }

    /// Writes a record, [#size] bytes.
    void write(LogRecord record, ByteBuffer out) {
        switch (this) {
            case SHORT -> slot(record, out).putInt(record.time()).put((byte) record.state());
            case MA300 -> slot(record, out).put((byte) record.state()).putInt(record.time());
            case EXTENDED -> extended(record, out, record.verify(), record.state());
            case EXTENDED_STATE_FIRST -> extended(record, out, record.state(), record.verify());
            case MEDIUM -> text(record, out, 10).put(new byte[4]);
            case FULL, LONG -> {
                text(record, out, 24).put(new byte[4]).putInt(0xFF).put(new byte[size - 40]);
            }
        }
    }

    private static ByteBuffer slot(LogRecord record, ByteBuffer out) {
        return out.putShort((short) record.uid()).put((byte) record.verify());
    }

    private static void extended(LogRecord record, ByteBuffer out, int first, int second) {
        out.putInt((int) Texts.number(record.userId()))
                .putInt(record.time())
                .put((byte) first)
                .put((byte) second)
                .putShort((short) 0)
                .putInt(0);
    }

    private static ByteBuffer text(LogRecord record, ByteBuffer out, int width) {
        return out.putShort((short) record.uid())
                .put(Texts.padded(record.userId(), width))
                .put((byte) record.verify())
                .putInt(record.time())
                .put((byte) record.state());
    }
}
