// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Source;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// What holds for any batches that any number of callers bring at the same time, with any repeats.
class JournalProperties {

    /// From a small world, so that repeats are frequent: punches, check-ins, held records and operations of two
    /// terminals.
    @Provide
    Arbitrary<List<List<List<Fact>>>> callers() {
        Arbitrary<String> terminals = Arbitraries.of(Samples.T1, Samples.T2);
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 3);
        Arbitrary<Fact> punches = Combinators.combine(terminals, few, few, few)
                .as((terminal, pin, second, state) ->
                        Samples.punch(Source.PUSH, terminal, "" + pin, second, state, 1));
        Arbitrary<Fact> checkIns = Combinators.combine(terminals, few, few, Arbitraries.of("", "a", "b"))
                .as((terminal, pin, second, event) -> Samples.with(
                        Samples.punch(Source.BLE, terminal, "" + pin, second, -1, -1),
                        Samples.checkIn(event, "" + pin, second).checkIn()));
        Arbitrary<Fact> held = Combinators.combine(terminals, few).as((terminal, n) ->
                Samples.unparsable(terminal, "junk " + n));
        Arbitrary<Fact> operations = Combinators.combine(terminals, few, few).as((terminal, code, n) ->
                Samples.operation(terminal, code, "OPLOG " + code + " " + n));
        Arbitrary<List<Fact>> batch = Arbitraries.frequencyOf(
                Tuple.of(6, punches), Tuple.of(3, checkIns), Tuple.of(1, held),
                Tuple.of(1, operations)).list().ofMaxSize(20);
        return batch.list().ofMaxSize(6).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 40)
    void everyNaturalKeyIsThereOnceAndTheReceiptsAreTrue(@ForAll("callers") List<List<List<Fact>>> callers)
            throws Exception {
        Path directory = Samples.scratch();
        try {
            Map<Fact, List<Outcome>> told;
            List<Entry> entries;
            try (Journal journal = Samples.open(directory)) {
                told = appendAll(journal, callers);
                entries = Samples.everything(journal.records());
                assertEquals(entries, everythingInMemory(journal));
                assertEquals(entries.size(), journal.head());
                assertTalliesAreTrue(journal.records().tallies(), told, entries);
            }
            assertEquals(told.keySet(), new HashSet<>(Samples.facts(entries)));
            assertEquals(told.size(), entries.size());
            assertEquals(LongStream.rangeClosed(1, entries.size()).boxed().toList(), Samples.seqs(entries));
            assertReceiptsAreTrue(told, entries);
            try (Records again = Records.open(directory.resolve("muster.db"))) {
                assertEquals(entries, Samples.everything(again));
            }
        } finally {
            Samples.delete(directory);
        }
    }

    private static Map<Fact, List<Outcome>> appendAll(Journal journal, List<List<List<Fact>>> callers)
            throws Exception {
        Map<Fact, List<Outcome>> told = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Map<Fact, List<Outcome>>>> tasks = new ArrayList<>();
            for (List<List<Fact>> batches : callers) {
                tasks.add(() -> append(journal, batches));
            }
            for (Future<Map<Fact, List<Outcome>>> done : threads.invokeAll(tasks)) {
                done.get().forEach((fact, outcomes) ->
                        told.computeIfAbsent(fact, _ -> new ArrayList<>()).addAll(outcomes));
            }
        }
        return told;
    }

    private static Map<Fact, List<Outcome>> append(Journal journal, List<List<Fact>> batches) throws Exception {
        Map<Fact, List<Outcome>> told = new HashMap<>();
        for (List<Fact> batch : batches) {
            Receipt receipt = journal.append(batch);
            assertTrue(receipt.head() <= journal.head());
            for (int i = 0; i < batch.size(); i++) {
                told.computeIfAbsent(batch.get(i), _ -> new ArrayList<>()).add(receipt.outcomes().get(i));
                assertTrue(receipt.outcomes().get(i).seq() <= receipt.head());
            }
        }
        return told;
    }

    private static List<Entry> everythingInMemory(Journal journal) throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (List<Entry> page = journal.read(0, 7); !page.isEmpty(); ) {
            entries.addAll(page);
            page = journal.read(entries.getLast().seq(), 7);
        }
        return entries;
    }

    /// Each fact was stored once, under the number that every caller was told.
    private static void assertReceiptsAreTrue(Map<Fact, List<Outcome>> told, List<Entry> entries) {
        for (Entry entry : entries) {
            List<Outcome> outcomes = told.get(entry.fact());
            assertEquals(Set.of(entry.seq()), new HashSet<>(outcomes.stream().map(Outcome::seq).toList()));
            assertEquals(1, outcomes.stream().filter(outcome -> outcome.kind() == Kind.STORED).count());
            assertEquals(outcomes.size() - 1L,
                    outcomes.stream().filter(outcome -> outcome.kind() == Kind.DUPLICATE).count());
        }
    }

    private static void assertTalliesAreTrue(
            Map<String, Tally> tallies, Map<Fact, List<Outcome>> told, List<Entry> entries) {
        for (String terminal : List.of(Samples.T1, Samples.T2)) {
            Tally tally = tallies.getOrDefault(terminal, new Tally(terminal, 0, 0, 0, 0, null, 0));
            assertEquals(count(entries, terminal, "punch"), tally.punches());
            assertEquals(count(entries, terminal, "quarantine"), tally.quarantined());
            assertEquals(told.entrySet().stream().filter(e -> e.getKey().terminal().equals(terminal))
                    .mapToLong(e -> e.getValue().size() - 1L).sum(), tally.duplicates());
        }
    }

    private static long count(List<Entry> entries, String terminal, String kind) {
        return entries.stream()
                .map(Entry::fact)
                .filter(fact -> fact.terminal().equals(terminal) && fact.kind().equals(kind))
                .count();
    }
}
