// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// A body that is read as long as there is room for all bodies together: without it a few dozen peers, each within its
/// own limit, could fill the heap of the whole daemon. For one thread; the room is everybody's.
final class RoomedBody extends FilterInputStream {

    /// What every request may have of its body, so that small ones pass a crowd of large ones.
    private static final int FREE = 8 << 10;

    private final AtomicLong room;
    private long read;
    private long taken;

    /// @param room the bytes that are free
    RoomedBody(InputStream in, AtomicLong room) {
        super(in);
        this.room = room;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        read += Math.max(0, count);
        long more = Math.max(0, read - FREE) - taken;
        if (more > 0) {
            taken += more;
            if (room.addAndGet(-more) < 0) {
                throw new IOException("too many large requests are under way");
            }
        }
        return count;
    }

    /// Gives back what it took, when its request was answered.
    void release() {
        room.addAndGet(taken);
        taken = 0;
    }
}
