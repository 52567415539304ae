// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import muster.app.pull.LogWriter.Written;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Fact;

/// The commits of one log: one after the other, so that the log keeps its order, each on a thread of its own, so that
/// its owner makes the next batch ready meanwhile. After a failure nothing more is journalled. For one thread.
final class LogCommits {

    private final Journal journal;
    private Written total = Written.NOTHING;
    private FutureTask<Written> running;

    LogCommits(Journal journal) {
        this.journal = journal;
    }

    /// Waits until the batch before is on disk and begins with this one.
    ///
    /// @param batch not to be changed afterwards
    /// @throws JournalException if the batch before is not on disk
    void add(List<Fact> batch) throws JournalException, InterruptedException {
        settle();
        running = new FutureTask<>(() -> Written.of(batch, journal.append(batch)));
        Thread.startVirtualThread(running);
    }

    /// Waits until the last batch is on disk.
    ///
    /// @return what became of all of them
    /// @throws JournalException if it is not
    Written total() throws JournalException, InterruptedException {
        settle();
        return total;
    }

    private void settle() throws JournalException, InterruptedException {
        if (running == null) {
            return;
        }
        try {
            total = total.plus(running.get());
            running = null;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case JournalException why -> throw why;
                case RuntimeException fault -> throw fault;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
