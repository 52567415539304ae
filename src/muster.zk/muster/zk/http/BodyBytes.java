// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.io.IOException;
import java.util.Arrays;
import muster.zk.http.BadRequest.Kind;

/// A body being received. Its array grows as bytes arrive, never ahead of them by more than itself:
/// a declared length costs the peer nothing, so it must cost us nothing.
final class BodyBytes {

    // Small bodies, which are nearly all, are not counted against the room for large ones.
    private static final int SMALL = 8 << 10;

    private final int most;
    private final BodyRoom room;
    private byte[] bytes = {};
    private int size;
    private long held;

    /// @param most the largest size; one more byte is a [Kind#BODY_TOO_LARGE]
    /// @param room where memory over the first few KiB is taken from
    BodyBytes(int most, BodyRoom room) {
        this.most = most;
        this.room = room;
    }

    /// Takes this many bytes of the stream; false when it ended before.
    boolean take(Intake in, long count) throws IOException, BadRequest {
        if (count > most - size) {
            throw tooLarge(most);
        }
        int goal = size + (int) count;
        while (size < goal) {
            if (size == bytes.length) {
                grow(goal);
            }
            int got = in.read(bytes, size, Math.min(goal, bytes.length) - size);
            if (got < 0) {
                return false;
            }
            size += got;
        }
        return true;
    }

    /// Takes everything up to the end of the stream.
    void takeAll(Intake in) throws IOException, BadRequest {
        while (in.peek() >= 0) {
            if (size == most) {
                throw tooLarge(most);
            }
            if (size == bytes.length) {
                grow(most);
            }
            int got = in.read(bytes, size, bytes.length - size);
            size += Math.max(got, 0);
        }
    }

    /// What has been taken.
    byte[] toArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /// Whether the last byte taken ends a line.
    boolean endsLine() {
        return size > 0 && bytes[size - 1] == '\n';
    }

    /// Gives the room back; what was taken is no longer to be used.
    void release() {
        room.give(held);
        held = 0;
    }

    static BadRequest tooLarge(int most) {
        return new BadRequest(Kind.BODY_TOO_LARGE,
                "The body is larger than the " + most + " bytes allowed; nothing of it was kept.");
    }

    private void grow(int goal) throws BadRequest {
        int length = (int) Math.min(goal, Math.max(SMALL, bytes.length * 2L));
        if (length > SMALL) {
            long more = length - held;
            if (!room.take(more)) {
                throw new BadRequest(Kind.NO_ROOM,
                        "Too many large bodies are being received at once; nothing of this one was kept, try again.");
            }
            held += more;
        }
        bytes = Arrays.copyOf(bytes, length);
    }
}
