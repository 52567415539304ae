// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import muster.app.config.Unlisted;
import muster.app.door.DoorMemory.Answer;
import muster.app.door.DoorMemory.Held;
import muster.app.door.DoorMemory.Seen;
import muster.app.door.OwnClock.Stamp;
import muster.app.gathering.Roster;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.CheckIn.Timing;
import muster.model.CheckInResult.Outcome;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.HeldCheckIn;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.Quarantined;
import muster.model.Quarantined.Reason;

/// Whether a check-in counts. Whoever asks holds the person's lock. Thread-safe.
final class DoorJudge {

    /// An hour that the clocks jump over or that comes twice lies well within this.
    private static final Duration ZONE_SLACK = Duration.ofHours(3);

    private final Records records;
    private final Roster roster;
    private final DoorMemory memory;
    private final DoorRules rules;
    private final DoorFacts facts;

    DoorJudge(Records records, Roster roster, DoorMemory memory, DoorRules rules) {
        this.records = records;
        this.roster = roster;
        this.memory = memory;
        this.rules = rules;
        this.facts = new DoorFacts(rules.zone());
    }

    /// What is to become of a check-in.
    sealed interface Verdict {

        /// What is to be journalled.
        default Optional<Fact> fact() {
            return switch (this) {
                case Known _ -> Optional.empty();
                case Counts counts -> Optional.of(counts.punch());
                case Waits waits -> Optional.of(waits.held());
            };
        }

        /// Nothing new: this is the answer.
        record Known(Answer answer) implements Verdict {}

        /// It counts.
        record Counts(Punch punch) implements Verdict {}

        /// It is kept until it can count.
        ///
        /// @param checkIn what the record says
        record Waits(Quarantined held, HeldCheckIn checkIn) implements Verdict {}
    }

    /// Judges one check-in.
    Verdict judge(DoorComing coming, DoorMoment now) throws JournalException {
        Stamp then = now.at(coming.nanos());
        Instant at = coming.told() == null ? then.wall() : coming.told();
        Optional<Seen> already = coming.isAnonymous() ? Optional.empty() : already(coming, now);
        if (already.isPresent()) {
            return known(coming, Outcome.ALREADY, already.get().seq(), already.get().time());
        }
        Optional<Reason> objection = objection(coming, now);
        Optional<Held> held = memory.newestHeld(coming.who()).filter(one -> isRepeated(one, coming));
        boolean first = held.filter(one -> one.reason() == Reason.CLOCK_UNSET).isEmpty();
        if (objection.isEmpty() && first) {
            Timing timing = coming.told() == null ? Timing.CLOCK : Timing.SENDER;
            return new Verdict.Counts(facts.punch(coming.source(), coming.scanner(), coming.pin(), at,
                    now.stamp().wall(), DoorFacts.with(coming.checkIn(), timing, coming.checkIn().proof()),
                    coming.raw()));
        }
        if (held.isPresent()) {
            return known(coming, outcome(objection.orElse(held.get().reason())), held.get().seq(), held.get().at());
        }
        return waits(coming, now, then, at, objection.get());
    }

    /// What a person is told whose check-in is held.
    static Outcome outcome(Reason reason) {
        return reason == Reason.CLOCK_UNSET ? Outcome.WAITS_FOR_CLOCK : Outcome.NOT_ON_LIST;
    }

    /// Whether somebody's check-ins count as far as lists go.
    boolean isWelcome(String event, String pin, Collection<String> forms) {
        return rules.unlisted() == Unlisted.COUNT || !roster.has(event) || roster.holds(event, pin, forms);
    }

    private Optional<Reason> objection(DoorComing coming, DoorMoment now) {
        if (coming.told() == null && !now.set()) {
            return Optional.of(Reason.CLOCK_UNSET);
        }
        boolean welcome = !coming.isAnonymous() && isWelcome(coming.event(), coming.pin(), List.of());
        return welcome ? Optional.empty() : Optional.of(Reason.NOT_ON_LIST);
    }

    private static Verdict known(DoorComing coming, Outcome outcome, long seq, Instant time) {
        return new Verdict.Known(new Answer(coming.pin(), coming.event(), outcome, seq, time));
    }

    private Optional<Seen> already(DoorComing coming, DoorMoment now) throws JournalException {
        if (coming.told() != null) {
            Optional<Entry> entry = near(coming.event(), coming.pin(), coming.told());
            return entry.map(found -> new Seen(found.seq(), time(found), 0));
        }
        Optional<Seen> seen = memory.seen(coming.who());
        if (seen.isEmpty()) {
            seen = recall(coming, now);
        }
        return seen.filter(last -> isWithin(last.nanos(), coming.nanos()));
    }

    private Optional<Seen> recall(DoorComing coming, DoorMoment now) throws JournalException {
        if (!now.set() && rules.dedupe().window().isPresent()) {
            // How long ago the last time was cannot be told without the time; it is looked at again on release.
            return Optional.empty();
        }
        Optional<Seen> seen = records.checkIns().last(coming.event(), coming.pin())
                .map(entry -> new Seen(entry.seq(), time(entry), now.nanos(time(entry))));
        seen.ifPresent(last -> memory.see(coming.who(), last));
        return seen;
    }

    /// Whether two moments of the monotonic clock count as one check-in.
    boolean isWithin(long nanos, long other) {
        return rules.dedupe().window().map(window -> Math.abs(other - nanos) < window.toNanos()).orElse(true);
    }

    private boolean isRepeated(Held held, DoorComing coming) {
        Optional<Duration> window = rules.dedupe().window();
        if (window.isEmpty()) {
            return true;
        }
        if (coming.told() != null) {
            return held.reason() == Reason.NOT_ON_LIST
                    && Duration.between(held.at(), coming.told()).abs().compareTo(window.get()) < 0;
        }
        return isRepeated(held, coming.nanos());
    }

    /// Whether a check-in at a moment of the monotonic clock says no more than a held one.
    boolean isRepeated(Held held, long nanos) {
        return rules.dedupe().window().isEmpty() || held.nanos() != null && isWithin(held.nanos(), nanos);
    }

    /// The check-in of a person that makes another one at that time a repetition.
    Optional<Entry> near(String event, String pin, Instant at) throws JournalException {
        Optional<Duration> window = rules.dedupe().window();
        if (window.isEmpty()) {
            return records.checkIns().last(event, pin);
        }
        LocalDateTime local = LocalDateTime.ofInstant(at, rules.zone());
        Duration reach = window.get().plus(ZONE_SLACK);
        PunchQuery query = new PunchQuery(
                null, pin, null, event, local.minus(reach), local.plus(reach), null, false, PunchQuery.MAX_LIMIT);
        return records.punches(query).stream()
                .filter(entry -> isNear(time(entry), at))
                .min(Comparator.comparing(entry -> Duration.between(time(entry), at).abs()));
    }

    /// Whether two times of the wall clock count as one check-in.
    boolean isNear(Instant time, Instant other) {
        Duration apart = Duration.between(time, other).abs();
        return rules.dedupe().window().map(window -> apart.compareTo(window) < 0).orElse(true);
    }

    /// When a journalled check-in was made.
    static Instant time(Entry entry) {
        return ((Punch) entry.fact()).instant();
    }

    private Verdict waits(DoorComing coming, DoorMoment now, Stamp then, Instant at, Reason reason) {
        Timing timing = coming.told() != null ? Timing.SENDER : now.set() ? Timing.CLOCK : Timing.ESTIMATED;
        HeldCheckIn held = new HeldCheckIn(coming.pin(), at, then.boot(), then.uptimeMillis(), coming.code(),
                DoorFacts.with(coming.checkIn(), timing, coming.checkIn().proof()));
        return new Verdict.Waits(facts.held(
                coming.source(), coming.scanner(), reason, detail(coming, reason), now.stamp().wall(), held), held);
    }

    private static String detail(DoorComing coming, Reason reason) {
        if (reason == Reason.CLOCK_UNSET) {
            return "this machine's clock was not set when " + coming.pin() + " came to event " + coming.event();
        }
        return coming.isAnonymous()
                ? "a rotating id that fits nobody known came to event " + coming.event()
                : coming.pin() + " is not on the list of event " + coming.event();
    }
}
