// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

/// The answer to a terminal that asks for its comm key (zk-pull.md section 3.2).
public final class CommKey {

    /// What most clients send as the third byte; terminals take any.
    public static final int TICKS = 50;

    private CommKey() {}

    /// The data of `CMD_AUTH`.
    ///
    /// @param key the number set on the terminal, as 32 bits without a sign
    /// @param session the session, 0 to 65535, as the terminal gave it
    /// @param ticks any byte, 0 to 255; it is sent along
    public static byte[] answer(int key, int session, int ticks) {
        byte[] mixed = LittleEndian.u32(Integer.toUnsignedLong(Integer.reverse(key) + session));
        // b0 is replaced by the ticks, so sessions that differ in their low byte alone give the same.
        return new byte[] {
            (byte) (mixed[2] ^ 'S' ^ ticks),
            (byte) (mixed[3] ^ 'O' ^ ticks),
            (byte) ticks,
            (byte) (mixed[1] ^ 'K' ^ ticks)
        };
    }
}
