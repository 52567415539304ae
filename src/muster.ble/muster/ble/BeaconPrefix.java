// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// What the ids of this site begin with. Compares without making an object. Immutable.
final class BeaconPrefix {

    private static final int LONGEST = 16;

    /// From so many digits on a prefix can be meant as hexadecimal: what is shorter would fit foreign bytes by chance.
    private static final int DIGITS = 8;

    private final byte[] text;
    private final byte[] digits;
    private final boolean vague;

    /// @throws IllegalArgumentException when it is too long, not printable ASCII, or begins as rotating codes do
    BeaconPrefix(String prefix) {
        if (prefix.length() > LONGEST || !prefix.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("a prefix of ids has at most " + LONGEST
                    + " letters, digits and signs of ASCII and no blank: " + prefix);
        }
        if (prefix.regionMatches(true, 0, RotatingCode.MARKER, 0, RotatingCode.MARKER.length())) {
            throw new IllegalArgumentException("rotating codes begin with " + RotatingCode.MARKER
                    + " and are read with any prefix; give the prefix of the fixed ids: " + prefix);
        }
        text = prefix.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        String plain = prefix.replace("-", "");
        boolean hexadecimal = plain.chars().allMatch(HexFormat::isHexDigit);
        digits = new byte[hexadecimal && plain.length() >= DIGITS ? plain.length() : 0];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) HexFormat.fromHexDigit(plain.charAt(i));
        }
        vague = digits.length == 0 && prefix.chars().allMatch(HexFormat::isHexDigit);
    }

    boolean isEmpty() {
        return text.length == 0;
    }

    /// Whether text that begins with it could be taken for the digits of other bytes: it is empty, or a few
    /// hexadecimal digits.
    boolean isVague() {
        return vague;
    }

    /// Whether bytes that begin with this one can begin with the prefix; most foreign ones end here.
    boolean mayBegin(int first) {
        return text.length == 0
                || lower(first) == text[0]
                || digits.length > 0 && (first >> 4 & 0xF) == digits[0] && (first & 0xF) == digits[1];
    }

    /// Where the prefix ends in these bytes, or -1 when they do not begin with it, as text (in letters of any case) or
    /// as the bytes its digits mean.
    int end(byte[] bytes, int from, int to) {
        if (beginsWithText(bytes, from, to)) {
            return from + text.length;
        }
        return digits.length > 0 && beginsWithDigits(bytes, from, to) ? from + digits.length / 2 : -1;
    }

    private boolean beginsWithText(byte[] bytes, int from, int to) {
        if (to - from < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (lower(bytes[from + i]) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean beginsWithDigits(byte[] bytes, int from, int to) {
        if (2 * (to - from) < digits.length) {
            return false;
        }
        for (int i = 0; i < digits.length; i++) {
            int digit = bytes[from + i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF;
            if (digit != digits[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
