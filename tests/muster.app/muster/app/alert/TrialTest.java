// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import muster.app.terminal.Refusal;
import muster.app.watch.Measure;
import muster.app.watch.Measures;
import muster.app.watch.Snapshot;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.AlertTrial;
import muster.model.AlertTrial.Firing;
import muster.model.Sample;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a rule would have done, by the values that were kept.
final class TrialTest {

    private static final Instant END = Scene.NOON.plus(Duration.ofHours(1));

    @TempDir
    private Path directory;

    private static Sample sample(Measure measure, String subject, long second, double value) {
        return new Sample(measure.name(), subject, Scene.NOON.plusSeconds(second), value);
    }

    private static Firing firing(String subject, long from, Long until, double value) {
        return new Firing(subject, Scene.NOON.plusSeconds(from), until == null ? null : Scene.NOON.plusSeconds(until),
                value);
    }

    private AlertTrial trial(String rule, String when, List<Sample> samples) throws Exception {
        try (Scene scene = new Scene(directory)) {
            scene.journal.sample(samples);
            scene.at(END);
            return scene.alerts.trial(rule, when, Scene.NOON, END);
        }
    }

    @Test
    void a_kept_value_counts_until_the_next_one() throws Exception {
        AlertTrial trial = trial("queue_long", null, List.of(
                sample(Measures.QUEUE_SIZE, "", -60, 0), sample(Measures.QUEUE_SIZE, "", 60, 51),
                sample(Measures.QUEUE_SIZE, "", 600, 50), sample(Measures.QUEUE_SIZE, "", 1200, 99),
                sample(Measures.QUEUE_SIZE, "", 1230, 3), sample(Measures.QUEUE_SIZE, "", 3000, 70)));
        assertEquals(List.of(firing("", 120, 600L, 51), firing("", 3060, null, 70)), trial.firings());
        assertEquals(5, trial.samples());
    }

    @Test
    void what_held_before_the_begin_holds_at_the_begin() throws Exception {
        assertEquals(List.of(firing("", 0, null, 11)),
                trial("failed_syncs", null, List.of(sample(Measures.FAILED_SYNCS, "", -86_400, 11))).firings());
    }

    @Test
    void a_time_since_something_grows_between_the_kept_values() throws Exception {
        double heard = Scene.NOON.plusSeconds(120).getEpochSecond();
        AlertTrial trial = trial("terminal_silent", null, List.of(
                sample(Measures.TERMINAL_SILENT, "T1", 120, heard),
                sample(Measures.TERMINAL_SILENT, "T1", 2400, heard + 2280)));
        assertEquals(List.of(firing("T1", 120 + 905, 2400L, 905), firing("T1", 2400 + 905, null, 905)),
                trial.firings());
    }

    @Test
    void another_condition_can_be_tried_before_it_is_put_in_force() throws Exception {
        List<Sample> samples = List.of(sample(Measures.QUEUE_SIZE, "", 0, 30));
        assertEquals(List.of(), trial("queue_long", null, samples).firings());
        AlertTrial changed = trial("queue_long", "queue_size > 20", samples);
        assertEquals(List.of(firing("", 60, null, 30)), changed.firings());
        assertEquals("queue_size > 20", changed.rule().when());
    }

    @Test
    void many_values_are_read_page_by_page() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 3500; i++) {
            samples.add(sample(Measures.FAILED_SYNCS, "", i, i % 2 == 0 ? 11 : 0));
        }
        AlertTrial trial = trial("failed_syncs", null, samples);
        assertEquals(3500, trial.samples());
        assertEquals(1750, trial.firings().size());
    }

    @Test
    void what_cannot_be_tried_is_refused_with_a_sentence() throws Exception {
        assertEquals("there is no rule queue_lonk; did you mean queue_long?", refusal("queue_lonk", null, Scene.NOON));
        assertEquals("when: column 1: there is no measure queue; did you mean sink.queue?".split(";")[0],
                refusal("queue_long", "queue > 3", Scene.NOON).split(";")[0]);
        assertEquals("since: it must be before the end, by 31 days at most",
                refusal("queue_long", null, END.minus(Duration.ofDays(32))));
        assertEquals("since: it must be before the end, by 31 days at most", refusal("queue_long", null, END));
    }

    private String refusal(String rule, String when, Instant since) throws Exception {
        try (Scene scene = new Scene(directory)) {
            scene.at(END);
            return assertThrows(Refusal.class, () -> scene.alerts.trial(rule, when, since, END)).getMessage();
        }
    }

    /// Live rounds every five seconds; every value that changed in a round is kept. The trial has only these.
    @Property(tries = 60)
    void a_trial_finds_what_the_live_rule_did(@ForAll long seed, @ForAll @IntRange(max = 8) int forRounds,
            @ForAll @IntRange(max = 8) int keepRounds) throws Exception {
        Random random = new Random(seed);
        String[] conditions = {"sink.queue > 5", "sink.failing_seconds > 40s", "sink.failing_seconds >= 33s",
            "sink.queue > 5 and queue_size > 3", "sink.failing_seconds > 1m or sink.queue == 9"};
        Rule rule = Rules.of(List.of(new RuleSettings("tried", conditions[random.nextInt(conditions.length)], null,
                Duration.ofSeconds(5L * forRounds), Duration.ofSeconds(5L * keepRounds), null, null)))
                .named("tried").orElseThrow();
        Rules only = Rules.of(List.of(settings(rule)));
        AlertBook book = new AlertBook();
        RuleEngine live = new RuleEngine(only, Scene.NAMELESS, Duration.ofDays(1), book);
        Silences none = new Silences(List.of(), ZoneOffset.UTC);
        Map<String, Double> values = new HashMap<>();
        List<Sample> kept = new ArrayList<>();
        List<Firing> fired = new ArrayList<>();
        Map<String, AlertStatus> open = new HashMap<>();
        int rounds = 200;
        for (int round = 0; round <= rounds; round++) {
            Instant at = Scene.NOON.plusSeconds(5L * round);
            Snapshot snapshot = measured(random, at, values, kept);
            for (AlertChange change : live.step(snapshot, none)) {
                if (!change.after().rule().equals("tried")) {
                    continue;
                }
                if (change.act().equals("fired")) {
                    open.put(change.after().id(), change.after());
                } else if (change.act().equals("resolved")) {
                    fired.add(firing(open.remove(change.after().id()), at));
                }
            }
        }
        open.values().forEach(alert -> fired.add(firing(alert, null)));
        fired.sort(Comparator.comparing(Firing::from).thenComparing(Firing::subject));
        List<Firing> found = new ArrayList<>(new Trial((measure, subject, from, to, limit) -> kept(kept, measure,
                subject, from, to), Alerts.ROUND).run(rule, Scene.NOON, Scene.NOON.plusSeconds(5L * rounds)).firings());
        found.sort(Comparator.comparing(Firing::from).thenComparing(Firing::subject));
        assertEquals(fired, found, rule.toString());
    }

    private static RuleSettings settings(Rule rule) {
        return new RuleSettings(rule.name(), rule.when().toString(), null, rule.forTime(), rule.keepFiring(), null,
                null);
    }

    private static Firing firing(AlertStatus alert, Instant until) {
        return new Firing(alert.subject(), alert.firedAt(), until, alert.value());
    }

    private static Snapshot measured(Random random, Instant at, Map<String, Double> values, List<Sample> kept) {
        Snapshot.Builder builder = new Snapshot.Builder(at);
        for (String sink : List.of("a", "b", "c")) {
            put(builder, values, kept, Measures.SINK_QUEUE, sink, at, random.nextInt(6) == 0
                    ? random.nextInt(12) : null);
            put(builder, values, kept, Measures.SINK_FAILING, sink, at, random.nextInt(12) != 0 ? null
                    : random.nextInt(3) == 0 ? 0 : at.toEpochMilli() / 1000.0 - random.nextInt(7000) / 1000.0);
        }
        put(builder, values, kept, Measures.QUEUE_SIZE, "", at, random.nextInt(9) == 0 ? random.nextInt(8) : null);
        return builder.done();
    }

    private static void put(Snapshot.Builder builder, Map<String, Double> values, List<Sample> kept, Measure measure,
            String subject, Instant at, Number changed) {
        String place = measure.name() + " " + subject;
        if (changed != null) {
            values.put(place, changed.doubleValue());
            kept.add(new Sample(measure.name(), subject, at, changed.doubleValue()));
        }
        if (values.containsKey(place)) {
            builder.put(measure, subject, values.get(place));
        }
    }

    /// As the journal answers: those of the time, and the last one before it of each subject.
    private static List<Sample> kept(List<Sample> all, String measure, String subject, Instant from, Instant to) {
        List<Sample> found = new ArrayList<>();
        all.stream()
                .filter(each -> each.measure().equals(measure) && (subject == null || each.subject().equals(subject)))
                .map(Sample::subject).distinct().sorted()
                .forEach(one -> {
                    List<Sample> series = all.stream()
                            .filter(each -> each.measure().equals(measure) && each.subject().equals(one)).toList();
                    series.stream().filter(each -> each.at().isBefore(from)).reduce((_, last) -> last)
                            .ifPresent(found::add);
                    series.stream().filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                            .forEach(found::add);
                });
        return found;
    }
}
