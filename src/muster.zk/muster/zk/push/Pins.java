// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What may be the number a terminal knows a person by. It is text: leading zeros, letters and inner
/// blanks count.
public final class Pins {

    /// The longest PIN, in bytes of UTF-8.
    public static final int MAX_BYTES = 64;

    private Pins() {}

    /// Whether a text can be a PIN: 1 to 64 bytes, no control characters, no blanks around it.
    ///
    /// @param pin the text, or null
    public static boolean valid(String pin) {
        return pin != null
                && !pin.isEmpty()
                && pin.length() <= MAX_BYTES
                && pin.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && pin.equals(pin.strip())
                && pin.chars().noneMatch(Ascii::isControl);
    }

    /// Whether a PIN stands for nobody: access terminals write `0` for what no person did.
    static boolean nobody(String pin) {
        return pin.chars().allMatch(c -> c == '0');
    }

    /// The PIN in a part of a line without the blanks around it, or null when there can be none.
    static String read(byte[] line, int from, int to) {
        while (from < to && line[from] == ' ') {
            from++;
        }
        while (from < to && line[to - 1] == ' ') {
            to--;
        }
        if (from == to || to - from > MAX_BYTES) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (line[i] < 0) {
                return beyondAscii(line, from, to);
            }
            if (Ascii.isControl(line[i])) {
                return null;
            }
        }
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }

    private static String beyondAscii(byte[] line, int from, int to) {
        try {
            String pin = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, from, to - from))
                    .toString();
            return valid(pin) ? pin : null;
        } catch (CharacterCodingException noText) {
            return null;
        }
    }
}
