// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Percent decoding that never fails: `%zz` stays `%zz` (zk-push.md section 3.2).
final class Percent {

    private Percent() {}

    /// The bytes behind a text of one character per byte.
    static byte[] decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (text.indexOf('%') < 0) {
            return bytes;
        }
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' ? hex(bytes, i + 1) : -1;
            if (value >= 0) {
                i += 2;
            }
            bytes[length++] = value >= 0 ? (byte) value : bytes[i];
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static int hex(byte[] bytes, int at) {
        if (at + 1 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at], 16);
        int low = Character.digit(bytes[at + 1], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
