// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Blots out what must never be kept or shown: passwords, templates, pictures, keys (zk-push.md section 1,
/// rule 15).
///
/// A secret value reaches to the next TAB or line end, whatever it holds: rather too much is blotted
/// out than too little.
public final class Redaction {

    private static final byte[] BLOT = "***".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PICTURE = "[picture]".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> NAMES =
            Set.of("tmp", "content", "photo", "photojpg", "token", "biophoto", "userpic");
    private static final int LONGEST_NAME = 64;

    private Redaction() {}

    /// The same bytes with every secret value replaced by `***`, and everything from the begin of a JPEG
    /// picture by `[picture]`. Bytes without a secret come back equal. Linear in the size.
    public static byte[] of(byte[] bytes) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        int copied = 0;
        int i = 0;
        while (i < bytes.length) {
            if (isPicture(bytes, i)) {
                kept.write(bytes, copied, i - copied);
                kept.writeBytes(PICTURE);
                return kept.toByteArray();
            }
            int separator = separator(bytes, i);
            int nameFrom = separator == 0 ? i : nameFrom(bytes, i);
            if (nameFrom == i || !secret(name(bytes, nameFrom, i))) {
                i++;
                continue;
            }
            int from = valueFrom(bytes, i + separator);
            int to = valueTo(bytes, from, separator > 1, nameFrom);
            kept.write(bytes, copied, from - copied);
            kept.write(BLOT, 0, to > from ? BLOT.length : 0);
            copied = to;
            i = to;
        }
        kept.write(bytes, copied, bytes.length - copied);
        return kept.toByteArray();
    }

    /// One line for a log: redacted, control characters and bytes that are no ASCII made visible, cut.
    ///
    /// @param limit the most characters
    public static String text(byte[] bytes, int limit) {
        StringBuilder line = new StringBuilder();
        for (byte b : of(bytes)) {
            if (line.length() >= limit) {
                break;
            }
            switch (b) {
                case Ascii.LF -> line.append("\\n");
                case Ascii.CR -> line.append("\\r");
                case Ascii.TAB -> line.append("\\t");
                default -> line.append(b < ' ' || b == 0x7F ? "\\x%02x".formatted(b) : String.valueOf((char) b));
            }
        }
        return line.length() > limit ? line.substring(0, limit) : line.toString();
    }

    /// Whether a field of this name holds a secret: a password, a key, a template, a picture.
    public static boolean secret(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(plain)
                || plain.contains("passw")
                || plain.contains("pwd")
                || plain.contains("secret")
                || plain.contains("templ")
                || plain.endsWith("pass")
                || plain.endsWith("psk")
                || plain.endsWith("comkey")
                || plain.endsWith("commkey")
                || plain.endsWith("cryptkey")
                || plain.endsWith("wirelesskey");
    }

    private static boolean isPicture(byte[] bytes, int at) {
        return at + 2 < bytes.length
                && bytes[at] == (byte) 0xFF
                && bytes[at + 1] == (byte) 0xD8
                && bytes[at + 2] == (byte) 0xFF;
    }

    /// How many bytes separate name and value here: 1 for `=` or `:`, 3 for `%3D`, 0 for none.
    private static int separator(byte[] bytes, int at) {
        if (bytes[at] == '=' || bytes[at] == ':') {
            return 1;
        }
        return isCoded(bytes, at, '3', 'D') ? 3 : 0;
    }

    private static boolean isCoded(byte[] bytes, int at, char high, char low) {
        return at + 2 < bytes.length
                && bytes[at] == '%'
                && bytes[at + 1] == high
                && Character.toUpperCase(bytes[at + 2]) == low;
    }

    private static int nameFrom(byte[] bytes, int separator) {
        int from = separator;
        int least = Math.max(0, separator - LONGEST_NAME);
        while (from > least && isNamePart(bytes[from - 1])) {
            from--;
        }
        boolean behindCode = from > 0 && bytes[from - 1] == '%' && separator - from > 2;
        return behindCode ? from + 2 : from;
    }

    private static boolean isNamePart(int b) {
        return Ascii.isLetter(b) || Ascii.isDigit(b) || b == '_';
    }

    private static String name(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    /// Some firmware writes `==` or blanks before a value.
    private static int valueFrom(byte[] bytes, int from) {
        int start = from;
        while (start < bytes.length && (bytes[start] == ' ' || bytes[start] == '=')) {
            start++;
        }
        return start;
    }

    private static int valueTo(byte[] bytes, int from, boolean coded, int nameFrom) {
        // What a terminal returns as "Content=" on a line of its own is a whole file (sample 114).
        boolean file = nameFrom == 0 || bytes[nameFrom - 1] == Ascii.LF;
        if (file && name(bytes, nameFrom, Math.min(nameFrom + 7, bytes.length)).equalsIgnoreCase("content")) {
            return bytes.length;
        }
        int to = from;
        while (to < bytes.length && !endsValue(bytes, to, coded)) {
            to++;
        }
        return to;
    }

    private static boolean endsValue(byte[] bytes, int at, boolean coded) {
        int b = bytes[at];
        return b == Ascii.TAB
                || b == Ascii.LF
                || b == Ascii.CR
                || b == 0
                || coded && (b == '&' || isCoded(bytes, at, '0', '9') || isCoded(bytes, at, '0', 'A'));
    }
}
