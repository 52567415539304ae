// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import muster.journal.Journal;
import muster.journal.JournalException;

/// The journal in one form of stream. The newest frames are rendered once and shared by all clients; a
/// client that is further behind has its own rendered and holds up nobody. Thread-safe.
final class Frames {

    private static final Logger LOG = System.getLogger(Frames.class.getName());

    /// How many of the newest frames are kept.
    static final int KEPT = 1024;

    /// How many frames are handed over at once.
    private static final int BATCH = 256;

    /// A larger frame (a held record of megabytes) is not kept, so that what is kept stays small.
    private static final int LARGEST_KEPT = 16 * 1024;

    private final AtomicReferenceArray<Frame> ring = new AtomicReferenceArray<>(KEPT);
    private final ReentrantLock rendering = new ReentrantLock();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Journal journal;
    private final Rendering form;

    Frames(Journal journal, Rendering form) {
        this.journal = journal;
        this.form = form;
    }

    /// The next frames behind a sequence number, without a gap.
    ///
    /// @param head the journal's; greater than `after`
    /// @return at least one
    List<Frame> behind(long after, long head) throws JournalException {
        List<Frame> ready = kept(after, head);
        if (!ready.isEmpty()) {
            return ready;
        }
        if (head - after > KEPT) {
            return rendered(after);
        }
        // many clients wake for the same entry: the first renders it, the others find it
        rendering.lock();
        try {
            ready = kept(after, head);
            return ready.isEmpty() ? kept(rendered(after)) : ready;
        } finally {
            rendering.unlock();
        }
    }

    private List<Frame> kept(long after, long head) {
        List<Frame> ready = new ArrayList<>();
        long last = Math.min(head, after + BATCH);
        for (long seq = after + 1; seq <= last; seq++) {
            Frame frame = ring.get((int) (seq % KEPT));
            if (frame == null || frame.seq() != seq) {
                break;
            }
            ready.add(frame);
        }
        return ready;
    }

    private List<Frame> kept(List<Frame> frames) {
        for (Frame frame : frames) {
            if (frame.bytes().length <= LARGEST_KEPT) {
                ring.set((int) (frame.seq() % KEPT), frame);
            }
        }
        return frames;
    }

    private List<Frame> rendered(long after) throws JournalException {
        try {
            List<Frame> frames = form.render(journal.read(after, BATCH));
            if (frames.isEmpty() || frames.getFirst().seq() != after + 1) {
                throw new IllegalStateException("the journal has a gap behind " + after);
            }
            if (failing.compareAndSet(true, false)) {
                LOG.log(Level.INFO, "streams can read the journal again");
            }
            return frames;
        } catch (JournalException e) {
            if (failing.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "streams cannot read the journal and end: {0}; {1}", e.getMessage(), e.hint());
            }
            throw e;
        }
    }
}
