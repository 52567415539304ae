// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import muster.app.terminal.Refusal;
import muster.app.watch.Snapshot;
import muster.app.watch.Subjects;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Watching;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.AlertTrial;
import muster.model.RuleList;
import muster.model.Silence;
import muster.model.SilenceChange;
import muster.model.SilenceRequest;

/// The alerts: evaluated every [#ROUND], kept in the journal, read and steered by operators. Thread-safe.
///
/// Reading never waits. Operators' changes wait for one another, for the round that is on, and for the journal, because
/// they are done when they are kept. Nobody who takes punches ever waits for any of this.
public final class Alerts {

    /// How often the rules are evaluated.
    public static final Duration ROUND = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger("muster.alert");
    private static final Duration LONGEST_TRIAL = Duration.ofDays(31);

    /// Takes a snapshot of everything that is measured.
    public interface Measuring {

        /// @throws JournalException if the journal cannot be asked; the round is left out then
        Snapshot snapshot() throws JournalException, InterruptedException;
    }

    private volatile Rules rules;
    private final Measuring measuring;
    private final Unwritten.Writing journal;
    private final Watching watching;
    private final InstantSource clock;
    private final ZoneId zone;
    private final AlertBook book = new AlertBook();
    private final RuleEngine engine;
    private final Unwritten unwritten;
    private final Trial trial;
    /// Held by whoever changes something, also while it is written.
    private final ReentrantLock turn = new ReentrantLock(true);
    private long lastSilenceId;
    private volatile Silences silences;
    private volatile List<AlertStatus> seen;
    private boolean blind;

    Alerts(Rules rules, Measuring measuring, Subjects subjects, Unwritten.Writing journal, Watching watching,
            Duration repeat, ZoneId zone, InstantSource clock) throws JournalException {
        this.rules = rules;
        this.measuring = measuring;
        this.journal = journal;
        this.watching = watching;
        this.clock = clock;
        this.zone = zone;
        this.engine = new RuleEngine(rules, subjects, repeat, book);
        this.unwritten = new Unwritten(journal);
        this.trial = new Trial(watching::samples, ROUND);
        this.silences = new Silences(open(watching.silences(true)), zone);
        this.lastSilenceId = watching.lastSilenceId();
        book.recover(watching.alerts());
        this.seen = book.statuses();
    }

    /// Goes on with the alerts and silences of the journal. Evaluates nothing before [#follow] or [#round].
    ///
    /// @param measuring what the rules are about
    /// @param subjects names and branches
    /// @param repeat after how long people are told again of what still fires, more than 0
    /// @param zone of the local times at which silences are repeated
    /// @throws JournalException if the journal cannot be asked
    public static Alerts open(Rules rules, Measuring measuring, Subjects subjects, Journal journal, Duration repeat,
            ZoneId zone, InstantSource clock) throws JournalException {
        return new Alerts(rules, measuring, subjects, journal::append, journal.records().watching(), repeat, zone,
                clock);
    }

    private List<Silence> open(List<Silence> kept) {
        Instant now = clock.instant();
        return kept.stream().filter(silence -> Silences.isOpen(silence, now)).toList();
    }

    /// Evaluates the rules until it is interrupted. One thread calls this; nothing but an interrupt ends it.
    public void follow() throws InterruptedException {
        follow(ROUND);
    }

    /// The same with another pause between rounds.
    void follow(Duration pause) throws InterruptedException {
        boolean faulty = false;
        while (true) {
            try {
                round();
                faulty = false;
            } catch (RuntimeException e) {
                if (!faulty) {
                    LOG.log(Level.ERROR, "the alerts could not be evaluated; it is tried again every "
                            + ROUND.toSeconds() + " seconds", e);
                }
                faulty = true;
            }
            Thread.sleep(pause);
        }
    }

    /// Evaluates the rules once.
    public void round() throws InterruptedException {
        Snapshot now;
        try {
            now = measuring.snapshot();
            blind = false;
        } catch (JournalException e) {
            if (!blind) {
                LOG.log(Level.ERROR, "the alerts cannot be evaluated: {0} It is tried again every {1} seconds",
                        e.getMessage(), ROUND.toSeconds());
            }
            blind = true;
            return;
        }
        turn.lockInterruptibly();
        try {
            List<AlertChange> changes = engine.step(now, silences);
            seen = book.statuses();
            unwritten.add(changes);
            unwritten.tryToWrite();
        } finally {
            turn.unlock();
        }
    }

    /// The zone of local times.
    public ZoneId zone() {
        return zone;
    }

    /// The alerts that are pending or firing: the gravest first, then the oldest.
    public List<AlertStatus> active() {
        return seen;
    }

    /// How many alerts fire.
    public int firing() {
        return (int) seen.stream().filter(alert -> alert.state() == AlertStatus.State.FIRING).count();
    }

    /// Takes note that somebody knows about an alert: it is not repeated until it is over.
    ///
    /// @param id as in [AlertStatus#id()]
    /// @param note what is being done, or null
    /// @throws Refusal if there is no such alert, it does not fire yet, or nobody is named
    public AlertStatus acknowledge(String id, String by, String note)
            throws Refusal, JournalException, InterruptedException {
        String who = SilenceWish.text("by", by);
        String what = note == null || note.isBlank() ? null : SilenceWish.shortEnough("note", note);
        turn.lockInterruptibly();
        try {
            return change(firing(id).acknowledged(who, what), "acknowledged", who);
        } finally {
            turn.unlock();
        }
    }

    /// Takes that back; does nothing when nobody acknowledged it.
    ///
    /// @throws Refusal as for [#acknowledge]
    public AlertStatus unacknowledge(String id, String by) throws Refusal, JournalException, InterruptedException {
        String who = SilenceWish.text("by", by);
        turn.lockInterruptibly();
        try {
            Standing standing = firing(id);
            return standing.status().acknowledgedBy() == null
                    ? standing.status()
                    : change(standing.acknowledged(null, null), "reopened", who);
        } finally {
            turn.unlock();
        }
    }

    private Standing firing(String id) throws Refusal {
        Standing standing = book.find(id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                "no alert " + id + " is pending or firing; muster alerts list shows those there are"));
        if (standing.status().state() != AlertStatus.State.FIRING) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "alert " + id + " does not fire yet, so there is nothing to acknowledge; a snooze keeps it quiet");
        }
        return standing;
    }

    private AlertStatus change(Standing after, String act, String by) throws JournalException, InterruptedException {
        // in the journal an alert must have begun before it is acknowledged
        unwritten.write();
        journal.append(List.of(new AlertChange(after.status(), act, by, clock.instant())));
        book.put(after);
        seen = book.statuses();
        return after.status();
    }

    /// Silences in order of their numbers.
    ///
    /// @param all the past ones too
    public List<Silence> silences(boolean all) throws JournalException {
        return all ? watching.silences(false) : silences.open(clock.instant());
    }

    /// Keeps alerts quiet for a time.
    ///
    /// @throws Refusal if a value is missing or not allowed
    public Silence silence(SilenceRequest wish) throws Refusal, JournalException, InterruptedException {
        turn.lockInterruptibly();
        try {
            Instant now = clock.instant();
            Silence silence = SilenceWish.checked(wish, lastSilenceId + 1, rules, now);
            journal.append(List.of(new SilenceChange(silence, "added", silence.by(), now)));
            lastSilenceId++;
            silences = new Silences(silences.open(now), zone).with(silence);
            return silence;
        } finally {
            turn.unlock();
        }
    }

    /// Ends a silence for good; what still fires is told in the next round.
    ///
    /// @throws Refusal if there is no such silence, it is over, or nobody is named
    public Silence endSilence(long id, String by) throws Refusal, JournalException, InterruptedException {
        String who = SilenceWish.text("by", by);
        turn.lockInterruptibly();
        try {
            Instant now = clock.instant();
            Silence s = silences.open(now).stream().filter(each -> each.id() == id).findFirst()
                    .orElseThrow(() -> notOpen(id));
            Silence ended = new Silence(s.id(), s.kind(), s.rule(), s.subject(), s.branch(), s.from(), s.until(),
                    s.every(), s.reason(), s.by(), now);
            journal.append(List.of(new SilenceChange(ended, "ended", who, now)));
            silences = silences.with(ended);
            return ended;
        } finally {
            turn.unlock();
        }
    }

    private Refusal notOpen(long id) {
        boolean past = id > 0 && id <= lastSilenceId;
        return past
                ? new Refusal(Refusal.Kind.CONFLICT, "silence " + id + " is over already")
                : new Refusal(Refusal.Kind.NOT_FOUND,
                        "there is no silence " + id + "; muster alerts silences shows those there are");
    }

    /// Goes on with other rules. What fires by a rule that is there no more is over at the next round.
    ///
    /// @param repeat after how long people are told again of what still fires, more than 0
    public void change(Rules to, Duration repeat) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            engine.change(to, repeat);
            rules = to;
        } finally {
            turn.unlock();
        }
    }

    /// The rules, those that are off too.
    public RuleList rules() {
        return new RuleList(rules.all());
    }

    /// Tells what a rule would have done.
    ///
    /// @param when a condition to try in place of the rule's own, or null
    /// @param since null = a week before the end
    /// @param until null = now
    /// @throws Refusal if there is no such rule, or a value is not allowed
    public AlertTrial trial(String name, String when, Instant since, Instant until)
            throws Refusal, JournalException {
        Rule rule = rules.named(name).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                "there is no rule " + name + Likely.hint(name, rules.names())));
        Instant end = until == null || until.isAfter(clock.instant()) ? clock.instant() : until;
        Instant begin = since == null ? end.minus(Duration.ofDays(7)) : since;
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST_TRIAL) > 0) {
            throw new Refusal(Refusal.Kind.INVALID, "since: it must be before the end, by 31 days at most");
        }
        try {
            return trial.run(when == null ? rule : rule.with(Condition.parse(when)), begin, end);
        } catch (ConditionException e) {
            throw new Refusal(Refusal.Kind.INVALID, "when: " + e.getMessage());
        }
    }
}
