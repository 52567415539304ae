// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.Source;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// However a search finds its way, it finds what going through everything finds.
///
/// The journal has a few full blocks and a remainder, days out of order, and more punches in the long spans
/// than are read by time.
class PunchSearchTest {

    private static final int PUNCHES = 30_000;
    private static final long DAY = 86_400;

    private static final List<Entry> ALL = new ArrayList<>();
    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    @BeforeContainer
    static void fill() throws Exception {
        Path directory = Samples.scratch();
        Journal journal = Samples.open(directory);
        OPEN.add(journal);
        OPEN.add(() -> Samples.delete(directory));
        Random random = new Random(20261120);
        for (int i = 0; i < PUNCHES; i += 1_000) {
            List<Fact> batch = new ArrayList<>();
            for (int k = i; k < i + 1_000; k++) {
                long late = random.nextInt(10) == 0 ? 3 * DAY : 0;
                batch.add(Samples.punch(
                        Source.values()[random.nextInt(2)], "TSTATT00000" + random.nextInt(4), "" + random.nextInt(50),
                        k * 20L - late, 0, 1));
            }
            batch.add(Samples.notice("batch " + i));
            for (int k = 0; k < 30; k++) {
                batch.add(Samples.checkIn(
                        random.nextBoolean() ? Source.BLE : Source.MANUAL, "event " + random.nextInt(2),
                        "" + random.nextInt(50), i * 20L + k, null));
            }
            if (i == 20_000) {
                batch.add(Samples.punch("TSTATT000009", "rare", i * 20L));
            }
            journal.append(batch);
        }
        for (Entry entry : Samples.everything(journal.records())) {
            if (entry.fact() instanceof Punch) {
                ALL.add(entry);
            }
        }
    }

    @AfterContainer
    static void close() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
        OPEN.clear();
        ALL.clear();
    }

    private record SourceAndEvent(Source source, String event) {}

    @Provide
    Arbitrary<PunchQuery> queries() {
        Arbitrary<SourceAndEvent> any = Combinators.combine(
                        Arbitraries.of(Source.PUSH, Source.PULL, Source.BLE).injectNull(0.7),
                        Arbitraries.of("event 0", "").injectNull(0.9))
                .as(SourceAndEvent::new);
        Arbitrary<SourceAndEvent> atDoor = Combinators.combine(
                        Arbitraries.of(Source.BLE, Source.MANUAL).injectNull(0.7), Arbitraries.of("event 0", "event 1"))
                .as(SourceAndEvent::new);
        return Arbitraries.oneOf(
                queries(any, Arbitraries.of("TSTATT000000", "TSTATT000003", "TSTATT000009", "TSTATT000008")),
                queries(atDoor, Arbitraries.of(Samples.DOOR)));
    }

    private static Arbitrary<PunchQuery> queries(Arbitrary<SourceAndEvent> hows, Arbitrary<String> terminals) {
        Arbitrary<String> pins = Arbitraries.oneOf(
                Arbitraries.of("0", "17", "49", "rare", "nobody"), Arbitraries.of(pinsAtTheEdges())).injectNull(0.5);
        Arbitrary<LocalDateTime> times = Arbitraries.longs().between(-3 * DAY, 8 * DAY)
                .map(second -> Samples.EIGHT.plusSeconds(second)).injectNull(0.4);
        Arbitrary<Long> cursors = Arbitraries.longs().between(0, PUNCHES + 1_100).injectNull(0.5);
        Arbitrary<Integer> limits = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 200), Arbitraries.just(PunchQuery.MAX_LIMIT));
        return Combinators.combine(
                terminals.injectNull(0.5), pins, hows, times, times, cursors, Arbitraries.of(true, false), limits)
                .as((terminal, pin, how, from, to, cursor, newestFirst, limit) -> new PunchQuery(
                        terminal, pin, how.source(), how.event(), from, to, cursor, newestFirst, limit));
    }

    @Property(tries = 800)
    void whatIsFoundIsWhatGoingThroughEverythingFinds(@ForAll("queries") PunchQuery query) throws Exception {
        List<Entry> expected = new ArrayList<>(ALL);
        if (query.newestFirst()) {
            expected = new ArrayList<>(expected.reversed());
        }
        expected.removeIf(entry -> !matches(query).test(entry));

        List<Entry> found = journal().records().punches(query);

        assertEquals(expected.subList(0, Math.min(query.limit(), expected.size())), found);
    }

    @Property(tries = 20)
    void pagesPutTogetherAreTheWhole(@ForAll("queries") PunchQuery query) throws Exception {
        List<Entry> pages = new ArrayList<>();
        PunchQuery next = new PunchQuery(query.terminal(), query.pin(), query.source(), query.event(), query.from(),
                query.to(), null, query.newestFirst(), 997);
        Predicate<Entry> matches = matches(next);
        for (List<Entry> page = journal().records().punches(next); !page.isEmpty(); ) {
            pages.addAll(page);
            next = next.behind(page.getLast().seq());
            page = journal().records().punches(next);
        }
        List<Entry> expected = ALL.stream().filter(matches).toList();
        assertEquals(query.newestFirst() ? expected.reversed() : expected, pages);
    }

    /// The people of the last and the first punch of each block.
    private static List<String> pinsAtTheEdges() {
        return ALL.stream()
                .filter(entry -> entry.seq() % Blocks.SIZE == 0 || entry.seq() % Blocks.SIZE == Blocks.SIZE - 1)
                .map(entry -> ((Punch) entry.fact()).pin())
                .toList();
    }

    private static Journal journal() {
        return (Journal) OPEN.getFirst();
    }

    private static Predicate<Entry> matches(PunchQuery query) {
        return entry -> {
            Punch punch = (Punch) entry.fact();
            return (query.terminal() == null || query.terminal().equals(punch.terminal()))
                    && (query.pin() == null || query.pin().equals(punch.pin()))
                    && (query.source() == null || query.source() == punch.source())
                    && (query.event() == null
                            || punch.checkIn() != null && query.event().equals(punch.checkIn().event()))
                    && (query.from() == null || !punch.localTime().isBefore(query.from()))
                    && (query.to() == null || punch.localTime().isBefore(query.to()))
                    && (query.cursor() == null || (query.newestFirst()
                            ? entry.seq() < query.cursor() : entry.seq() > query.cursor()));
        };
    }
}
