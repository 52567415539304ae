// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.app.door.DoorMemory.Answer;
import muster.app.door.DoorMemory.Seen;
import muster.app.door.DoorMemory.Who;
import muster.app.door.HeldPages.Page;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.CheckIn;
import muster.model.CheckIn.Proof;
import muster.model.CheckInResult.Outcome;
import muster.model.Entry;
import muster.model.Punch;
import muster.model.Quarantined.Reason;

/// Takes check-ins out of quarantine, many at once and in their order, so that a list that comes late does not cost
/// a commit for each person. Thread-safe.
///
/// The punches are journalled first, then the held records are marked with them. Whatever ends muster in between,
/// the next time finds the punches and only marks.
final class HeldRelease {

    private final Journal journal;
    private final DoorMemory memory;
    private final DoorLocks people;
    private final DoorJudge judge;
    private final DoorFacts facts;

    /// @param people one lock for each person's number
    HeldRelease(Journal journal, DoorMemory memory, DoorLocks people, DoorJudge judge, DoorFacts facts) {
        this.journal = journal;
        this.memory = memory;
        this.people = people;
        this.judge = judge;
        this.facts = facts;
    }

    /// A held check-in with the person and the time it counts for.
    record Due(Page page, String pin, Proof proof, HeldTimes.Time time) {

        String event() {
            return page.checkIn().checkIn().event();
        }

        Who heldAs() {
            return new Who(event(), page.checkIn().pin());
        }

        Who who() {
            return new Who(event(), pin);
        }
    }

    /// A held check-in and the punch that it is: a new one, or the one that was made within the window.
    private record Match(Due due, Punch punch, boolean fresh) {}

    /// Lets some held check-ins count.
    ///
    /// @return how many of them are new punches
    int release(List<Due> batch, DoorMoment now) throws JournalException, InterruptedException {
        if (batch.isEmpty()) {
            return 0;
        }
        try (DoorLocks.Hold _ = people.take(batch.stream().map(Due::pin).toList())) {
            List<Match> matches = matches(batch, now);
            List<Punch> fresh = matches.stream().filter(Match::fresh).map(Match::punch).toList();
            int stored = fresh.isEmpty() ? 0 : journal.append(fresh).stored();
            List<Receipt.Outcome> outcomes = mark(matches);
            for (int i = 0; i < matches.size(); i++) {
                remember(matches.get(i), outcomes.get(i).seq(), now);
            }
            return stored;
        }
    }

    private List<Match> matches(List<Due> batch, DoorMoment now) throws JournalException {
        Map<Who, List<Punch>> fresh = new HashMap<>();
        List<Match> matches = new ArrayList<>(batch.size());
        for (Due due : batch) {
            List<Punch> before = fresh.computeIfAbsent(due.who(), _ -> new ArrayList<>());
            Optional<Punch> near = near(due, before);
            Punch punch = near.isPresent() ? near.get() : punch(due, now);
            if (near.isEmpty()) {
                before.add(punch);
            }
            matches.add(new Match(due, punch, near.isEmpty()));
        }
        return matches;
    }

    private Optional<Punch> near(Due due, List<Punch> before) throws JournalException {
        Instant at = due.time().at();
        Optional<Entry> journalled = judge.near(due.event(), due.pin(), at);
        return journalled.isPresent()
                ? journalled.map(entry -> (Punch) entry.fact())
                : before.stream().filter(punch -> judge.isNear(punch.instant(), at)).findFirst();
    }

    private Punch punch(Due due, DoorMoment now) {
        CheckIn checkIn = DoorFacts.with(due.page().checkIn().checkIn(), due.time().timing(), due.proof());
        return facts.punch(due.page().fact().source(), due.page().fact().terminal(), due.pin(), due.time().at(),
                now.stamp().wall(), checkIn, due.page().fact().raw());
    }

    /// Marks the records, at once, so that they share commits. The punches are there, so it adds none.
    private List<Receipt.Outcome> mark(List<Match> matches) throws JournalException, InterruptedException {
        List<Callable<Receipt.Outcome>> tasks = new ArrayList<>(matches.size());
        for (Match match : matches) {
            tasks.add(() -> journal.release(match.due().page().seq(), match.punch()).outcomes().getFirst());
        }
        List<Receipt.Outcome> outcomes = new ArrayList<>(matches.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Receipt.Outcome> future : threads.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalException why) {
                throw why;
            }
            throw new IllegalStateException("a held check-in cannot be released", e.getCause());
        }
    }

    private void remember(Match match, long seq, DoorMoment now) {
        Due due = match.due();
        memory.release(due.heldAs(), due.page().seq());
        memory.spell(due.heldAs(), due.pin());
        Instant time = match.punch().instant();
        Long nanos = now.set() ? Long.valueOf(now.nanos(time)) : now.nanos(due.page().checkIn(), Reason.NOT_ON_LIST);
        if (nanos != null) {
            memory.seeLate(due.who(), new Seen(seq, time, nanos));
        }
        String key = due.page().checkIn().checkIn().key();
        if (key != null && !match.fresh()) {
            memory.answered(key, new Answer(due.pin(), due.event(), Outcome.ALREADY, seq, time));
        }
    }
}
