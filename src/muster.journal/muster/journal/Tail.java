// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import muster.model.Entry;

/// The head of the journal and the newest entries in memory, so that followers who keep up never ask the
/// disk. Thread-safe.
final class Tail {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Entry[] ring;
    private long first;
    private volatile long head;
    private boolean closed;

    /// @param size how many entries it keeps
    /// @param head the last sequence number on disk
    Tail(int size, long head) {
        this.ring = new Entry[size];
        this.head = head;
        this.first = head + 1;
    }

    long head() {
        return head;
    }

    /// Adds what was just committed, in order, and wakes whoever waits.
    void add(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            for (Entry entry : entries.subList(Math.max(0, entries.size() - ring.length), entries.size())) {
                ring[(int) (entry.seq() % ring.length)] = entry;
            }
            long last = entries.getLast().seq();
            first = Math.max(first, last - ring.length + 1);
            head = last;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Forgets the entries: what is on disk is not what was added last.
    void restart(long newHead) {
        lock.lock();
        try {
            first = newHead + 1;
            head = newHead;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The entries behind a sequence number, or nothing when the first of them is no longer in memory.
    Optional<List<Entry>> since(long after, int limit) {
        lock.lock();
        try {
            if (after >= head) {
                return Optional.of(List.of());
            }
            if (after + 1 < first) {
                return Optional.empty();
            }
            long last = Math.min(head, after + limit);
            List<Entry> entries = new ArrayList<>((int) (last - after));
            for (long seq = after + 1; seq <= last; seq++) {
                entries.add(ring[(int) (seq % ring.length)]);
            }
            return Optional.of(entries);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the head is beyond a sequence number, the time is up, or nothing more will come.
    long awaitBeyond(long seq, Duration atMost) throws InterruptedException {
        if (head > seq) {
            return head;
        }
        long nanos = atMost.compareTo(Duration.ofDays(1)) < 0 ? atMost.toNanos() : Duration.ofDays(1).toNanos();
        lock.lockInterruptibly();
        try {
            while (head <= seq && !closed && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return head;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes whoever waits; from now on nobody does.
    void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
