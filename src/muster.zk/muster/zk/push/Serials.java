// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

/// What may be the serial number of a terminal.
public final class Serials {

    /// The longest serial.
    public static final int MAX_LENGTH = 64;

    private Serials() {}

    /// Whether a text can be a serial: 1 to 64 letters, digits, `_` and `-` (zk-push.md section 5.1).
    ///
    /// @param serial the text, or null
    public static boolean valid(String serial) {
        return serial != null
                && !serial.isEmpty()
                && serial.length() <= MAX_LENGTH
                && serial.chars().allMatch(Serials::allowed);
    }

    private static boolean allowed(int c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '_' || c == '-';
    }
}
