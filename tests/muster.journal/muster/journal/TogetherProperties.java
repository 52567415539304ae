// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Entry;
import muster.model.Punch;
import muster.model.Source;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Punches that come together are stored several at a time, and nobody can tell.
class TogetherProperties {

    /// Mostly new ones of one source, with a repeat, another source or a check-in among them here and there.
    @Provide
    Arbitrary<List<List<Punch>>> batches() {
        Arbitrary<Source> sources = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.just(Source.PUSH)),
                Tuple.of(1, Arbitraries.of(Source.PULL, Source.BLE)));
        Arbitrary<Punch> punches = Combinators.combine(
                        sources, Arbitraries.of(Samples.T1, Samples.T2), Arbitraries.integers().between(0, 150),
                        Arbitraries.frequency(Tuple.of(9, 0), Tuple.of(1, 4)))
                .as((source, terminal, second, state) -> {
                    Punch punch = Samples.punch(source, terminal, "7", second, state, 1);
                    return source == Source.BLE
                            ? Samples.with(punch, Samples.checkIn("fair", "7", second).checkIn()) : punch;
                });
        return punches.list().ofMaxSize(120).list().ofMinSize(1).ofMaxSize(3);
    }

    private record Found(List<Outcome> outcomes, List<Entry> entries, Map<String, Tally> tallies) {}

    private static Found append(List<List<Punch>> batches) throws Exception {
        Path directory = Samples.scratch();
        try (Journal journal = Samples.open(directory)) {
            List<Outcome> outcomes = new ArrayList<>();
            for (List<Punch> batch : batches) {
                outcomes.addAll(journal.append(batch).outcomes());
            }
            return new Found(outcomes, Samples.everything(journal.records()), journal.records().tallies());
        } finally {
            Samples.delete(directory);
        }
    }

    @Property(tries = 40)
    void theyAreWhatTheyWouldBeOneByOne(@ForAll("batches") List<List<Punch>> batches) throws Exception {
        List<List<Punch>> one = batches.stream().flatMap(List::stream).map(List::of).toList();
        assertEquals(append(one), append(batches));
    }

    @Example
    void aRepeatAmongThemTakesNoNumber() throws Exception {
        List<Punch> punches = new ArrayList<>(IntStream.range(0, 3 * PunchTable.TOGETHER)
                .mapToObj(i -> Samples.punch(Samples.T1, "7", i)).toList());
        punches.add(11, punches.get(10));
        Found found = append(List.of(punches));
        assertEquals(new Outcome(11, Kind.DUPLICATE), found.outcomes().get(11));
        assertEquals(new Outcome(12, Kind.STORED), found.outcomes().get(12));
        assertEquals(LongStream.rangeClosed(1, 3L * PunchTable.TOGETHER).boxed().toList(),
                found.outcomes().stream().filter(each -> each.kind() == Kind.STORED).map(Outcome::seq).toList());
    }
}
