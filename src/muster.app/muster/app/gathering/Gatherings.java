// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.Gathering.State;
import muster.model.GatheringChange;
import muster.model.GatheringSettings;

/// The events this muster knows, and the one this door is set to. A change is journalled before it counts, so
/// an event that scans when the machine dies scans when it is back. Reading is from memory. Thread-safe.
public final class Gatherings {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Journal journal;
    private final InstantSource clock;
    private final Moves moves;
    private volatile Board board;
    private volatile long changes;

    /// Reads the known events from the journal.
    public Gatherings(Journal journal, InstantSource clock) throws JournalException {
        this.journal = journal;
        this.clock = clock;
        moves = new Moves(journal.records());
        board = Board.of(journal.records().gatherings());
    }

    /// An event, unless it was removed.
    public Optional<Gathering> find(String id) {
        return board.find(id);
    }

    /// All of them, by start, those without one last.
    public List<Gathering> all() {
        return board.listed();
    }

    /// The one this door is set to: selected, scanning or paused.
    public Optional<Gathering> current() {
        return Optional.ofNullable(board.current());
    }

    /// A number that grows with every change; for [#awaitChange].
    public long changes() {
        return changes;
    }

    /// Waits until there was a change.
    ///
    /// @param seen what [#changes()] or this told the last time
    /// @return the number now, the same when the time was up
    public long awaitChange(long seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /// Adds an event of this muster.
    ///
    /// @param settings without an id, one is made from the name
    public Gathering add(GatheringSettings settings, String by)
            throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            String id = EventWishes.id(settings, board.byId()::containsKey);
            if (find(id).isPresent()) {
                throw new Refusal(Refusal.Kind.CONFLICT, "event " + id + " is known already; change it instead");
            }
            return keep(EventWishes.added(id, settings), "added", by);
        } finally {
            lock.unlock();
        }
    }

    /// Changes what an operator sets. Name and times of the backend's events are set there.
    public Gathering change(String id, GatheringSettings settings, String by)
            throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Gathering known = known(id);
            Gathering after = EventWishes.changed(known, settings);
            return after.equals(known) ? known : keep(after, "changed", by);
        } finally {
            lock.unlock();
        }
    }

    /// Forgets an event; its check-ins and its list stay. One of the backend's comes back for as long as the
    /// backend lists it.
    public void remove(String id, String by) throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Gathering known = known(id);
            if (known.state() == State.SCANNING) {
                throw conflict(named(known) + " scans; stop it first: muster events stop");
            }
            keep(Fetched.removed(known), "removed", by);
        } finally {
            lock.unlock();
        }
    }

    /// Sets this door to an event. The one it was set to is stopped and left.
    public Gathering select(String id, String by) throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Gathering known = known(id);
            return known.state().isCurrent() ? known : enter(known, State.SELECTED, "selected", by);
        } finally {
            lock.unlock();
        }
    }

    /// Starts to scan. An event this door is not set to is selected by it; one that scans is left alone.
    ///
    /// @param id the event; null = the one this door is set to
    public Gathering start(String id, String by) throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Gathering known = id == null ? selected() : known(id);
            return known.state() == State.SCANNING ? known : enter(known, State.SCANNING, "started", by);
        } finally {
            lock.unlock();
        }
    }

    /// Stops the scanning for now.
    public Gathering stop(String by) throws Refusal, JournalException, InterruptedException {
        return stop(null, by);
    }

    /// The same, if it is this event that scans.
    ///
    /// @param id null = whichever
    public Gathering stop(String id, String by) throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Gathering known = id == null ? selected() : currentNamed(id);
            if (known.state() != State.SCANNING) {
                throw conflict(known.state() == State.PAUSED
                        ? named(known) + " is stopped already; muster events start goes on with it"
                        : named(known) + " is selected and does not scan; muster events start starts it");
            }
            return keep(known.in(State.PAUSED), "stopped", by);
        } finally {
            lock.unlock();
        }
    }

    /// Ends the event this door is set to: it is over.
    public Gathering end(String by) throws Refusal, JournalException, InterruptedException {
        return end(null, by);
    }

    /// The same, if this door is set to this event.
    ///
    /// @param id null = whichever
    public Gathering end(String id, String by) throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Gathering known = id == null ? selected() : currentNamed(id);
            return keep(known.in(State.ENDED), "ended", by);
        } finally {
            lock.unlock();
        }
    }

    /// Takes over what the backend lists: new ones are added, known ones get its name, times and word whether
    /// they are active, those it no longer lists are removed unless this door is set to them. Its texts are a
    /// stranger's: what cannot be an id is left out, names become one plain line.
    ///
    /// @return how many changed; when none did, nothing was written
    public int fetched(List<Gathering> fromBackend) throws JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            List<GatheringChange> news = Fetched.of(fromBackend).changes(board, clock.instant());
            if (!news.isEmpty()) {
                keep(news);
            }
            return news.size();
        } finally {
            lock.unlock();
        }
    }

    /// Starts an event, unless somebody set this door to another one meanwhile.
    ///
    /// @param before the one this door was set to when it was decided, or null
    /// @return whether it was started
    boolean startInstead(Gathering before, String id, String by)
            throws Refusal, JournalException, InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean same = board.current() == before;
            if (same) {
                start(id, by);
            }
            return same;
        } finally {
            lock.unlock();
        }
    }

    /// When an event was last started, stopped, left or ended.
    Optional<Instant> moved(String id) {
        return moves.last(id);
    }

    /// Wakes whoever waits for a change.
    void ring() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Gathering enter(Gathering known, State state, String act, String by)
            throws JournalException, InterruptedException {
        List<GatheringChange> both = new ArrayList<>();
        Gathering left = board.current();
        Instant now = clock.instant();
        if (left != null && !left.id().equals(known.id())) {
            both.add(new GatheringChange(left.in(State.LISTED), "left", by, now));
        }
        Gathering after = known.in(state);
        both.add(new GatheringChange(after, act, by, now));
        keep(both);
        return after;
    }

    private Gathering keep(Gathering after, String act, String by) throws JournalException, InterruptedException {
        keep(List.of(new GatheringChange(after, act, by, clock.instant())));
        return after;
    }

    private void keep(List<GatheringChange> news) throws JournalException, InterruptedException {
        journal.append(news);
        news.forEach(moves::note);
        board = board.with(news.stream().map(GatheringChange::after).toList());
        ring();
    }

    private Gathering known(String id) throws Refusal {
        return find(id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no event " + id + "; muster events list shows those there are"));
    }

    private Gathering selected() throws Refusal {
        return current().orElseThrow(() -> conflict("no event is selected; muster events select ID selects one"));
    }

    private Gathering currentNamed(String id) throws Refusal {
        Gathering known = known(id);
        if (!known.state().isCurrent()) {
            throw conflict(named(known) + (known.state() == State.ENDED
                    ? " is over already"
                    : " is not the one this door is set to"
                            + current().map(other -> "; that is " + named(other)).orElse("")));
        }
        return known;
    }

    private static String named(Gathering gathering) {
        return "event " + gathering.id();
    }

    private static Refusal conflict(String message) {
        return new Refusal(Refusal.Kind.CONFLICT, message);
    }
}
