// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import muster.model.DeadLetter;
import muster.model.DeadLetter.State;
import muster.model.DeadLetterChange;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The records that sinks set aside: what the target answers and what operators do with them never undo each other.
class DeadLetterTest {

    @TempDir
    Path directory;

    static DeadLetter letter(long id, long seq, String reason) {
        return new DeadLetter(id, "office", seq, "7", reason, "no", State.OPEN, 1, NOW, NOW, null, null);
    }

    private static DeadLetter with(DeadLetter letter, State state, String edit, String by, int tries) {
        return new DeadLetter(letter.id(), letter.sink(), letter.seq(), letter.pin(), letter.reason(), letter.detail(),
                state, tries, letter.firstAt(), letter.lastAt(), edit, by);
    }

    private static void store(Journal journal, DeadLetter... letters) throws Exception {
        journal.advance(new Progress("office", 0, List.of(), List.of(letters)));
    }

    private static int change(Journal journal, DeadLetter after, String act) throws Exception {
        return journal.append(List.of(new DeadLetterChange(after, act, "tester", NOW))).stored();
    }

    @Test
    void whatWasEditedAndGivenUpIsSoAfterAReopen() throws Exception {
        DeadLetter one = letter(1, 10, "unknown_person");
        DeadLetter two = letter(2, 20, "refused");
        try (Journal journal = Samples.open(directory)) {
            store(journal, letter(0, 10, "unknown_person"), letter(0, 20, "refused"));
            assertEquals(1, change(journal, with(one, State.OPEN, "8", "tester", 1), "edited"));
            assertEquals(1, change(journal, with(two, State.DISCARDED, null, "tester", 1), "discarded"));
        }
        try (Journal journal = Samples.open(directory)) {
            Deliveries deliveries = journal.records().deliveries();
            assertEquals(Optional.of(with(one, State.OPEN, "8", "tester", 1)), deliveries.letter(1));
            assertEquals(Optional.of(with(two, State.DISCARDED, null, "tester", 1)), deliveries.letter("office", 20));
            assertEquals(Map.of("office", 1L), deliveries.openLetters());
            assertEquals(new Deliveries.Open(1, 1), deliveries.open("office", null));
            assertEquals(new Deliveries.Open(0, 0), deliveries.open("office", "refused"));
            assertEquals(2, deliveries.between("office", 10, 20).size());
        }
    }

    /// The loop had read the letter before the operator changed it, and writes its answer after.
    @Test
    void anAnswerThatComesAfterAnOperatorsChangeDoesNotUndoIt() throws Exception {
        DeadLetter one = letter(1, 10, "unknown_person");
        DeadLetter two = letter(2, 20, "unknown_person");
        try (Journal journal = Samples.open(directory)) {
            store(journal, letter(0, 10, "unknown_person"), letter(0, 20, "unknown_person"));
            change(journal, with(one, State.OPEN, "8", "tester", 1), "edited");
            change(journal, with(two, State.DISCARDED, null, "tester", 1), "discarded");

            store(journal, with(one, State.OPEN, null, null, 2), with(two, State.OPEN, null, null, 2));

            Deliveries deliveries = journal.records().deliveries();
            assertEquals(Optional.of(with(one, State.OPEN, "8", "tester", 2)), deliveries.letter(1));
            assertEquals(Optional.of(with(two, State.DISCARDED, null, "tester", 2)), deliveries.letter(2));
        }
    }

    @Test
    void whatTheTargetTookIsDeliveredAndCannotBeGivenUpAnyMore() throws Exception {
        DeadLetter one = letter(1, 10, "unknown_person");
        try (Journal journal = Samples.open(directory)) {
            store(journal, letter(0, 10, "unknown_person"));
            store(journal, with(one, State.DELIVERED, null, null, 2));

            assertEquals(0, change(journal, with(one, State.DISCARDED, null, "tester", 1), "discarded"));

            assertEquals(0, journal.head());
            assertEquals(State.DELIVERED, journal.records().deliveries().letter(1).orElseThrow().state());
        }
    }

    @Test
    void setAsideOnceMoreItIsTheSameLetterAndOpenAgain() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            store(journal, letter(0, 10, "unknown_person"));
            store(journal, with(letter(1, 10, "unknown_person"), State.DELIVERED, null, null, 2));

            store(journal, letter(0, 10, "inactive"));

            DeadLetter again = journal.records().deliveries().letter("office", 10).orElseThrow();
            assertEquals(List.of(1L, "inactive", State.OPEN, 3),
                    List.of(again.id(), again.reason(), again.state(), again.tries()));
        }
    }

    @Test
    void aDamagedOneIsLeftOutAndTheOthersAreThere() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            store(journal, letter(0, 10, "a"), letter(0, 20, "b"), letter(0, 30, "c"));
        }
        try (Connection connection = Sqlite.maker(JournalSettings.at(directory).file())) {
            Sqlite.run(connection, "UPDATE dead_letter SET state = 'x#%' WHERE seq = 20");
        }
        try (Journal journal = Samples.open(directory)) {
            List<DeadLetter> letters = journal.records().deliveries().letters("office", null, null, null, 10);
            assertEquals(List.of("a", "c"), letters.stream().map(DeadLetter::reason).toList());
            assertEquals(State.OPEN, journal.records().days().letters("office", 1, 99).get(20L));
        }
    }

    @Provide
    Arbitrary<List<DeadLetter>> letters() {
        Arbitrary<DeadLetter> one = Combinators.combine(
                Arbitraries.of("office", "cloud"), Arbitraries.longs().between(1, 40),
                Arbitraries.of("refused", "inactive"), Arbitraries.of(State.class))
                .as((sink, seq, reason, state) ->
                        new DeadLetter(0, sink, seq, "7", reason, "no", state, 1, NOW, NOW, null, null));
        return one.list().ofMaxSize(60);
    }

    /// Whatever is asked for, page by page: every letter once, oldest first.
    @Property(tries = 100)
    void pageByPageEveryLetterComesOnce(@ForAll("letters") List<DeadLetter> letters) throws Exception {
        Path scratch = Samples.scratch();
        try (Journal journal = Samples.open(scratch)) {
            Map<String, DeadLetter> newest = new TreeMap<>();
            for (DeadLetter letter : letters) {
                journal.advance(new Progress(letter.sink(), 0, List.of(), List.of(letter)));
                newest.merge(letter.sink() + letter.seq(), letter, DeadLetterTest::onceMore);
            }
            Deliveries deliveries = journal.records().deliveries();
            for (String sink : new String[] {null, "office"}) {
                for (String reason : new String[] {null, "refused"}) {
                    for (State state : new State[] {null, State.OPEN}) {
                        long expected = newest.values().stream()
                                .filter(letter -> sink == null || letter.sink().equals(sink))
                                .filter(letter -> reason == null || letter.reason().equals(reason))
                                .filter(letter -> state == null || letter.state() == state)
                                .count();
                        assertPages(deliveries, sink, reason, state, expected);
                    }
                }
            }
        } finally {
            Samples.delete(scratch);
        }
    }

    /// Set aside once more: as it is now, but what somebody gave up stays given up.
    private static DeadLetter onceMore(DeadLetter before, DeadLetter now) {
        return before.state() == State.DISCARDED ? with(now, State.DISCARDED, null, null, 1) : now;
    }

    private static void assertPages(Deliveries deliveries, String sink, String reason, State state, long expected)
            throws Exception {
        List<Long> ids = new ArrayList<>();
        Long after = null;
        List<DeadLetter> page;
        do {
            page = deliveries.letters(sink, reason, state, after, 7);
            for (DeadLetter letter : page) {
                assertTrue(after == null || letter.id() > after);
                after = letter.id();
                ids.add(letter.id());
            }
        } while (page.size() == 7);
        assertEquals(expected, ids.size());
        assertEquals(LongStream.range(0, expected).map(i -> ids.get((int) i)).distinct().count(), expected);
        if (sink != null && state == State.OPEN) {
            assertEquals(new Deliveries.Open(expected, ids.isEmpty() ? 0 : ids.getLast()),
                    deliveries.open(sink, reason));
        }
    }
}
