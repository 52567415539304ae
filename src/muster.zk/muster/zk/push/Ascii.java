// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// The few questions this package asks of single bytes.
final class Ascii {

    static final int TAB = 0x09;
    static final int LF = 0x0A;
    static final int CR = 0x0D;

    private Ascii() {}

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /// Control characters in the sense of ASCII and Unicode's second block of them.
    static boolean isControl(int c) {
        return c >= 0 && c < 0x20 || c >= 0x7F && c < 0xA0;
    }

    static int indexOf(byte[] bytes, int from, int to, int wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// A number of 1 to 9 digits, or -1 when the text is anything else.
    static int number(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(Ascii::isDigit)) {
            return -1;
        }
        return Integer.parseInt(digits);
    }

    /// A whole number with an optional sign, or null when the text is anything else.
    static Integer signed(String text) {
        String digits = text.strip();
        boolean signed = digits.startsWith("-") || digits.startsWith("+");
        int magnitude = number(signed ? digits.substring(1) : digits);
        if (magnitude < 0) {
            return null;
        }
        return digits.startsWith("-") ? -magnitude : magnitude;
    }
}
