// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.concurrent.atomic.AtomicLong;

/// The memory all connections of a listener may hold in large bodies at one moment. Thread-safe.
///
/// Without it a few dozen peers, each within its own limit, could fill the heap of the whole daemon.
final class BodyRoom {

    private final AtomicLong free;

    BodyRoom(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /// Takes this many bytes; false, and nothing taken, when they are not free.
    boolean take(long bytes) {
        long left = free.addAndGet(-bytes);
        if (left < 0) {
            free.addAndGet(bytes);
        }
        return left >= 0;
    }

    /// Gives bytes back.
    void give(long bytes) {
        free.addAndGet(bytes);
    }

    long free() {
        return free.get();
    }
}
