// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import muster.app.door.DoorMemory.Answer;
import muster.app.door.DoorMemory.Held;
import muster.app.door.DoorMemory.Who;
import muster.app.gathering.Gatherings;
import muster.app.gathering.Roster;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.CheckIn;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.CheckInResult.Outcome;
import muster.model.Entry;
import muster.model.Gathering;
import muster.model.Json;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined.Reason;

/// Where people are checked in for an event, however they are recognised. Thread-safe.
///
/// A check-in is a punch; it is on disk before anybody is welcomed. The same person is checked in once per event or
/// window, however many ways and threads bring it at once. What cannot count yet is kept and counts later.
///
/// | what comes | becomes |
/// |---|---|
/// | a person who was checked in within `ble.dedupe` | nothing: told since when |
/// | anybody while this machine's clock is not set, without a time of the sender | held, `CLOCK_UNSET` |
/// | a person who is not on the event's list, unless `ble.unlisted` is `count` | held, `NOT_ON_LIST` |
/// | a rotating id that fits nobody known | held, `NOT_ON_LIST` |
/// | everybody else | a punch |
public final class Door {

    private final Journal journal;
    private final Gatherings gatherings;
    private final Roster roster;
    private final OwnClock ownClock;
    private final DoorRules rules;
    private final DoorPeople known;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final DoorMemory memory = new DoorMemory();
    private final DoorLocks keys = new DoorLocks();
    private final DoorJudge judge;
    private final DoorBook book;
    private final DoorTexts texts;
    private final HeldReplay replay;

    /// Reads which check-ins are held.
    ///
    /// @param known tells whose held ids are
    /// @param nanos a clock that only goes forward, in nanoseconds
    public Door(
            Journal journal,
            Gatherings gatherings,
            Roster roster,
            OwnClock ownClock,
            DoorRules rules,
            DoorPeople known,
            InstantSource clock,
            LongSupplier nanos) throws JournalException {
        this.journal = journal;
        this.gatherings = gatherings;
        this.roster = roster;
        this.ownClock = ownClock;
        this.rules = rules;
        this.known = known;
        this.clock = clock;
        this.nanos = nanos;
        this.judge = new DoorJudge(journal.records(), roster, memory, rules);
        this.texts = new DoorTexts(gatherings, roster, rules.zone());
        DoorLocks people = new DoorLocks();
        this.book = new DoorBook(journal, judge, memory, people, this::moment);
        HeldRelease release = new HeldRelease(journal, memory, people, judge, new DoorFacts(rules.zone()));
        this.replay = new HeldReplay(journal, roster, known, judge, release, this::moment);
        HeldPages.remember(journal.records(), memory, moment());
    }

    /// Checks in a person a program at the door names: a QR reader, a kiosk, a list that is uploaded later. A request
    /// that names its event is taken whatever the event's state; one that names none is for the event that is being
    /// scanned for. With a key, a repeated request gets the first one's answer, also after a restart; only a key whose
    /// request was answered [Outcome#ALREADY] is forgotten then.
    ///
    /// @param raw the request as it came, one line of JSON
    /// @throws Refusal if a value is not allowed, the event unknown, no event is scanning, or the key used for another
    ///     check-in
    /// @throws JournalException if it is not on disk: let nobody in, or ask again
    public CheckInResult checkIn(CheckInRequest request, String raw)
            throws Refusal, JournalException, InterruptedException {
        DoorRequest asked = DoorRequest.of(request, rules.scanner());
        String line = raw == null || raw.isBlank() || raw.strip().contains("\n") ? Json.text(request) : raw.strip();
        Answer answer;
        try (DoorLocks.Hold _ = keys.take(asked.key() == null ? List.of() : List.of(asked.key()))) {
            Optional<Answer> before = answered(asked);
            answer = before.isPresent() ? before.get() : checkIn(asked, line);
        }
        lookAgain(List.of(answer));
        return texts.result(answer, clock.instant());
    }

    private Answer checkIn(DoorRequest asked, String line) throws Refusal, JournalException, InterruptedException {
        Gathering gathering = gathering(asked.event());
        DoorMoment now = moment();
        Optional<String> objection = rules.objection(asked.time(), now);
        if (objection.isPresent()) {
            throw new Refusal(Refusal.Kind.INVALID, objection.get());
        }
        String listed = listed(gathering.id(), asked.pin()).orElse(asked.pin());
        DoorComing coming = DoorComing.of(gathering.id(), listed, asked, line, now.nanos());
        Answer answer = book.keep(List.of(coming), List.of()).getFirst();
        if (asked.key() != null && answer.outcome() != Outcome.CHECKED_IN) {
            memory.answered(asked.key(), answer);
        }
        return answer;
    }

    private Gathering gathering(String id) throws Refusal {
        if (id != null) {
            return gatherings.find(id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND,
                    "there is no event " + id + "; `muster events list` shows those there are"));
        }
        Gathering current = gatherings.current().orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT,
                "no event is selected; start one with `muster events start EVENT`, or name the event in the request"));
        if (current.state() != Gathering.State.SCANNING) {
            String how = current.state() == Gathering.State.PAUSED ? "paused" : "not started yet";
            throw new Refusal(Refusal.Kind.CONFLICT, "event " + current.name() + " is " + how
                    + "; start it with `muster events start " + current.id() + "`, or name the event in the request");
        }
        return current;
    }

    private Optional<Answer> answered(DoorRequest asked) throws Refusal, JournalException {
        if (asked.key() == null) {
            return Optional.empty();
        }
        Optional<Entry> punch = journal.records().checkIns().byKey(asked.key());
        Optional<Answer> answer = punch.isPresent() ? punch.map(Door::checkedIn) : memory.answer(asked.key());
        if (answer.isPresent() && !fits(asked, answer.get())) {
            throw new Refusal(Refusal.Kind.CONFLICT,
                    "the key " + asked.key() + " was used for another check-in; give each check-in a key of its own");
        }
        return answer;
    }

    private static Answer checkedIn(Entry entry) {
        Punch punch = (Punch) entry.fact();
        return new Answer(punch.pin(), punch.checkIn().event(), Outcome.CHECKED_IN, entry.seq(), punch.instant());
    }

    private boolean fits(DoorRequest asked, Answer answer) {
        boolean sameEvent = asked.event() == null || asked.event().equals(answer.event());
        return sameEvent && (asked.pin().equals(answer.pin())
                || listed(answer.event(), asked.pin()).filter(answer.pin()::equals).isPresent());
    }

    private Optional<String> listed(String event, String pin) {
        return roster.listed(event, pin, known.forms(pin));
    }

    /// Checks in people whose phones are near, and journals with them what their coming in means; all of it or
    /// nothing, in one commit.
    ///
    /// @param event id of the event they came to
    /// @param comers who came
    /// @param with further facts for the same commit
    /// @return one result for each, in the order they were given
    /// @throws JournalException if it is not on disk; call again with the same ones
    public List<CheckInResult> checkIn(String event, List<Comer> comers, List<Presence> with)
            throws JournalException, InterruptedException {
        List<DoorComing> comings = new ArrayList<>(comers.size());
        for (Comer comer : comers) {
            String listed = comer.code() != null && comer.proof() != CheckIn.Proof.VERIFIED
                    ? comer.pin()
                    : roster.listed(event, comer.pin(), comer.forms()).orElse(comer.pin());
            comings.add(DoorComing.of(event, listed, rules.scanner(), comer));
        }
        List<Answer> answers = book.keep(comings, with);
        lookAgain(answers);
        Instant now = clock.instant();
        return answers.stream().map(answer -> texts.result(answer, now)).toList();
    }

    /// What came in between: the clock may have been set, or the list have learnt somebody, after it was looked at
    /// and before the check-in was held.
    private void lookAgain(List<Answer> answers) throws JournalException, InterruptedException {
        for (Answer answer : answers) {
            boolean counts = switch (answer.outcome()) {
                case WAITS_FOR_CLOCK -> ownClock.set();
                case NOT_ON_LIST -> listed(answer.event(), answer.pin()).isPresent();
                case CHECKED_IN, ALREADY -> false;
            };
            if (counts) {
                replay();
                return;
            }
        }
    }

    /// Whether a check-in of that person would be a new one: not checked in within the window, not held already. Asks
    /// nobody but the memory, so it may say yes once too often.
    public boolean due(String event, String pin) {
        Who who = new Who(event, pin);
        long now = nanos.getAsLong();
        boolean seen = memory.seen(who).filter(last -> judge.isWithin(last.nanos(), now)).isPresent();
        return !seen && memory.newestHeld(who).filter(held -> judge.isRepeated(held, now)).isEmpty();
    }

    /// Lets the held check-ins count that can count now, oldest first, with the times they were made at. One for
    /// which the person is checked in already becomes that check-in.
    ///
    /// @return how many count now that did not before
    public int replay() throws JournalException, InterruptedException {
        int released = replay.run();
        book.count(released);
        return released;
    }

    /// How many check-ins were journalled since the start.
    public long checkIns() {
        return book.checkIns();
    }

    /// The held check-ins of an event, oldest first, by person in the order of PINs.
    NavigableMap<String, List<Held>> held(String event) {
        return memory.held(event);
    }

    /// Why a check-in is still held: one that waited for the clock waits for the list once the clock is set.
    Reason reason(Held held) {
        return ownClock.set() ? Reason.NOT_ON_LIST : held.reason();
    }

    private DoorMoment moment() {
        boolean set = ownClock.set();
        return new DoorMoment(ownClock.now(), nanos.getAsLong(), set);
    }
}
