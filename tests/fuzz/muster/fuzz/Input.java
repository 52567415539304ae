// SPDX-License-Identifier: Apache-2.0
package muster.fuzz;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// The bytes of one run, and what a target takes of them. For one thread.
public final class Input {

    private final byte[] bytes;
    private final SplittableRandom random;
    private int at;

    /// The bytes are the input, from the first on.
    public Input(byte[] bytes) {
        this.bytes = bytes;
        this.random = new SplittableRandom(Arrays.hashCode(bytes));
    }

    /// The next byte, 0 to 255; 0 behind the end.
    public int next() {
        return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    /// The next byte as one of these.
    @SafeVarargs
    public final <T> T one(T... of) {
        return of[next() % of.length];
    }

    /// So many bytes as the next one says, or what is left.
    public byte[] some() {
        int length = Math.min(next(), bytes.length - at);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /// Text up to the next NUL, which is passed over; UTF-8, what is none of it replaced.
    public String text() {
        int end = at;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = Math.min(bytes.length, end + 1);
        return text;
    }

    /// What is left.
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /// A number from 0 to below the limit, the same for the same input.
    public int chance(int limit) {
        return random.nextInt(limit);
    }

    /// Bytes that arrive in pieces, cut where the input's own chance cuts them.
    public InputStream pieces(byte[] whole) {
        return new ByteArrayInputStream(whole) {
            @Override
            public synchronized int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1 + chance(chance(4) == 0 ? 900 : 5)));
            }
        };
    }
}
