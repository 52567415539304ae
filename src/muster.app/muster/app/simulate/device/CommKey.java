// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// The scrambled comm key a client proves itself with (zk-pull.md section 3.2).
final class CommKey {

    private static final byte[] MASK = {'Z', 'K', 'S', 'O'};

    private CommKey() {}

    /// Whether these are the four bytes for a key in a session, with whatever the client chose for the third.
    static boolean fits(byte[] given, long key, int session) {
        if (given.length != 4) {
            return false;
        }
        byte ticks = given[2];
        byte[] wanted = scrambled((int) key, session);
        return given[0] == (byte) (wanted[2] ^ ticks)
                && given[1] == (byte) (wanted[3] ^ ticks)
                && given[3] == (byte) (wanted[1] ^ ticks);
    }

    /// The masked bytes before their halves are swapped; the first of them never travels.
    private static byte[] scrambled(int key, int session) {
        int mixed = Integer.reverse(key) + session;
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (mixed >>> 8 * i ^ MASK[i]);
        }
        return bytes;
    }
}
