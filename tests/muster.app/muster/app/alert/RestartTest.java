// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.watch.Measures;
import muster.model.AlertStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Muster is ended and started again while an alert is in each of its states.
final class RestartTest {

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

    @Test
    void what_was_pending_begins_anew() throws Exception {
        scene.queue(51).round().seconds(30);
        scene.restart();
        assertEquals(List.of(), scene.alerts.active());
        scene.queue(51).seconds(55);
        assertEquals(List.of(), scene.told());
        scene.seconds(10);
        assertEquals(List.of("queue_long fired"), scene.told());
    }

    @Test
    void what_fired_fires_on_and_is_repeated_when_its_window_is_over() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round().minutes(2);
        scene.restart();
        assertEquals(State.FIRING, scene.state("failed_syncs"));
        scene.set(Measures.FAILED_SYNCS, 12).minutes(2);
        assertEquals(List.of("failed_syncs fired"), scene.told());
        scene.minutes(1);
        assertEquals(List.of("failed_syncs fired", "failed_syncs repeated"), scene.told());
        assertEquals(Scene.NOON, scene.alert("failed_syncs").since());
    }

    @Test
    void what_ended_meanwhile_is_told_to_be_over() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round();
        scene.restart();
        scene.set(Measures.FAILED_SYNCS, 0).seconds(5);
        assertEquals(List.of("failed_syncs fired", "failed_syncs resolved"), scene.told());
        scene.restart();
        assertEquals(List.of(), scene.alerts.active());
    }

    @Test
    void what_was_acknowledged_stays_so() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round();
        scene.alerts.acknowledge("failed_syncs", "ann", "known");
        scene.restart();
        scene.set(Measures.FAILED_SYNCS, 11).minutes(20);
        assertEquals(List.of("failed_syncs fired"), scene.told());
        assertEquals("ann", scene.alert("failed_syncs").acknowledgedBy());
    }

    @Test
    void what_nobody_was_told_of_is_told_when_its_silence_ends() throws Exception {
        scene.snooze("failed_syncs", null, null, Duration.ofMinutes(10));
        scene.set(Measures.FAILED_SYNCS, 11).round();
        scene.restart();
        scene.set(Measures.FAILED_SYNCS, 11).minutes(9);
        assertEquals(List.of(), scene.told());
        scene.minutes(1);
        assertEquals(List.of("failed_syncs repeated"), scene.told());
    }

    @Test
    void what_kept_firing_is_over_after_its_time() throws Exception {
        scene.set(Measures.DISK_FREE_PERCENT, 4).round().set(Measures.DISK_FREE_PERCENT, 50).seconds(30);
        scene.restart();
        scene.set(Measures.DISK_FREE_PERCENT, 50).seconds(60);
        assertEquals(State.FIRING, scene.state("disk_low"));
        scene.seconds(5);
        assertEquals(List.of("disk_low fired", "disk_low resolved"), scene.told());
    }

    /// How long a terminal is silent is not known until it was heard once since the start; that is no recovery.
    @Test
    void a_silent_terminal_is_not_back_because_muster_was_restarted() throws Exception {
        scene.since(Measures.TERMINAL_SILENT, "T1", Scene.NOON.minus(Duration.ofMinutes(20))).round();
        scene.restart();
        scene.set(Measures.TERMINAL_UP, "T1", 0).minutes(20);
        assertEquals("terminal_silent:T1 fired", scene.told().getFirst());
        assertEquals(State.FIRING, scene.state("terminal_silent:T1"));
        scene.since(Measures.TERMINAL_SILENT, "T1", scene.now()).seconds(5);
        assertEquals("terminal_silent:T1 resolved", scene.told().getLast());
    }

    @Test
    void a_terminal_that_was_removed_before_the_restart_has_no_alert() throws Exception {
        scene.since(Measures.TERMINAL_SILENT, "T1", Scene.NOON.minus(Duration.ofMinutes(20))).round();
        scene.restart();
        scene.seconds(5);
        assertNull(scene.alert("terminal_silent:T1"));
    }

    @Test
    void an_alert_whose_rule_was_switched_off_is_over() throws Exception {
        scene.set(Measures.FAILED_SYNCS, 11).round();
        scene.close();
        scene = new Scene(directory, new RuleSettings("failed_syncs", null, null, null, null, null, false));
        scene.set(Measures.FAILED_SYNCS, 11).seconds(5);
        assertEquals(List.of("failed_syncs fired", "failed_syncs resolved"), scene.told());
    }
}
