// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import muster.app.config.ChannelRules;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.AlertChange;
import muster.model.ChannelTrial;
import muster.model.Entry;

/// One channel and its loop: it reads the journal behind its place, gathers what people are to be told, and moves the
/// place on when they were. Killed between the two, it tells at most those messages once more whose changes lie behind
/// the first that was not told yet: as a rule one. For one thread, except [#test], [#place].
final class ChannelLoop {

    private static final System.Logger LOG = System.getLogger("muster.channel");

    private static final int PAGE = 1000;
    private static final int HELD = 10_000;
    private static final Duration OLD = Duration.ofDays(1);
    private static final Duration JOURNAL_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Channel channel;
    private final ChannelPlace place;
    private final Journal journal;
    private final InstantSource clock;
    private final Outbox outbox;
    private final Retry retry;
    private final Bookmark told;
    private final Bookmark summed;
    /// A test message waits for the one that is being told.
    private final ReentrantLock line = new ReentrantLock();
    private long position;
    private long old;
    private Outbox.Outgoing outgoing;
    private boolean moved;
    private long summedUp;
    private boolean journalAway;

    /// @param zone of the quiet hours
    /// @param nanos a clock that only goes on, for pauses
    ChannelLoop(String name, String type, ChannelRules rules, Channel channel, Journal journal, ZoneId zone,
            InstantSource clock, LongSupplier nanos, RandomGenerator random) {
        this.name = name;
        this.channel = channel;
        this.place = new ChannelPlace(name, type, channel.target());
        this.journal = journal;
        this.clock = clock;
        this.outbox = new Outbox(rules, zone, nanos);
        this.retry = new Retry(nanos, random);
        this.told = new Bookmark(journal, name);
        // no channel can have this name, for it has a dot
        this.summed = new Bookmark(journal, name + ".quiet");
    }

    String name() {
        return name;
    }

    ChannelPlace place() {
        return place;
    }

    /// Tells until it is interrupted.
    void run() throws InterruptedException {
        try {
            while (!begin()) {
                Thread.sleep(JOURNAL_PAUSE);
            }
            while (true) {
                Duration wait = step();
                if (journalAway) {
                    Thread.sleep(JOURNAL_PAUSE);
                } else if (!wait.isZero()) {
                    journal.awaitBeyond(position, wait);
                }
            }
        } finally {
            channel.close();
        }
    }

    /// Goes where it was. One that never ran begins now: nobody wants to be told of last year.
    ///
    /// @return false when the journal cannot be read
    boolean begin() throws InterruptedException {
        try {
            long head = journal.head();
            OptionalLong known = told.recall();
            old = head;
            position = known.orElse(head);
            if (position > head) {
                LOG.log(Level.WARNING, "channel {0} was at {1}, beyond the end of the journal; it goes on behind {2}",
                        name, Long.toString(position), Long.toString(head));
                position = head;
            }
            told.save(position);
            if (summed.recall().isPresent()) {
                recallHeld(summed.saved());
            }
            journalAway(null);
            return true;
        } catch (JournalException e) {
            journalAway(e);
            return false;
        }
    }

    /// What happened in quiet hours and was not summed up before the last stop.
    private void recallHeld(long after) throws JournalException {
        Deque<Entry> past = new ArrayDeque<>();
        long before = position + 1;
        while (before > after + 1 && past.size() < HELD) {
            List<Entry> page = journal.records().facts(Set.of("alert"), before, PAGE);
            page.stream().filter(entry -> entry.seq() > after).forEach(past::push);
            before = page.size() < PAGE ? 0 : page.getLast().seq();
        }
        for (Entry entry : past) {
            AlertChange change = (AlertChange) entry.fact();
            if (change.isTold() && !isMyself(change) && !isOld(change)) {
                if (!outbox.isWanted(change)) {
                    outbox.drop(change);
                } else if (outbox.isHeld(change)) {
                    outbox.hold(entry.seq(), change);
                }
            }
        }
    }

    /// Does what can be done now.
    ///
    /// @return how long to wait for something new
    Duration step() throws InterruptedException {
        JournalException away = null;
        Duration wait;
        try {
            read();
        } catch (JournalException e) {
            away = e;
        }
        // what was read before is told all the same, most of all that the disk fails
        wait = retry.left();
        if (wait.isZero()) {
            wait = tell();
        }
        try {
            keepPlace();
        } catch (JournalException e) {
            away = e;
        }
        place.waits(outbox.size() + (outgoing == null ? 0 : outgoing.message().count()));
        journalAway(away);
        return wait;
    }

    private void journalAway(JournalException e) {
        if (!journalAway && e != null) {
            LOG.log(Level.WARNING, "channel {0} waits for the journal: {1}", name, e.getMessage());
        }
        journalAway = e != null;
    }

    private void read() throws JournalException, InterruptedException {
        int tooOld = leap();
        for (List<Entry> page = journal.read(position, PAGE); !page.isEmpty(); page = journal.read(position, PAGE)) {
            tooOld += take(page);
        }
        if (tooOld > 0) {
            LOG.log(Level.WARNING, "channel {0} does not tell {1} changes of alerts that are older than a day; "
                    + "muster alerts list knows them", name, tooOld);
        }
    }

    /// Of the 100,000 punches of a terminal's log none is looked at.
    ///
    /// @return how many alerts were too old
    private int leap() throws JournalException, InterruptedException {
        int tooOld = 0;
        long head = journal.head();
        while (head - position > PAGE) {
            List<Entry> page = journal.records().facts("alert", position, head, PAGE);
            tooOld += take(page);
            position = page.size() < PAGE ? head : position;
        }
        return tooOld;
    }

    private int take(List<Entry> page) throws JournalException, InterruptedException {
        int tooOld = 0;
        for (Entry entry : page) {
            if (entry.fact() instanceof AlertChange change && change.isTold() && !isMyself(change)) {
                tooOld += entry.seq() <= old && isOld(change) ? 1 : 0;
                take(entry.seq(), change);
            }
            position = entry.seq();
        }
        return tooOld;
    }

    private void take(long seq, AlertChange change) throws JournalException, InterruptedException {
        if (!outbox.isWanted(change)) {
            outbox.drop(change);
        } else if (seq <= old && isOld(change)) {
            return;
        } else if (outbox.isHeld(change)) {
            if (outbox.holdsNothing()) {
                summed.save(seq - 1);
            }
            outbox.hold(seq, change);
        } else {
            outbox.take(seq, change);
        }
    }

    /// Told of its own failure it would only have one more message that it cannot send.
    private boolean isMyself(AlertChange change) {
        return change.after().rule().equals("channel_failing") && change.after().subject().equals(name);
    }

    private boolean isOld(AlertChange change) {
        return change.receivedAt().isBefore(clock.instant().minus(OLD));
    }

    private Duration tell() throws InterruptedException {
        if (outgoing == null) {
            outgoing = outbox.next(clock.instant()).orElse(null);
        }
        if (outgoing == null) {
            return outbox.left();
        }
        try {
            send(outgoing.message());
            if (retry.failures() > 0) {
                LOG.log(Level.INFO, "channel {0} works again", name);
            }
            place.worked(clock.instant());
            outbox.sent();
            done();
        } catch (ChannelException e) {
            failed(e.getMessage(), e.after());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a fault in channel " + name + ", please report it", e);
            failed("a fault in muster: " + e, Duration.ZERO);
        }
        return retry.left();
    }

    private String send(Message message) throws ChannelException, InterruptedException {
        line.lockInterruptibly();
        try {
            return channel.tell(message);
        } finally {
            line.unlock();
        }
    }

    private void failed(String why, Duration after) {
        if (retry.isHopeless()) {
            LOG.log(Level.ERROR, "channel {0} gives up a message after a day: {1} ({2}). The journal keeps its alerts",
                    name, outgoing.message().title(), why);
            done();
            return;
        }
        if (retry.failures() == 0) {
            LOG.log(Level.WARNING, "channel {0} fails: {1}; the message is kept and tried again", name, why);
        }
        retry.failed(after);
        place.failed(clock.instant(), why);
    }

    /// The message is no longer this loop's business.
    private void done() {
        summedUp = outgoing.held() ? outgoing.last() : summedUp;
        outgoing = null;
        moved = true;
        retry.over();
    }

    private long untold() {
        long first = outgoing == null || outgoing.held() ? Long.MAX_VALUE : outgoing.first();
        return Math.min(position, Math.min(first, outbox.first()) - 1);
    }

    /// After a message the place is written at once; that of punches and the like is only now and then, because passing
    /// over them twice is harmless.
    private void keepPlace() throws JournalException, InterruptedException {
        if (moved || untold() - told.saved() >= PAGE) {
            told.save(untold());
            if (summedUp > 0) {
                summed.save(summedUp);
            }
            summedUp = 0;
            moved = false;
        }
    }

    /// Sends a message that tells of nothing. From any thread.
    ChannelTrial test() throws InterruptedException {
        try {
            return new ChannelTrial(true, send(Message.test(clock.instant())));
        } catch (ChannelException e) {
            return new ChannelTrial(false, e.getMessage());
        }
    }
}
