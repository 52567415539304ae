// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// The text [CanonicalJson] gives, written member by member as UTF-8 into one buffer that is used again. It takes a
/// fraction of the time, but the caller names the members in the order of their names. Used by one thread.
public final class CanonicalText {

    private static final int FIRST_LENGTH = 512;
    private static final String HEX = "0123456789abcdef";

    private byte[] buffer = new byte[FIRST_LENGTH];
    private int length;

    /// Nothing yet.
    public CanonicalText() {}

    /// Begins anew.
    public CanonicalText clear() {
        length = 0;
        return this;
    }

    /// Begins an object.
    public CanonicalText open() {
        put('{');
        return this;
    }

    /// Begins an object that is a member.
    ///
    /// @param name in ASCII, with nothing to escape
    public CanonicalText open(String name) {
        name(name);
        return open();
    }

    /// Ends an object.
    public CanonicalText close() {
        put('}');
        return this;
    }

    /// A text; no member for null.
    public CanonicalText member(String name, String value) {
        if (value != null) {
            name(name);
            quote(value);
        }
        return this;
    }

    /// A word, as in [Json#word]; no member for null.
    public CanonicalText member(String name, Enum<?> value) {
        return member(name, value == null ? null : Json.word(value));
    }

    /// A number.
    public CanonicalText member(String name, long value) {
        name(name);
        String digits = Long.toString(value);
        room(digits.length());
        plain(digits, 0);
        return this;
    }

    /// What is in its canonical form already.
    public CanonicalText json(String name, String canonical) {
        name(name);
        encode(canonical, 0, canonical.length());
        return this;
    }

    /// Goes on with a digest.
    public void into(MessageDigest digest) {
        digest.update(buffer, 0, length);
    }

    private void name(String name) {
        room(name.length() + 4);
        if (buffer[length - 1] != '{') {
            buffer[length++] = ',';
        }
        buffer[length++] = '"';
        plain(name, 0);
        buffer[length++] = '"';
        buffer[length++] = ':';
    }

    private void quote(String value) {
        room(value.length() + 2);
        buffer[length++] = '"';
        for (int i = plain(value, 0); i < value.length(); ) {
            i = plain(value, special(value, i));
        }
        put('"');
    }

    /// Writes what needs no second look, for which there is room.
    ///
    /// @return the place of the first that does; the end of the text if none does
    private int plain(String value, int from) {
        byte[] into = buffer;
        int at = length;
        int i = from;
        for (; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                break;
            }
            into[at++] = (byte) c;
        }
        length = at;
        return i;
    }

    /// Writes one that must be escaped, or some that are not in ASCII.
    ///
    /// @return the place behind it, with room for all from there on
    private int special(String value, int from) {
        int to = from + 1;
        if (isEscaped(value.charAt(from))) {
            escape(value.charAt(from));
        } else {
            while (to < value.length() && value.charAt(to) > '~' && !isEscaped(value.charAt(to))) {
                to++;
            }
            encode(value, from, to);
        }
        room(value.length() - to + 1);
        return to;
    }

    /// U+2028 and U+2029 because old readers of JavaScript take them for the end of a line.
    private static boolean isEscaped(char c) {
        return c < ' ' || c == '"' || c == '\\' || c == '\u2028' || c == '\u2029';
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\t' -> put('t');
            case '\b' -> put('b');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\f' -> put('f');
            default -> {
                put('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    put(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
    }

    private void encode(String value, int from, int to) {
        byte[] bytes = value.substring(from, to).getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void put(char ascii) {
        room(1);
        buffer[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length + more);
        }
    }

    /// What was written so far.
    @Override
    public String toString() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
