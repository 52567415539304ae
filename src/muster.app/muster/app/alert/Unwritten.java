// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import muster.journal.JournalException;
import muster.model.AlertChange;
import muster.model.Fact;

/// The changes of alerts that are not in the journal yet: for a moment, or as long as the journal cannot keep anything.
/// For one thread.
final class Unwritten {

    /// So many wait at most; beyond that the oldest are lost, and the log tells.
    static final int MOST = 10_000;

    private static final System.Logger LOG = System.getLogger("muster.alert");
    private static final int BATCH = 500;

    /// Where facts are kept.
    interface Writing {
        void append(List<? extends Fact> facts) throws JournalException, InterruptedException;
    }

    private final Writing journal;
    private final Deque<AlertChange> waiting = new ArrayDeque<>();
    private boolean away;
    private boolean losing;

    Unwritten(Writing journal) {
        this.journal = journal;
    }

    /// Adds changes; a repeat of what nobody could be told yet is left out.
    void add(List<AlertChange> changes) {
        for (AlertChange change : changes) {
            if (!change.act().equals("repeated") || !isToldAnyway(change)) {
                waiting.add(change);
                tell(change);
            }
        }
        while (waiting.size() > MOST) {
            waiting.remove();
            if (!losing) {
                losing = true;
                LOG.log(Level.ERROR, "more than {0} changes of alerts wait for the journal; the oldest are lost", MOST);
            }
        }
    }

    private boolean isToldAnyway(AlertChange repeat) {
        Iterator<AlertChange> newest = waiting.descendingIterator();
        while (newest.hasNext()) {
            AlertChange change = newest.next();
            if (change.after().id().equals(repeat.after().id())) {
                return change.isTold() && !change.act().equals("resolved");
            }
        }
        return false;
    }

    /// While nobody can follow them in the journal, the log is the only place to see them.
    private void tell(AlertChange change) {
        if (away) {
            LOG.log(Level.WARNING, "alert {0} {1}: {2}", change.after().id(), change.act(), change.after().message());
        }
    }

    /// Writes what waits. What could not be written still waits.
    ///
    /// @throws JournalException if the journal cannot keep it
    void write() throws JournalException, InterruptedException {
        while (!waiting.isEmpty()) {
            List<AlertChange> batch = waiting.stream().limit(BATCH).toList();
            journal.append(batch);
            for (int i = 0; i < batch.size(); i++) {
                waiting.remove();
            }
        }
        away = false;
        losing = false;
    }

    /// The same, without an exception: the log tells once.
    void tryToWrite() throws InterruptedException {
        try {
            write();
        } catch (JournalException e) {
            if (!away) {
                away = true;
                LOG.log(Level.ERROR, "alerts cannot be written to the journal, so nobody can be told of them: {0}"
                        + " They are kept in memory and written as soon as it can be", e.getMessage());
                waiting.forEach(this::tell);
            }
        }
    }
}
