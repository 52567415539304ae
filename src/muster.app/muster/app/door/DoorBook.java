// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import muster.app.door.DoorJudge.Verdict;
import muster.app.door.DoorMemory.Answer;
import muster.app.door.DoorMemory.Seen;
import muster.app.door.DoorMemory.Who;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Receipt;
import muster.model.CheckInResult.Outcome;
import muster.model.Fact;
import muster.model.Presence;

/// Writes check-ins: judges them, journals what is new in one commit, and remembers it, while nobody else can do so
/// for the same people. Thread-safe.
final class DoorBook {

    private final Journal journal;
    private final DoorJudge judge;
    private final DoorMemory memory;
    private final DoorLocks people;
    private final Supplier<DoorMoment> moment;
    private final LongAdder checkIns = new LongAdder();

    /// @param people one lock for each person's number
    /// @param moment tells this moment
    DoorBook(
            Journal journal, DoorJudge judge, DoorMemory memory, DoorLocks people, Supplier<DoorMoment> moment) {
        this.journal = journal;
        this.judge = judge;
        this.memory = memory;
        this.people = people;
        this.moment = moment;
    }

    /// A person and the verdict.
    private record Line(DoorComing coming, Verdict verdict) {}

    /// Writes check-ins and further facts, all of them or none.
    ///
    /// @return what each person is to be told, in the order they were given
    List<Answer> keep(List<DoorComing> comings, List<Presence> with)
            throws JournalException, InterruptedException {
        try (DoorLocks.Hold _ = people.take(comings.stream().map(DoorComing::pin).toList())) {
            DoorMoment now = moment.get();
            Map<Who, Line> lines = new LinkedHashMap<>();
            for (DoorComing coming : comings) {
                if (!lines.containsKey(coming.who())) {
                    lines.put(coming.who(), new Line(coming, judge.judge(coming, now)));
                }
                memory.spell(new Who(coming.event(), coming.spelt()), coming.pin());
            }
            Map<Who, Answer> answers = write(lines.values(), with, now);
            List<Answer> told = new ArrayList<>(comings.size());
            for (DoorComing coming : comings) {
                told.add(answers.get(coming.who()));
                answers.computeIfPresent(coming.who(), (_, answer) -> again(answer));
            }
            return told;
        }
    }

    /// What a person is told who comes twice at once.
    private static Answer again(Answer first) {
        return first.outcome() == Outcome.CHECKED_IN
                ? new Answer(first.pin(), first.event(), Outcome.ALREADY, first.seq(), first.time())
                : first;
    }

    private Map<Who, Answer> write(Collection<Line> lines, List<Presence> with, DoorMoment now)
            throws JournalException, InterruptedException {
        List<Fact> facts = new ArrayList<>();
        lines.forEach(line -> line.verdict().fact().ifPresent(facts::add));
        facts.addAll(with);
        List<Receipt.Outcome> outcomes = facts.isEmpty() ? List.of() : journal.append(facts).outcomes();
        Iterator<Receipt.Outcome> next = outcomes.iterator();
        Map<Who, Answer> answers = new HashMap<>();
        for (Line line : lines) {
            Receipt.Outcome outcome = line.verdict().fact().isPresent() ? next.next() : null;
            answers.put(line.coming().who(), answer(line, outcome, now));
        }
        return answers;
    }

    private Answer answer(Line line, Receipt.Outcome outcome, DoorMoment now) {
        DoorComing coming = line.coming();
        return switch (line.verdict()) {
            case Verdict.Known known -> known.answer();
            case Verdict.Counts counts -> counted(coming, counts.punch().instant(), outcome, now);
            case Verdict.Waits waits -> {
                if (outcome.kind() == Receipt.Kind.ERASED) {
                    yield new Answer(coming.pin(), coming.event(), DoorJudge.outcome(waits.held().reason()),
                            outcome.seq(), waits.checkIn().at());
                }
                memory.hold(outcome.seq(), waits.held().reason(), waits.checkIn(), now);
                yield new Answer(coming.pin(), coming.event(), DoorJudge.outcome(waits.held().reason()),
                        outcome.seq(), waits.checkIn().at());
            }
        };
    }

    private Answer counted(DoorComing coming, Instant time, Receipt.Outcome outcome, DoorMoment now) {
        if (coming.told() == null) {
            memory.see(coming.who(), new Seen(outcome.seq(), time, coming.nanos()));
        } else if (now.set()) {
            memory.seeLate(coming.who(), new Seen(outcome.seq(), time, now.nanos(time)));
        }
        boolean stored = outcome.kind() == Receipt.Kind.STORED;
        count(stored ? 1 : 0);
        return new Answer(
                coming.pin(), coming.event(), stored ? Outcome.CHECKED_IN : Outcome.ALREADY, outcome.seq(), time);
    }

    /// Counts check-ins that were journalled.
    void count(int more) {
        checkIns.add(more);
    }

    /// How many check-ins were journalled since the start.
    long checkIns() {
        return checkIns.sum();
    }
}
