// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.DeadLetter;
import muster.model.Entry;

/// What a sink sends, a load at a time. While the target is busy with one, the next is made ready, and no more than
/// that one: it is thrown away when it is not wanted at once, or when something that is delivered was changed
/// meanwhile, as in [Journal#revision()]. For one thread.
final class Loads {

    private final String sink;
    private final Journal journal;
    private final Loading loading;
    private final Backlog backlog;
    private Load ahead;

    Loads(String sink, Journal journal, Loading loading) {
        this.sink = sink;
        this.journal = journal;
        this.loading = loading;
        this.backlog = new Backlog(journal);
    }

    /// A part of the journal and what of it goes to the target.
    ///
    /// @param place the place before it
    /// @param page all of it and perhaps more; empty when there is nothing
    /// @param letters the dead letters of records that are delivered once more, by place
    /// @param revision of the journal, before it was read
    record Load(
            long place, List<Entry> page, Map<Long, DeadLetter> letters, Loading.Batch batch, long revision) {

        /// Letters may be edited and given up at any time; nobody writes one behind a place that was not reached.
        private boolean fits(long wanted, long until, int most, long now) {
            return place == wanted && revision == now && batch.end() <= until && batch.records().size() <= most
                    && letters.isEmpty();
        }
    }

    /// What the target does with a load.
    interface Delivery {
        Answers answers(List<Outgoing> records) throws InterruptedException;
    }

    /// What lies behind a place.
    ///
    /// @param until the last place that is wanted
    /// @param most how many records
    Load behind(long place, long until, int most) throws JournalException {
        Load ready = ahead;
        ahead = null;
        return ready != null && ready.fits(place, until, most, journal.revision()) ? ready : load(place, until, most);
    }

    private Load load(long place, long until, int most) throws JournalException {
        long revision = journal.revision();
        List<Entry> page = backlog.behind(place, until);
        if (page.isEmpty()) {
            return new Load(place, page, Map.of(), new Loading.Batch(List.of(), place, 0), revision);
        }
        Map<Long, DeadLetter> letters = new HashMap<>();
        journal.records().deliveries().between(sink, page.getFirst().seq(), page.getLast().seq())
                .forEach(letter -> letters.put(letter.seq(), letter));
        return new Load(place, page, letters, loading.of(page, most, letters), revision);
    }

    /// Sends a load, and makes the one behind it ready meanwhile if there is more to send than goes at once.
    Answers send(Load load, Delivery delivery, long until, int most) throws InterruptedException {
        List<Outgoing> records = load.batch().records();
        long end = load.batch().end();
        if (records.size() < most || end >= until) {
            return delivery.answers(records);
        }
        FutureTask<Load> next = new FutureTask<>(() -> load(end, until, most));
        Thread.ofVirtual().name("sink-" + sink + "-ahead").start(next);
        try {
            return delivery.answers(records);
        } finally {
            // waited for also when it is of no use: two threads must not load at once
            ahead = outcome(next);
        }
    }

    /// What goes wrong here goes wrong once more where it is dealt with, and an interrupt is for what comes next: the
    /// target's answers are not thrown away for it.
    private static Load outcome(FutureTask<Load> next) {
        try {
            return next.get();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            next.cancel(true);
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// The next load is not wanted soon: it would be as old as that by then.
    void forget() {
        ahead = null;
    }
}
