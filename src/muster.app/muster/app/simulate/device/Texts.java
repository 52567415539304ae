// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Texts in fields of fixed width, ended by NUL when there is room. A text is kept as it came, a character
/// for each byte, because a name may end within one of its letters (zk-pull.md section 7.1).
final class Texts {

    private Texts() {}

    /// The bytes of a text, cut or filled with NUL to a width.
    static byte[] padded(String text, int width) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), width);
    }

    /// The text in a field: up to the first NUL.
    static String read(byte[] bytes, int at, int width) {
        int end = at;
        while (end < Math.min(at + width, bytes.length) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
    }

    /// All of a text and a NUL.
    static byte[] ended(String text) {
        return padded(text, text.length() + 1);
    }

    /// The number a user id is; 0 when it is none or too large for four bytes.
    static long number(String text) {
        return text.matches("[0-9]{1,10}") && Long.parseLong(text) <= 0xFFFF_FFFFL ? Long.parseLong(text) : 0;
    }
}
