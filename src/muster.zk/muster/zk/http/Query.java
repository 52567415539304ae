// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The named values behind the `?` of a target, as terminals write them (zk-push.md section 3.2).
/// Immutable.
///
/// Keys are compared without case and blanks around keys and values are dropped (`table= ATTLOG`). A
/// second `?` counts as `&`; a `%` that no two hex digits follow stays as it is; `+` stays `+`. Of a
/// key that comes twice the first value counts. Values are kept as bytes, because old firmware sends
/// names in the code page of its language.
public final class Query {

    /// No values at all.
    public static final Query EMPTY = new Query(Map.of());

    private final Map<String, byte[]> values;

    private Query(Map<String, byte[]> values) {
        this.values = values;
    }

    /// Reads what follows the first `?` of a target; it never fails.
    ///
    /// @param raw the text as received, one character per byte (ISO 8859-1)
    public static Query parse(String raw) {
        return read(raw.replace('?', '&'));
    }

    /// Reads a body declared as `application/x-www-form-urlencoded`, where `+` is a blank; it never
    /// fails. Some third-party terminals answer commands this way (sample 115).
    public static Query form(byte[] body) {
        return read(new String(body, StandardCharsets.ISO_8859_1).replace('+', ' '));
    }

    private static Query read(String text) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            String name = decoded(Percent.decode(key), StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                values.putIfAbsent(name, Percent.decode(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
        return values.isEmpty() ? EMPTY : new Query(values);
    }

    /// The value of a key as UTF-8, else as ISO 8859-1; `""` for a key without a value, null without
    /// the key.
    public String text(String key) {
        return text(key, StandardCharsets.ISO_8859_1);
    }

    /// The value of a key as UTF-8, or in this charset when it is not UTF-8; null without the key.
    public String text(String key, Charset fallback) {
        byte[] value = values.get(key.toLowerCase(Locale.ROOT));
        return value == null ? null : decoded(value, fallback).strip();
    }

    /// The value of a key as it was sent, percent-decoded and with its blanks, in a fresh array; null
    /// without the key.
    public byte[] bytes(String key) {
        byte[] value = values.get(key.toLowerCase(Locale.ROOT));
        return value == null ? null : value.clone();
    }

    /// Whether the key was sent, with or without a value.
    public boolean has(String key) {
        return values.containsKey(key.toLowerCase(Locale.ROOT));
    }

    /// The keys in lower case, in the order they came.
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    static String decoded(byte[] bytes, Charset fallback) {
        if (isAscii(bytes)) { // nearly always; a decoder costs more than all the rest of a request line
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, fallback);
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Query query
                && values.keySet().equals(query.values.keySet())
                && values.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), query.values.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        return values.keySet().hashCode();
    }

    /// The keys only: values carry communication keys and names.
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
