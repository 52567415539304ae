// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import muster.app.config.SinkConfig;
import muster.journal.Cursor;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.SinkState;

/// One sink and its loop: a position, records behind it, and the position moved when the target has them. For one
/// thread, except [#orders()] and [#place()].
final class SinkLoop {

    private static final System.Logger LOG = System.getLogger("muster.sink");

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration JOURNAL_PAUSE = Duration.ofSeconds(5);

    /// So many records in a row that a target refuses one by one are no longer taken for the records' fault.
    private static final int SPOILT = 25;

    private final SinkConfig config;
    private final Sink sink;
    private final Loading loading;
    private final Journal journal;
    private final InstantSource clock;
    private final SinkPlace place;
    private final SinkOrders orders = new SinkOrders();
    private final DurableCursor cursor;
    private final Loads loads;
    private final Schedule schedule;
    private final Attempts attempts;
    private final LetterRounds letters;
    private final News news;
    private int most;
    private int spoilt;
    private boolean journalAway;

    /// @param recovered called when it works again after it failed for a while
    SinkLoop(SinkConfig config, Sink sink, Loading loading, Journal journal, InstantSource clock, LongSupplier nanos,
            RandomGenerator random, Runnable recovered) {
        this.config = config;
        this.sink = sink;
        this.loading = loading;
        this.journal = journal;
        this.clock = clock;
        this.place = new SinkPlace(config, sink.target(), journal);
        this.cursor = new DurableCursor(config, journal, place, clock);
        this.loads = new Loads(config.name(), journal, loading);
        this.schedule = new Schedule(config, nanos);
        this.attempts = new Attempts(config, journal, place, clock, nanos, random, recovered);
        this.letters = new LetterRounds(config.name(), sink, loading, journal, attempts, clock, nanos);
        this.news = new News(config, journal, schedule, letters);
        this.most = batch();
    }

    private int batch() {
        return Math.clamp(config.batch().orElse(sink.batch()), 1, Progress.LONGEST);
    }

    SinkConfig config() {
        return config;
    }

    Sink sink() {
        return sink;
    }

    Loading loading() {
        return loading;
    }

    SinkPlace place() {
        return place;
    }

    SinkOrders orders() {
        return orders;
    }

    /// Whether everything is being sent because somebody said so.
    boolean isSyncing() {
        return schedule.isAsked(place.position());
    }

    /// Delivers until it is interrupted.
    void run() throws InterruptedException {
        try {
            while (!begin()) {
                orders.await(JOURNAL_PAUSE);
            }
            while (true) {
                Duration wait = step();
                if (!wait.isZero()) {
                    loads.forget();
                }
                orders.await(wait);
                orders.carryOut();
            }
        } finally {
            orders.close();
            cursor.save();
        }
    }

    /// Goes on where it was; what an operator paused stays so, what stopped by itself is tried once more.
    private boolean begin() throws InterruptedException {
        try {
            Optional<Cursor> known = cursor.open();
            news.from(place.position());
            switch (known.map(Cursor::state).orElse(SinkState.RUNNING)) {
                case PAUSED -> place.is(SinkState.PAUSED, known.get().reason(), known.get().cure());
                case RETRYING, STOPPED -> attempts.remember();
                case RUNNING -> {}
            }
            letters.recall();
            journalAway = false;
            return true;
        } catch (JournalException | RuntimeException e) {
            waitForJournal(e);
            return false;
        }
    }

    /// Does what can be done now.
    ///
    /// @return how long to wait for something new
    private Duration step() throws InterruptedException {
        if (place.state() == SinkState.PAUSED || place.state() == SinkState.STOPPED) {
            return LONG;
        }
        if (!attempts.pause().isOver()) {
            return attempts.pause().left();
        }
        try {
            if (journalAway && !journal.probe().ok()) {
                // what is delivered and cannot be noted would be delivered again and again
                return waitForJournal(null);
            }
            Duration wait = work();
            journalAway = false;
            return wait;
        } catch (JournalException | Loading.UnreadableDay e) {
            return waitForJournal(e);
        } catch (RuntimeException | Error e) {
            attempts.fault(e);
            return Duration.ZERO;
        }
    }

    private Duration waitForJournal(Exception why) {
        if (!journalAway && why != null) {
            LOG.log(Level.WARNING, "sink {0} waits for the journal: {1}", config.name(), why.getMessage());
        }
        journalAway = true;
        attempts.pause().begin(JOURNAL_PAUSE);
        return JOURNAL_PAUSE;
    }

    private Duration work() throws JournalException, InterruptedException {
        news.look();
        long until = schedule.until(place.position(), journal.head());
        if (until > place.position()) {
            return deliver(until);
        }
        schedule.rest();
        if (letters.isDue()) {
            letters.round(attempts.most(batch()));
            return Duration.ZERO;
        }
        sink.rest();
        return schedule.left(letters.left(LONG));
    }

    private Duration deliver(long until) throws JournalException, InterruptedException {
        int atOnce = attempts.most(most);
        Loads.Load load = loads.behind(place.position(), until, atOnce);
        if (load.page().isEmpty()) {
            return LONG;
        }
        if (load.batch().records().isEmpty()) {
            cursor.pass(load.batch().end(), load.batch().leftOut());
        } else {
            note(load, loads.send(load, sink::deliver, until, atOnce));
        }
        return Duration.ZERO;
    }

    private void note(Loads.Load load, Answers said) throws JournalException, InterruptedException {
        List<Outgoing> records = load.batch().records();
        Answers answers = spoilt(records.size(), said);
        Trouble trouble = answers.trouble(records.size());
        int done = Math.min(answers.each().size(), records.size());
        Verdicts verdicts = new Verdicts(config.name(), clock.instant());
        for (int i = 0; i < done; i++) {
            verdicts.take(records.get(i), answers.each().get(i), load.letters().get(records.get(i).seq()));
        }
        place.count(done - verdicts.letters().size(), records.size());
        if (done > 0) {
            boolean all = done == records.size();
            long to = all ? load.batch().end() : records.get(done - 1).seq();
            verdicts.leftOut(all ? load.batch().leftOut() : loading.leftOut(load.page(), to));
            cursor.keep(verdicts, to, answers.text());
            letters.added(verdicts.letters());
            attempts.worked();
            most = Math.min(batch(), most * 2);
        }
        if (trouble != null && trouble.kind() == Trouble.Kind.REFUSED) {
            most = Math.max(1, (records.size() - done) / 2);
        } else if (trouble != null) {
            attempts.failed(trouble, done > 0);
        }
    }

    /// A record that is refused alone is set aside; when that happens again and again it is the target that is wrong.
    private Answers spoilt(int sent, Answers answers) {
        if (!answers.isRefusalOfOne(sent)) {
            spoilt = answers.each().isEmpty() ? spoilt : 0;
            return answers;
        }
        if (spoilt == SPOILT) {
            spoilt = 0;
            return Answers.none(refusesAll(answers.trouble()));
        }
        spoilt++;
        return answers.settingAside();
    }

    private Trouble refusesAll(Trouble trouble) {
        return Trouble.stop(SPOILT + " records in a row were refused one by one, so it is hardly theirs: "
                + trouble.text(), "look at muster deadletters list --sink " + config.name()
                + "; when the target is right again: muster sinks resume " + config.name());
    }

    /// Forgets pauses, so that the next step tries at once. Called in an order.
    void now(boolean everything) {
        attempts.now();
        if (everything) {
            schedule.ask(journal.head());
        }
    }

    /// Another sink's target is there again. Called in an order.
    ///
    /// @return whether this one is tried at once
    boolean mayBeBack() {
        return attempts.mayBeBack();
    }

    /// Moves the cursor. Called in an order.
    void moved(long position) {
        cursor.moved(position);
        attempts.now();
    }

    /// The dead letters' side. Called in an order.
    LetterRounds letters() {
        return letters;
    }
}
