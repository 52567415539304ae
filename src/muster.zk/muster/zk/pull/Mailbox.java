// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Where the answers to one request wait for whoever asked. Thread-safe.
final class Mailbox {

    // More than any chunk: only a whole table sent unasked, or a flood, makes the reader wait.
    private static final int ROOM = 4 << 20;

    private final int replyId;
    private final Deque<Packet> packets = new ArrayDeque<>();
    private final long sent = System.nanoTime();
    private long answered;
    private boolean begun;
    private int held;
    private ProtocolException failure;
    private boolean settled;

    Mailbox(int replyId) {
        this.replyId = replyId;
    }

    int replyId() {
        return replyId;
    }

    /// Adds an answer; waits while too much is held that nobody has taken yet.
    synchronized void put(Packet packet) throws InterruptedException {
        while (held > ROOM && !settled && failure == null) {
            wait();
        }
        if (settled || failure != null) {
            return;
        }
        if (!begun) {
            begun = true;
            answered = System.nanoTime();
        }
        held += Packet.HEADER + packet.data().length;
        packets.add(packet);
        notifyAll();
    }

    /// The next answer.
    ///
    /// @return null when none came in time
    /// @throws ProtocolException why none can come
    synchronized Packet take(Duration limit) throws ProtocolException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (packets.isEmpty() && failure == null) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            // Rounded up, for 0 would mean for ever.
            wait(left / 1_000_000 + 1);
        }
        if (packets.isEmpty()) {
            throw failure;
        }
        Packet packet = packets.remove();
        held -= Packet.HEADER + packet.data().length;
        notifyAll();
        return packet;
    }

    /// No further answer can come. What came before can still be taken.
    synchronized void fail(ProtocolException why) {
        failure = why;
        notifyAll();
    }

    /// No further answer is wanted.
    synchronized void settle() {
        settled = true;
        packets.clear();
        notifyAll();
    }

    /// How long the first answer took, in nanoseconds.
    synchronized long roundTrip() {
        return answered - sent;
    }

    /// How long ago the first answer came, in nanoseconds.
    synchronized long age() {
        return System.nanoTime() - answered;
    }
}
