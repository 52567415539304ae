// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Bytes as a value: what a terminal really sent. Immutable; equal when every byte is.
///
/// In JSON it is the text itself when the bytes are UTF-8, else `base64:` and the coded bytes.
public final class Bytes {

    private static final String BASE64 = "base64:";

    /// What stands for bytes that are no text, and may stand in one.
    private static final char REPLACED = '\uFFFD';

    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /// A copy of these bytes.
    public static Bytes of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /// A copy of a part of these bytes.
    public static Bytes of(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, to));
    }

    /// The UTF-8 bytes of a text.
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The inverse of [#toString()].
    ///
    /// @throws IllegalArgumentException if it begins with `base64:` and is not base64
    public static Bytes parse(String text) {
        return text.startsWith(BASE64)
                ? new Bytes(Base64.getDecoder().decode(text.substring(BASE64.length())))
                : of(text);
    }

    /// How many bytes.
    public int length() {
        return value.length;
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return value.clone();
    }

    /// The text if it is UTF-8 (and does not itself begin with `base64:`), else `base64:…`.
    @Override
    public String toString() {
        String quick = new String(value, StandardCharsets.UTF_8);
        if (quick.indexOf(REPLACED) < 0 && !quick.startsWith(BASE64)) {
            return quick;
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            if (!text.startsWith(BASE64)) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // falls through: shown as base64
        }
        return BASE64 + Base64.getEncoder().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
