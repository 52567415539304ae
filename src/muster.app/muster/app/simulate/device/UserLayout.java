// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.nio.ByteBuffer;

/// How a user is laid out (zk-pull.md section 7.1).
public enum UserLayout {
    /// ZEM class: user ids are numbers, names of eight bytes.
    SHORT(28),
    /// Most terminals.
    LONG(72);

    private final int size;

    UserLayout(int size) {
        this.size = size;
    }

    /// How many bytes a user takes.
    public int size() {
        return size;
    }

    /// Writes a user, [#size] bytes.
    void write(User user, ByteBuffer out) {
        out.putShort((short) user.uid()).put((byte) user.privilege());
        switch (this) {
            case SHORT -> out.put(Texts.padded(user.password(), 5))
                    .put(Texts.padded(user.name(), 8))
                    .putInt((int) user.card())
                    .put((byte) 0)
                    .put((byte) user.group())
                    .putShort((short) user.zones())
                    .putInt((int) Texts.number(user.userId()));
            case LONG -> out.put(Texts.padded(user.password(), 8))
                    .put(Texts.padded(user.name(), 24))
                    .putInt((int) user.card())
                    .put((byte) user.group())
                    .putLong(user.zones())
                    .put(Texts.padded(user.userId(), 24));
        }
    }

    /// Reads a user.
    ///
    /// @param bytes [#size] of them
    User read(byte[] bytes) {
        int uid = (int) Packet.number(bytes, 0, 2);
        int privilege = bytes[2] & 0xFF;
        return switch (this) {
            case SHORT -> new User(
                    uid,
                    privilege,
                    Texts.read(bytes, 3, 5),
                    Texts.read(bytes, 8, 8),
                    Packet.number(bytes, 16, 4),
                    bytes[21] & 0xFF,
                    Packet.number(bytes, 22, 2),
                    Long.toString(Packet.number(bytes, 24, 4)));
            case LONG -> new User(
                    uid,
                    privilege,
                    Texts.read(bytes, 3, 8),
                    Texts.read(bytes, 11, 24),
                    Packet.number(bytes, 35, 4),
                    bytes[39] & 0xFF,
                    Packet.number(bytes, 40, 4) | Packet.number(bytes, 44, 4) << 32,
                    Texts.read(bytes, 48, 24));
        };
    }
}
