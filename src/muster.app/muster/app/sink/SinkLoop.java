// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import muster.app.config.SinkConfig;
import muster.journal.Cursor;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.Entry;
import muster.model.PersonChange;
import muster.model.Registration;
import muster.model.SinkChange;
import muster.model.SinkState;

/// One sink and its loop: a position, records behind it, and the position moved when the target has them. For one
/// thread, except [#orders()] and [#place()].
final class SinkLoop {

    private static final System.Logger LOG = System.getLogger("muster.sink");

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration JOURNAL_PAUSE = Duration.ofSeconds(5);
    private static final int PAGE = 1000;

    /// Less is not worth a read.
    private static final int LEAST_PAGE = 50;

    /// Entries that are not for this sink move the cursor on disk only every so many.
    private static final int PASSED = 5000;

    private final SinkConfig config;
    private final Sink sink;
    private final Loading loading;
    private final Journal journal;
    private final InstantSource clock;
    private final SinkPlace place;
    private final SinkOrders orders = new SinkOrders();
    private final Schedule schedule;
    private final Failures failures;
    private final LetterRounds letters;
    private long saved;
    private long seen;
    private int most;
    private Instant nextTry = Instant.EPOCH;
    private Duration pause = Duration.ZERO;

    SinkLoop(SinkConfig config, Sink sink, Loading loading, Journal journal, InstantSource clock,
            RandomGenerator random) {
        this.config = config;
        this.sink = sink;
        this.loading = loading;
        this.journal = journal;
        this.clock = clock;
        this.place = new SinkPlace(config, sink.target(), journal);
        this.schedule = new Schedule(config);
        this.failures = new Failures(config.waitMax(), random);
        this.letters = new LetterRounds(config.name(), sink, loading, journal, clock);
        this.most = batch();
    }

    private int batch() {
        return Math.min(config.batch().orElse(sink.batch()), PAGE);
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
        while (!begin()) {
            orders.await(JOURNAL_PAUSE);
        }
        try {
            while (true) {
                orders.await(step());
                orders.carryOut();
            }
        } finally {
            save();
        }
    }

    /// Goes on where it was; what an operator paused stays so, what stopped by itself is tried once more.
    private boolean begin() throws InterruptedException {
        try {
            Optional<Cursor> cursor = journal.records().deliveries().cursor(config.name());
            long start = config.begin() == SinkConfig.Begin.START ? 0 : journal.head();
            saved = cursor.map(Cursor::position).orElse(start);
            if (cursor.isEmpty()) {
                journal.advance(new Progress(config.name(), saved, List.of(), List.of()));
            }
            seen = saved;
            place.at(saved);
            cursor.filter(known -> known.state() == SinkState.PAUSED)
                    .ifPresent(known -> place.is(SinkState.PAUSED, known.reason(), known.cure()));
            letters.recall();
            return true;
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "sink {0} cannot begin: {1}", config.name(), e.getMessage());
            return false;
        }
    }

    /// Does what can be done now.
    ///
    /// @return how long to wait for something new
    private Duration step() throws InterruptedException {
        Instant now = clock.instant();
        if (place.state() == SinkState.PAUSED || place.state() == SinkState.STOPPED) {
            return LONG;
        }
        Duration left = Duration.between(now, nextTry);
        // a clock that was set back must not make a sink wait for the years between
        if (left.isPositive() && left.compareTo(pause) <= 0) {
            return left;
        }
        try {
            look();
            long until = schedule.until(place.position(), journal.head(), now);
            if (until > place.position()) {
                return deliver(until);
            }
            schedule.rest(now);
            if (letters.isDue(now)) {
                letters.round().ifPresentOrElse(this::trouble, this::worked);
                return Duration.ZERO;
            }
            sink.rest();
            Instant next = schedule.next();
            return next.isAfter(now.plus(LONG)) ? LONG : Duration.between(now, next);
        } catch (JournalException | Loading.UnreadableDay e) {
            LOG.log(Level.WARNING, "sink {0} waits for the journal: {1}", config.name(), e.getMessage());
            pause = JOURNAL_PAUSE;
            nextTry = now.plus(pause);
            return JOURNAL_PAUSE;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a fault in sink " + config.name() + ", please report it", e);
            trouble(Trouble.retry("a fault in muster: " + e, null));
            return Duration.ZERO;
        }
    }

    /// Looks at what is new for what concerns the schedule and the dead letters, not yet delivered or not.
    private void look() throws JournalException {
        for (List<Entry> page = journal.read(seen, PAGE); !page.isEmpty(); page = journal.read(seen, PAGE)) {
            schedule.look(page);
            boolean people = page.stream()
                    .anyMatch(entry -> entry.fact() instanceof Registration || entry.fact() instanceof PersonChange);
            if (people) {
                letters.learnt();
            }
            seen = page.getLast().seq();
            if (schedule.until(place.position(), journal.head(), clock.instant()) > place.position()) {
                // a long backlog is looked at page by page, while it is delivered
                return;
            }
        }
    }

    private Duration deliver(long until) throws JournalException, InterruptedException {
        List<Entry> page = journal.read(place.position(), Math.clamp(most, LEAST_PAGE, PAGE)).stream()
                .filter(entry -> entry.seq() <= until)
                .toList();
        if (page.isEmpty()) {
            return LONG;
        }
        List<Outgoing> list = loading.of(page, letters.between(page.getFirst().seq(), page.getLast().seq()));
        long end = page.getLast().seq();
        if (list.isEmpty()) {
            pass(end);
            return Duration.ZERO;
        }
        int tries = failures.isOpen() ? 1 : Math.clamp(most, 1, list.size());
        boolean whole = tries == list.size();
        send(list.subList(0, tries), page, whole ? end : list.get(tries - 1).seq());
        return Duration.ZERO;
    }

    private void send(List<Outgoing> records, List<Entry> page, long end) throws JournalException,
            InterruptedException {
        Answers answers = sink.deliver(records);
        int done = Math.min(answers.each().size(), records.size());
        Trouble trouble = answers.trouble();
        boolean poison = trouble != null && trouble.kind() == Trouble.Kind.REFUSED && records.size() == 1 && done == 0;
        Verdicts verdicts = new Verdicts(config.name(), clock.instant());
        for (int i = 0; i < done; i++) {
            verdicts.take(records.get(i), answers.each().get(i));
        }
        if (poison) {
            verdicts.take(records.getFirst(), Answer.setAside("refused", trouble.text()));
            done = 1;
        }
        place.count(done - verdicts.letters().size(), records.size());
        if (done > 0) {
            long to = done == records.size() ? end : records.get(done - 1).seq();
            keep(verdicts, page, to, answers.text());
            worked();
            most = Math.min(batch(), Math.max(1, most * 2));
        }
        if (trouble != null && !poison) {
            trouble(trouble, records.size() - done, done > 0);
        }
    }

    private void keep(Verdicts verdicts, List<Entry> page, long to, String answer)
            throws JournalException, InterruptedException {
        long from = place.position() + 1;
        verdicts.leftOut((int) page.stream()
                .filter(entry -> entry.seq() <= to && loading.isFor(entry) && loading.leftOut(entry).isPresent())
                .count());
        journal.advance(new Progress(
                config.name(), to, List.of(verdicts.delivery(from, to, answer)), verdicts.letters()));
        saved = to;
        place.at(to);
        letters.added(verdicts.letters());
    }

    private void pass(long end) throws JournalException, InterruptedException {
        place.at(end);
        if (end - saved >= PASSED) {
            journal.advance(new Progress(config.name(), end, List.of(), List.of()));
            saved = end;
        }
    }

    private void worked() {
        boolean told = failures.isTold();
        failures.reset();
        nextTry = Instant.EPOCH;
        place.succeeded(clock.instant());
        if (told) {
            tell(SinkState.RUNNING, "recovered", "it takes records again", null);
        }
    }

    private void trouble(Trouble trouble) {
        trouble(trouble, 1, false);
    }

    /// @param left how many records the trouble is about
    /// @param progress whether others of the same attempt went through
    private void trouble(Trouble trouble, int left, boolean progress) {
        switch (trouble.kind()) {
            case REFUSED -> most = Math.max(1, left / 2);
            case STOP -> {
                place.is(SinkState.STOPPED, trouble.text(), trouble.cure());
                tell(SinkState.STOPPED, "stopped", trouble.text(), trouble.cure());
                LOG.log(Level.ERROR, "sink {0} stopped: {1}; everything is kept. {2}", config.name(), trouble.text(),
                        trouble.cure());
            }
            case RETRY -> {
                Instant now = clock.instant();
                pause = failures.next(trouble.after(), progress);
                nextTry = now.plus(pause);
                place.failed(now, nextTry, failures.inRow(), trouble.text());
                if (failures.isNews()) {
                    tell(SinkState.RETRYING, "failing", trouble.text(), "everything is kept and tried again");
                    LOG.log(Level.WARNING, "sink {0} fails: {1}; everything is kept and tried again", config.name(),
                            trouble.text());
                }
            }
        }
    }

    /// Writes a change of state. That it cannot be written is no reason to stop.
    private void tell(SinkState state, String act, String why, String cure) {
        try {
            journal.append(List.of(new SinkChange(config.name(), state, act, why, cure, "sink", clock.instant())));
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "sink {0} is {1}, which cannot be written: {2}", config.name(), act,
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Forgets pauses, so that the next step tries at once. Called in an order.
    void now(boolean everything) {
        nextTry = Instant.EPOCH;
        place.tries();
        if (everything) {
            schedule.ask(journal.head());
        }
    }

    /// Moves the cursor. Called in an order.
    void moved(long position) {
        saved = position;
        place.at(position);
        nextTry = Instant.EPOCH;
    }

    /// The dead letters' side. Called in an order.
    LetterRounds letters() {
        return letters;
    }

    private void save() {
        boolean interrupted = Thread.interrupted();
        try {
            if (place.position() > saved) {
                journal.advance(new Progress(config.name(), place.position(), List.of(), List.of()));
            }
        } catch (JournalException | InterruptedException e) {
            // the same entries are passed over once more at the next start
            LOG.log(Level.DEBUG, "the cursor of sink {0} is a little behind: {1}", config.name(), e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
