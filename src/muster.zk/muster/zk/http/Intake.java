// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of one connection through a small buffer, with a look at the next one.
final class Intake {

    // Thousands of connections are open and mostly silent: buffers are what they cost.
    private static final int BUFFER = 2 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private boolean ended;

    Intake(InputStream in) {
        this.in = in;
    }

    /// The next byte without taking it, from 0 to 255, or -1 at the end.
    int peek() throws IOException {
        return at < end || fill() ? buffer[at] & 0xFF : -1;
    }

    /// Takes the next byte, from 0 to 255, or -1 at the end.
    int read() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xFF : -1;
    }

    /// Takes what is there, at least one byte and at most `length`; -1 at the end.
    int read(byte[] to, int from, int length) throws IOException {
        if (at == end && length >= BUFFER) {
            int count = ended ? -1 : in.read(to, from, length);
            ended |= count < 0;
            return count;
        }
        if (at == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, to, from, count);
        at += count;
        return count;
    }

    /// Whether the peer has said its last.
    boolean ended() {
        return ended;
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        int count = in.read(buffer, 0, BUFFER);
        at = 0;
        end = Math.max(count, 0);
        ended = count < 0;
        return !ended;
    }
}
