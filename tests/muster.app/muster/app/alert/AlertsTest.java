// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.app.terminal.Refusal;
import muster.app.watch.Measures;
import muster.app.watch.Snapshot;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.AlertStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people are told, and when.
final class AlertsTest {

    @TempDir
    private Path directory;

    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(directory);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"50, false", "51, true"})
    void a_queue_is_too_long_beyond_50(double size, boolean fires) throws Exception {
        scene.set(Measures.QUEUE_SIZE, size).round().seconds(60);
        assertEquals(fires ? List.of("queue_long fired") : List.of(), scene.told());
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true"})
    void too_many_syncs_failed_beyond_10(double failed, boolean fires) throws Exception {
        scene.set(Measures.FAILED_SYNCS, failed).round();
        assertEquals(fires ? List.of("failed_syncs fired") : List.of(), scene.told());
    }

    @ParameterizedTest
    @CsvSource({"80.0, 11, false", "79.9, 11, true", "79.9, 10, false", "0, 10, false", "79.9, 1000, true"})
    void success_is_low_below_80_percent_with_more_than_10_scans(double rate, double scans, boolean fires)
            throws Exception {
        scene.set(Measures.SUCCESS_RATE, rate).set(Measures.SCANS_TODAY, scans).round();
        assertEquals(fires ? List.of("success_low fired") : List.of(), scene.told());
    }

    @Test
    void the_second_notice_comes_only_after_the_window() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round();
        scene.pass(Duration.ofMinutes(5).minusSeconds(5));
        assertEquals(List.of("failed_syncs fired"), scene.told());
        scene.seconds(5);
        assertEquals(List.of("failed_syncs fired", "failed_syncs repeated"), scene.told());
    }

    @Test
    void other_rules_are_in_force_at_the_next_round_and_what_fired_by_one_that_is_gone_is_over() throws Exception {
        RuleSettings own = new RuleSettings("mine", "queue_size > 3", null, null, null, null, null);
        scene.alerts.change(Rules.of(List.of(own)), Duration.ofMinutes(9));
        scene.set(Measures.QUEUE_SIZE, 4).round();
        assertEquals(List.of("mine fired"), scene.told());
        scene.alerts.change(Rules.of(List.of()), Duration.ofMinutes(9));
        scene.round();
        assertEquals(List.of("mine fired", "mine resolved"), scene.told());
    }

    /// The seed's monitor stopped for good on its first alert, and every new number was a new alert.
    @Test
    void ten_alerts_that_change_value_every_five_seconds_are_told_once_and_once_after_each_window() throws Exception {
        int[] value = {1000};
        Runnable change = () -> IntStream.range(0, 10).forEach(i -> scene.set(Measures.SINK_DEAD_LETTERS, "sink" + i,
                ++value[0]));
        change.run();
        scene.round();
        scene.pass(Duration.ofMinutes(10), change);
        assertEquals(10, count("fired"));
        assertEquals(20, count("repeated"));
        assertEquals(30, scene.changes().size());
        assertEquals(10, scene.alerts.firing());
        assertEquals(value[0], scene.alert("dead_letters:sink9").value());
        assertTrue(scene.alert("dead_letters:sink9").message().contains("set " + value[0] + " records aside"));
    }

    private long count(String act) throws Exception {
        return scene.changes().stream().filter(change -> change.act().equals(act) && change.isTold()).count();
    }

    @Test
    void an_alert_is_pending_then_firing_then_resolved() throws Exception {
        scene.queue(51).round();
        assertEquals(State.PENDING, scene.state("queue_long"));
        assertEquals(0, scene.alerts.firing());
        scene.seconds(55);
        assertEquals(State.PENDING, scene.state("queue_long"));
        scene.seconds(5);
        assertEquals(State.FIRING, scene.state("queue_long"));
        assertEquals("51 records wait for the sinks", scene.alert("queue_long").message());
        scene.queue(50).seconds(5);
        assertNull(scene.alert("queue_long"));
        assertEquals(List.of("queue_long fired", "queue_long resolved"), scene.told());
        AlertStatus over = scene.changes().getLast().after();
        assertEquals(scene.now(), over.resolvedAt());
        assertEquals(Scene.NOON, over.since());
    }

    @Test
    void what_does_not_hold_long_enough_is_never_told() throws Exception {
        scene.queue(51).round().seconds(55).queue(50).seconds(5).queue(51).seconds(60).queue(0).seconds(5);
        assertEquals(List.of(), scene.changes());
    }

    @Test
    void what_flaps_keeps_firing_and_is_told_once() throws Exception {
        try (Scene flapping = new Scene(directory.resolve("flapping"), new RuleSettings("failed_syncs", null, null,
                null, Duration.ofMinutes(1), null, null))) {
            flapping.set(Measures.FAILED_SYNCS, 11).round();
            for (int i = 0; i < 4; i++) {
                flapping.set(Measures.FAILED_SYNCS, 0).seconds(55).set(Measures.FAILED_SYNCS, 11).seconds(5);
            }
            assertEquals(List.of("failed_syncs fired"), flapping.told());
            flapping.set(Measures.FAILED_SYNCS, 0).seconds(60);
            assertEquals(State.FIRING, flapping.state("failed_syncs"));
            flapping.seconds(5);
            assertEquals(List.of("failed_syncs fired", "failed_syncs resolved"), flapping.told());
        }
    }

    @Test
    void an_acknowledged_alert_is_not_repeated_and_its_end_is_told() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round();
        AlertStatus known = scene.alerts.acknowledge("failed_syncs", "ann", "on my way");
        assertEquals("ann", known.acknowledgedBy());
        assertEquals("on my way", scene.alert("failed_syncs").note());
        scene.minutes(30).set(Measures.FAILED_SYNCS, 0).seconds(5);
        assertEquals(List.of("failed_syncs fired", "failed_syncs resolved"), scene.told());
        scene.set(Measures.FAILED_SYNCS, 11).seconds(5);
        assertNull(scene.alert("failed_syncs").acknowledgedBy());
        assertEquals("failed_syncs fired", scene.told().getLast());
    }

    @Test
    void an_alert_no_longer_acknowledged_is_repeated_again() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round();
        scene.alerts.acknowledge("failed_syncs", "ann", null);
        scene.minutes(10);
        scene.alerts.unacknowledge("failed_syncs", "ann");
        scene.seconds(5);
        assertEquals(List.of("failed_syncs fired", "failed_syncs repeated"), scene.told());
        assertEquals(List.of("fired", "acknowledged", "reopened", "repeated"),
                scene.changes().stream().map(AlertChange::act).toList());
    }

    @Test
    void only_what_fires_can_be_acknowledged_and_somebody_must_say_who() throws Exception {
        scene.queue(51).round().set(Measures.FAILED_SYNCS, 11).seconds(5);
        assertEquals(Refusal.Kind.CONFLICT, refusal("queue_long", "ann"));
        assertEquals(Refusal.Kind.NOT_FOUND, refusal("success_low", "ann"));
        assertEquals(Refusal.Kind.INVALID, refusal("failed_syncs", " "));
    }

    private Refusal.Kind refusal(String id, String by) {
        return assertThrows(Refusal.class, () -> scene.alerts.acknowledge(id, by, null)).kind();
    }

    @Test
    void a_rule_that_throws_leaves_its_alerts_and_the_other_rules_alone() throws Exception {
        scene.set(Measures.SINK_STOPPED, "BAD", 1).set(Measures.SINK_STOPPED, "GOOD", 1).round();
        scene.cannotName("BAD"::equals);
        scene.set(Measures.SINK_STOPPED, "BAD", 0).set(Measures.SINK_STOPPED, "GOOD", 0).set(Measures.FAILED_SYNCS, 11)
                .seconds(10);
        assertNotNull(scene.alert("sink_stopped:BAD"));
        assertNull(scene.alert("sink_stopped:GOOD"));
        assertNotNull(scene.alert("failed_syncs"));
        scene.cannotName(_ -> false);
        scene.seconds(5);
        assertNull(scene.alert("sink_stopped:BAD"));
    }

    @Test
    void while_the_journal_is_away_alerts_go_on_in_memory_and_are_written_afterwards() throws Exception {
        scene.journalIsAway(true);
        scene.set(Measures.FAILED_SYNCS, 11).set(Measures.JOURNAL_FAILING, 1).round().minutes(12);
        assertEquals(2, scene.alerts.firing());
        assertEquals(List.of(), scene.changes());
        assertThrows(JournalException.class, () -> scene.alerts.acknowledge("failed_syncs", "ann", null));
        assertNull(scene.alert("failed_syncs").acknowledgedBy());
        scene.journalIsAway(false);
        scene.set(Measures.JOURNAL_FAILING, 0).seconds(5);
        assertEquals(List.of("failed_syncs fired", "journal_failing fired", "journal_failing resolved"), scene.told());
    }

    @Test
    void the_thread_outlives_faults_and_a_journal_that_cannot_be_asked() throws Exception {
        CountDownLatch rounds = new CountDownLatch(9);
        Alerts.Measuring measuring = () -> {
            rounds.countDown();
            if (rounds.getCount() > 6) {
                throw new IllegalStateException("a gauge is broken");
            }
            if (rounds.getCount() > 3) {
                Records.open(directory.resolve("nowhere"));
            }
            Snapshot.Builder builder = new Snapshot.Builder(Scene.NOON);
            builder.put(Measures.FAILED_SYNCS, 11);
            return builder.done();
        };
        Alerts alerts = Alerts.open(Rules.of(List.of()), measuring, Scene.NAMELESS, scene.journal, Scene.REPEAT,
                Scene.BERLIN, () -> Scene.NOON);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                alerts.follow(Duration.ofMillis(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        rounds.await();
        scene.journal.awaitBeyond(0, Duration.ofMinutes(1));
        assertTrue(thread.isAlive());
        assertEquals(List.of("failed_syncs fired"), scene.told());
        thread.interrupt();
        thread.join();
    }

    @Test
    void a_clock_that_is_set_back_does_not_make_alerts_dumb() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).queue(51).round();
        scene.at(Scene.NOON.minus(Duration.ofDays(2))).round().minutes(5);
        assertEquals(List.of("failed_syncs fired", "failed_syncs repeated", "queue_long fired",
                "failed_syncs repeated"), scene.told());
    }

    @Test
    void a_subject_that_is_gone_has_no_alert() throws Exception {
        scene.set(Measures.SINK_STOPPED, "hr", 1).round();
        scene.forget(Measures.SINK_STOPPED, "hr");
        scene.seconds(5);
        assertEquals(List.of("sink_stopped:hr fired", "sink_stopped:hr resolved"), scene.told());
    }

    @Test
    void the_gravest_come_first_then_the_oldest() throws Exception {
        scene.set(Measures.QUARANTINE_LAST_DAY, 21).round().set(Measures.FAILED_SYNCS, 11)
                .set(Measures.SUCCESS_RATE, 10).set(Measures.SCANS_TODAY, 20).seconds(5);
        assertEquals("failed_syncs quarantine_growing success_low",
                scene.alerts.active().stream().map(AlertStatus::id).collect(Collectors.joining(" ")));
    }

    @Test
    void an_alert_knows_its_terminal_and_its_branch() throws Exception {
        scene.branch("TSTATT000001", "north").set(Measures.TERMINAL_CLOCK_OFF, "TSTATT000001", 61).round();
        AlertStatus alert = scene.alert("terminal_clock:TSTATT000001");
        assertEquals("TSTATT000001", alert.terminal());
        assertEquals("north", alert.branch());
        assertEquals("the clock of terminal tstatt000001 is wrong by 1m", alert.message());
    }
}
