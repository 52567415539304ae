// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import muster.journal.Journal;
import muster.journal.JournalException;

/// One client of a stream: a position and a loop on a thread of its own. What it has not read yet is in
/// the journal and costs no memory. Made and run by that thread; [#end], [#cut] and [#stuck] are for others.
final class StreamClient implements Outgoing {

    private final ReentrantLock writing = new ReentrantLock();
    private final Stall stall = new Stall();
    private final Thread thread = Thread.currentThread();
    private final Exchange exchange;
    private final Journal journal;
    private final Frames frames;
    private final StreamFilter filter;
    private final Duration keepalive;
    private final InstantSource clock;
    private long position;
    private long told;
    private Instant lastWrite;
    private volatile boolean ending;
    private volatile long writes;

    /// @param position the sequence number behind which it begins
    /// @param keepalive after how much silence something is sent
    StreamClient(
            Exchange exchange,
            Journal journal,
            Frames frames,
            StreamFilter filter,
            long position,
            Duration keepalive,
            InstantSource clock) {
        this.exchange = exchange;
        this.journal = journal;
        this.frames = frames;
        this.filter = filter;
        this.position = position;
        this.told = position;
        this.keepalive = keepalive;
        this.clock = clock;
        this.lastWrite = clock.instant();
    }

    /// Sends what there is and what comes, until the client is gone, the journal is closed, or [#end].
    ///
    /// @param greeting what the client gets at once
    /// @throws IOException if the client is gone
    /// @throws InterruptedException if ended while it waited
    void follow(String greeting) throws IOException, JournalException, InterruptedException {
        try {
            // without a flush not even the head of the answer would leave
            OutputStream out = exchange.stream();
            write(out, greeting);
            boolean open = true;
            while (open && !ending) {
                open = step(out);
            }
        } finally {
            finish();
        }
    }

    /// @return false when the journal is closed
    private boolean step(OutputStream out) throws IOException, JournalException, InterruptedException {
        Instant asked = clock.instant();
        Duration wait = keepalive.minus(silence(asked));
        long head = journal.awaitBeyond(position, wait);
        if (head > position) {
            send(out, frames.behind(position, head));
        } else if (early(asked, wait)) {
            return false;
        }
        if (silence(clock.instant()).equals(keepalive)) {
            write(out, told < position ? ": keepalive\nid: " + position + "\n\n" : ": keepalive\n\n");
            told = position;
        }
        return true;
    }

    /// Nothing new although the time is not up: the journal is closed. Half of the time, because no wait is
    /// exact; a clock that was set back tells nothing.
    private boolean early(Instant asked, Duration wait) {
        Duration waited = Duration.between(asked, clock.instant());
        return !waited.isNegative() && waited.compareTo(wait.dividedBy(2)) < 0;
    }

    /// Since the last write, no longer than the keepalive; a clock that is set must not stretch it.
    private Duration silence(Instant now) {
        if (now.isBefore(lastWrite)) {
            lastWrite = now;
        }
        Duration silence = Duration.between(lastWrite, now);
        return silence.compareTo(keepalive) < 0 ? silence : keepalive;
    }

    private void send(OutputStream out, List<Frame> ready) throws IOException {
        List<Frame> picked = filter.pick(ready);
        writing.lock();
        try {
            for (int i = 0; i < picked.size() && !ending; i++) {
                out.write(picked.get(i).bytes());
                writes++;
                told = picked.get(i).seq();
            }
            position = ready.getLast().seq();
            if (!picked.isEmpty()) {
                out.flush();
                lastWrite = clock.instant();
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(OutputStream out, String text) throws IOException {
        writing.lock();
        try {
            if (!ending) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                writes++;
                lastWrite = clock.instant();
            }
        } finally {
            writing.unlock();
        }
    }

    /// Under the lock, so that a client that does not even take the end is noticed as well.
    private void finish() {
        writing.lock();
        try {
            // an interrupt that is still pending would close the connection before the end is written
            Thread.interrupted();
            exchange.close();
        } finally {
            writing.unlock();
        }
    }

    /// Asks it to end behind a whole message.
    void end() {
        ending = true;
        // while it writes it must not be interrupted: that would cut the message
        if (writing.tryLock()) {
            try {
                thread.interrupt();
            } finally {
                writing.unlock();
            }
        }
    }

    @Override
    public void cut() {
        ending = true;
        thread.interrupt();
    }

    @Override
    public boolean stuck(int looks) {
        return stall.look(writing.isLocked(), writes) >= looks;
    }

    @Override
    public String toString() {
        return exchange.toString();
    }
}
