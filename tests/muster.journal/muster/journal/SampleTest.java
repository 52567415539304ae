// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import muster.model.Sample;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/// Measured values: each holds until the next of its measure and subject.
class SampleTest {

    private static final Instant END = NOW.plusSeconds(1_000_000);

    @TempDir
    Path directory;

    private static Sample sample(String measure, String subject, long second, double value) {
        return new Sample(measure, subject, NOW.plusSeconds(second), value);
    }

    private void run(String sql) throws Exception {
        try (Connection connection = Sqlite.maker(JournalSettings.at(directory).file())) {
            Sqlite.run(connection, sql);
        }
    }

    private static List<Sample> all(Journal journal, String measure) throws Exception {
        return journal.records().watching().samples(measure, null, Instant.MIN, Instant.MAX, 10_000);
    }

    @Test
    void theValueThatHeldAtTheBeginComesBeforeThoseOfTheTime() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.sample(List.of(sample("up", "a", 0, 1), sample("up", "a", 10, 2), sample("up", "a", 20, 3),
                    sample("up", "a", 30, 4), sample("up", "b", 5, 9), sample("up", "c", 20, 7),
                    sample("down", "a", 10, 8)));
            Watching watching = journal.records().watching();
            Instant from = NOW.plusSeconds(20);

            assertEquals(List.of(sample("up", "a", 10, 2), sample("up", "a", 20, 3)),
                    watching.samples("up", "a", from, NOW.plusSeconds(29), 10));
            assertEquals(List.of(sample("up", "a", 10, 2), sample("up", "a", 20, 3), sample("up", "a", 30, 4),
                            sample("up", "b", 5, 9), sample("up", "c", 20, 7)),
                    watching.samples("up", null, from, NOW.plusSeconds(30), 10));
            assertEquals(List.of(), watching.samples("up", "", from, END, 10));
            assertEquals(List.of(), watching.samples("queue_size", null, from, END, 10));
            assertEquals(0, journal.head(), "nobody follows measured values");
        }
    }

    @Test
    void theLimitIsForAllSubjectsTogetherAndTheValuesFromBeforeComeOnTop() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (int second = 0; second < 9; second++) {
                journal.sample(List.of(sample("up", "a", second, second), sample("up", "b", second, second)));
            }
            List<Sample> found = journal.records().watching().samples("up", null, NOW.plusSeconds(3), END, 7);

            assertEquals(List.of("a", "a", "a", "a", "a", "a", "a", "b", "b"),
                    found.stream().map(Sample::subject).toList());
            assertEquals(List.of(2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 2.0, 3.0),
                    found.stream().map(Sample::value).toList());
        }
    }

    @Test
    void aMomentIsKeptToTheMillisecondAndTheLaterGivenValueOfOneIsKept() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.sample(List.of(new Sample("up", "", NOW.plusNanos(7), 1), new Sample("up", "", NOW, 0.1)));
            journal.sample(List.of(new Sample("up", "", NOW, -Double.MAX_VALUE)));
        }
        try (Journal journal = Samples.open(directory)) {
            assertEquals(List.of(new Sample("up", "", NOW, -Double.MAX_VALUE)), all(journal, "up"));
        }
    }

    /// A table that holds numbers would refuse it, and with it the commit of everybody who came at the same time.
    @Test
    void whatIsNoNumberIsNoValueAndSpoilsNothing() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.sample(List.of(sample("up", "", 1, Double.NaN), sample("up", "", 2, 5),
                    sample("up", "", 3, Double.POSITIVE_INFINITY)));
            journal.sample(List.of());
            assertEquals(List.of(sample("up", "", 2, 5)), all(journal, "up"));

            List<Sample> good = List.of(sample("up", "", 9, 1));
            for (Sample bad : List.of(new Sample(null, "", NOW, 1), new Sample("up", null, NOW, 1),
                    new Sample("up", "", null, 1))) {
                assertThrows(NullPointerException.class, () -> journal.sample(List.of(good.getFirst(), bad)));
            }
            assertThrows(ArithmeticException.class,
                    () -> journal.sample(List.of(new Sample("up", "", Instant.MAX, 1))));
            assertEquals(1, all(journal, "up").size(), "all of them or none");
            assertTrue(journal.health().ok());
        }
    }

    @Test
    void aDamagedValueIsLeftOut() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.sample(List.of(sample("down", "a", 0, 3), sample("up", "a", 0, 1), sample("up", "a", 1, 2)));
        }
        run("UPDATE sample SET value = 9e999 WHERE measure = 'up' AND value = 2");
        try (Journal journal = Samples.open(directory)) {
            assertEquals(List.of(sample("up", "a", 0, 1)), all(journal, "up"));
            assertEquals(List.of(sample("down", "a", 0, 3)), journal.records().watching().latestSamples());
        }
    }

    @Test
    void ofWhatIsForgottenTheValueThatStillHeldStays() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            List<Sample> many = IntStream.range(0, 1_000).mapToObj(i -> sample("up", "a", i, i)).toList();
            journal.sample(many);
            journal.sample(List.of(sample("up", "b", 3, 1), sample("up", "c", 950, 1), sample("up", "c", 960, 2)));

            journal.trimSamples(NOW.plusSeconds(900).plusMillis(500));

            List<Sample> left = new ArrayList<>(many.subList(900, 1_000));
            left.addAll(List.of(sample("up", "b", 3, 1), sample("up", "c", 950, 1), sample("up", "c", 960, 2)));
            assertEquals(left, all(journal, "up"));
            journal.trimSamples(NOW);
            assertEquals(left, all(journal, "up"));
            assertThrows(ArithmeticException.class, () -> journal.trimSamples(Instant.MAX));
        }
    }

    @Test
    void moreSeriesThanOneCommitTrimsAreAllTrimmed() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                samples.add(sample("up", "s" + i, 0, 1));
                samples.add(sample("up", "s" + i, 1, 2));
            }
            journal.sample(samples);
            journal.trimSamples(END);

            List<Sample> left = all(journal, "up");
            assertEquals(120, left.size());
            assertTrue(left.stream().allMatch(one -> one.value() == 2));
        }
    }

    /// With a year of values in the file, a look at each of them would take seconds on a small machine.
    @Test
    void theLatestAreFoundWithTheSameStepsHoweverManyValuesThereAre() throws Exception {
        keep(2);
        long latest = steps(Watching::latest);
        long subjects = steps(reader -> Watching.subjects(reader, "up"));
        keep(3_000);

        assertTrue(latest > 0 && subjects > 0);
        assertEquals(latest, steps(Watching::latest));
        assertEquals(subjects, steps(reader -> Watching.subjects(reader, "up")));
    }

    private void keep(int values) throws Exception {
        try (Journal journal = Samples.open(directory)) {
            for (String measure : List.of("down", "up")) {
                for (String subject : List.of("", "a", "b")) {
                    journal.sample(IntStream.range(0, values)
                            .mapToObj(i -> sample(measure, subject, i, i)).toList());
                }
            }
        }
    }

    /// How many instructions SQLite takes for a question.
    private long steps(Reader.Question<?> question) throws Exception {
        Reader reader = new Reader(JournalSettings.at(directory).file());
        AtomicLong steps = new AtomicLong();
        try {
            reader.ask(question);
            return reader.ask(same -> {
                ProgressHandler.setHandler(same.connection(), 1, new ProgressHandler() {
                    @Override
                    protected int progress() {
                        steps.incrementAndGet();
                        return 0;
                    }
                });
                question.answer(same);
                ProgressHandler.clearHandler(same.connection());
                return steps.get();
            });
        } finally {
            reader.close();
        }
    }

    @Provide
    Arbitrary<List<List<Sample>>> batches() {
        Arbitrary<Sample> one = Combinators.combine(
                        Arbitraries.of("up", "up.a", "queue"), Arbitraries.of("", "a", "ab", "b"),
                        Arbitraries.longs().between(0, 12), Arbitraries.doubles().between(-9, 9))
                .as((measure, subject, millis, value) ->
                        new Sample(measure, subject, NOW.plusMillis(millis), value + 0.0));
        return one.list().ofMaxSize(30).list().ofMaxSize(4);
    }

    /// Whatever is kept and forgotten, in whatever order: the answers are those of a map in memory.
    @Property(tries = 60)
    void theAnswersAreThoseOfAMap(
            @ForAll("batches") List<List<Sample>> batches, @ForAll("moments") List<Long> moments) throws Exception {
        Path scratch = Samples.scratch();
        try (Journal journal = Samples.open(scratch)) {
            Map<String, Map<String, NavigableMap<Instant, Sample>>> map = new TreeMap<>();
            for (int i = 0; i < batches.size(); i++) {
                journal.sample(batches.get(i));
                batches.get(i).forEach(one -> series(map, one).put(one.at(), one));
                if (i % 2 == 1) {
                    Instant cut = NOW.plusMillis(moments.get(0));
                    journal.trimSamples(cut);
                    map.values().forEach(subjects -> subjects.values().forEach(series -> trim(series, cut)));
                }
            }
            Watching watching = journal.records().watching();
            assertEquals(latest(map), watching.latestSamples());
            Instant from = NOW.plusMillis(Math.min(moments.get(1), moments.get(2)));
            Instant to = NOW.plusMillis(Math.max(moments.get(1), moments.get(2)));
            for (String measure : List.of("up", "up.a", "queue", "none")) {
                Map<String, NavigableMap<Instant, Sample>> subjects = map.getOrDefault(measure, Map.of());
                List<Sample> expected = new ArrayList<>();
                subjects.values().forEach(series -> expected.addAll(within(series, from, to)));
                assertEquals(expected, watching.samples(measure, null, from, to, 1_000));
                for (String subject : List.of("", "a", "c")) {
                    assertEquals(within(subjects.getOrDefault(subject, new TreeMap<>()), from, to),
                            watching.samples(measure, subject, from, to, 1_000));
                }
            }
        } finally {
            Samples.delete(scratch);
        }
    }

    @Provide
    Arbitrary<List<Long>> moments() {
        return Arbitraries.longs().between(-1, 13).list().ofSize(3);
    }

    private static NavigableMap<Instant, Sample> series(
            Map<String, Map<String, NavigableMap<Instant, Sample>>> map, Sample of) {
        return map.computeIfAbsent(of.measure(), _ -> new TreeMap<>())
                .computeIfAbsent(of.subject(), _ -> new TreeMap<>());
    }

    private static void trim(NavigableMap<Instant, Sample> series, Instant cut) {
        Instant holds = series.floorKey(cut);
        if (holds != null) {
            series.headMap(holds, false).clear();
        }
    }

    private static List<Sample> latest(Map<String, Map<String, NavigableMap<Instant, Sample>>> map) {
        return map.values().stream()
                .flatMap(subjects -> subjects.values().stream())
                .map(series -> series.lastEntry().getValue())
                .toList();
    }

    private static List<Sample> within(NavigableMap<Instant, Sample> series, Instant from, Instant to) {
        List<Sample> within = new ArrayList<>();
        Map.Entry<Instant, Sample> before = series.lowerEntry(from);
        if (before != null) {
            within.add(before.getValue());
        }
        within.addAll(series.subMap(from, true, to, true).values());
        return within;
    }
}
