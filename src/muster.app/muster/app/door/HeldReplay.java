// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import muster.app.door.HeldPages.Page;
import muster.app.door.HeldRelease.Due;
import muster.app.door.OwnClockPast.Run;
import muster.app.gathering.Roster;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.CheckIn.Proof;
import muster.model.CheckIn.Timing;
import muster.model.HeldCheckIn;
import muster.model.Notice;
import muster.model.Quarantined.Reason;

/// Lets held check-ins count that can count now: the clock was set, a list learnt the person, a rotating id was
/// given an owner. Oldest first. Thread-safe; one run at a time.
final class HeldReplay {

    private static final int BATCH = 500;

    private final ReentrantLock turn = new ReentrantLock();
    private final Journal journal;
    private final Roster roster;
    private final DoorPeople people;
    private final DoorJudge judge;
    private final HeldRelease release;
    private final Supplier<DoorMoment> moment;

    /// @param moment tells this moment
    HeldReplay(
            Journal journal,
            Roster roster,
            DoorPeople people,
            DoorJudge judge,
            HeldRelease release,
            Supplier<DoorMoment> moment) {
        this.journal = journal;
        this.roster = roster;
        this.people = people;
        this.judge = judge;
        this.release = release;
        this.moment = moment;
    }

    /// Goes through all of them.
    ///
    /// @return how many count now that did not before
    int run() throws JournalException, InterruptedException {
        turn.lockInterruptibly();
        try {
            DoorMoment now = moment.get();
            HeldTimes times = now.set() ? times(now) : null;
            HeldPages pages = new HeldPages(journal.records(),
                    now.set() ? List.of(Reason.CLOCK_UNSET, Reason.NOT_ON_LIST) : List.of(Reason.NOT_ON_LIST));
            int count = 0;
            List<Due> batch = new ArrayList<>();
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                due(page.get(), times).ifPresent(batch::add);
                if (batch.size() == BATCH) {
                    count += release.release(batch, now);
                    batch.clear();
                }
            }
            return count + release.release(batch, now);
        } finally {
            turn.unlock();
        }
    }

    /// When each run of the machine began. What is found out is journalled first: check-ins that must wait longer,
    /// for a list, are then put beside those that count now, however much later that is.
    private HeldTimes times(DoorMoment now) throws JournalException, InterruptedException {
        LinkedHashMap<String, Long> uptimes = new LinkedHashMap<>();
        HeldPages pages = new HeldPages(journal.records(), List.of(Reason.CLOCK_UNSET));
        long first = Long.MAX_VALUE;
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            first = Math.min(first, page.get().seq());
            HeldTimes.note(uptimes, List.of(page.get().checkIn()));
        }
        if (uptimes.isEmpty()) {
            return HeldTimes.of(uptimes, Map.of(), now.stamp());
        }
        Map<String, Run> known = OwnClockPast.runs(journal.records(), first);
        HeldTimes times = HeldTimes.of(uptimes, known, now.stamp());
        List<Notice> notices = new ArrayList<>();
        uptimes.keySet().stream()
                .filter(boot -> !known.containsKey(boot))
                .forEach(boot -> notices.add(notice(boot, times.run(boot), now)));
        if (!notices.isEmpty()) {
            journal.append(notices);
        }
        return times;
    }

    private static Notice notice(String boot, Run run, DoorMoment now) {
        String message = run.estimated()
                ? "Check-ins of an earlier run of this machine, which ended before its clock was set, count as if that "
                        + "run had begun at " + OwnClockTexts.moment(run.began()) + ", the latest it can have been."
                : "Check-ins made before this machine's clock was set get their right time: it was started at "
                        + OwnClockTexts.moment(run.began()) + ".";
        return OwnClockPast.notice(Notice.Level.INFO, message, boot, run.began(), run.estimated(), now.stamp().wall());
    }

    private Optional<Due> due(Page page, HeldTimes times) {
        HeldCheckIn held = page.checkIn();
        HeldTimes.Time time = page.fact().reason() == Reason.CLOCK_UNSET
                ? times.of(held)
                : new HeldTimes.Time(held.at(), held.checkIn().timing());
        boolean anonymous = held.code() != null && held.checkIn().proof() != Proof.VERIFIED;
        Optional<String> person = anonymous ? owner(held, time) : Optional.of(held.pin());
        return person
                .map(pin -> roster.listed(held.checkIn().event(), pin, people.forms(pin)).orElse(pin))
                .filter(pin -> judge.isWelcome(held.checkIn().event(), pin, List.of()))
                .map(pin -> new Due(page, pin, anonymous ? Proof.VERIFIED : held.checkIn().proof(), time));
    }

    private Optional<String> owner(HeldCheckIn held, HeldTimes.Time time) {
        try {
            return time.timing() == Timing.ESTIMATED
                    ? Optional.empty()
                    : people.person(HexFormat.of().parseHex(held.code()), time.at());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
