// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import muster.app.terminal.Refusal;
import muster.app.watch.Measures;
import muster.model.AlertChange;
import muster.model.Silence;
import muster.model.SilenceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Snoozes and maintenance.
final class QuietTest {

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
    void a_snoozed_branch_covers_its_terminals_and_whatever_still_fires_is_told_when_it_ends() throws Exception {
        scene.branch("T1", "north").branch("T2", "north").branch("T3", "south");
        scene.snooze(null, null, "north", Duration.ofHours(1));
        for (String terminal : List.of("T1", "T2", "T3")) {
            scene.set(Measures.TERMINAL_MISMATCH, terminal, 1);
        }
        scene.round().minutes(4);
        assertEquals(List.of("terminal_mismatch:T3 fired"), scene.told());
        assertEquals("snooze 1 by ann: known", scene.alert("terminal_mismatch:T1").quiet());
        scene.set(Measures.TERMINAL_MISMATCH, "T2", 0).set(Measures.TERMINAL_MISMATCH, "T3", 0).minutes(56);
        assertEquals(List.of("terminal_mismatch:T3 fired", "terminal_mismatch:T3 resolved",
                "terminal_mismatch:T1 repeated"), scene.told());
        assertEquals(List.of(), scene.alerts.silences(false));
        assertEquals(1, scene.alerts.silences(true).size());
    }

    @Test
    void a_snoozed_branch_covers_rules_about_the_branch_itself() throws Exception {
        try (Scene branches = new Scene(directory.resolve("branches"), new RuleSettings("branch_away",
                "branch.online < 1 and branch.terminals > 0", null, null, null, null, null))) {
            branches.snooze(null, null, "north", Duration.ofHours(1));
            for (String branch : List.of("north", "south")) {
                branches.set(Measures.BRANCH_ONLINE, branch, 0).set(Measures.BRANCH_TERMINALS, branch, 3);
            }
            branches.round();
            assertEquals(List.of("branch_away:south fired"), branches.told());
        }
    }

    @Test
    void a_snooze_of_a_rule_or_a_subject_covers_only_that() throws Exception {
        scene.snooze("sink_stopped", "hr", null, Duration.ofHours(1));
        scene.set(Measures.SINK_STOPPED, "hr", 1).set(Measures.SINK_STOPPED, "pay", 1)
                .set(Measures.SINK_DEAD_LETTERS, "hr", 1).round();
        assertEquals(List.of("dead_letters:hr fired", "sink_stopped:pay fired"), scene.told());
    }

    @Test
    void a_snooze_ended_early_tells_what_still_fires() throws Exception {
        Silence silence = scene.snooze("failed_syncs", null, null, Duration.ofHours(1));
        scene.set(Measures.FAILED_SYNCS, 11).round().minutes(1);
        assertEquals(List.of(), scene.told());
        assertEquals(scene.now(), scene.alerts.endSilence(silence.id(), "bob").endedAt());
        scene.seconds(5);
        assertEquals(List.of("failed_syncs repeated"), scene.told());
        assertEquals(Refusal.Kind.CONFLICT,
                assertThrows(Refusal.class, () -> scene.alerts.endSilence(silence.id(), "bob")).kind());
        assertEquals(Refusal.Kind.NOT_FOUND,
                assertThrows(Refusal.class, () -> scene.alerts.endSilence(99, "bob")).kind());
    }

    @Test
    void what_began_and_ended_in_a_silence_is_never_told_and_stays_in_the_journal() throws Exception {
        scene.snooze("failed_syncs", null, null, Duration.ofHours(1));
        scene.set(Measures.FAILED_SYNCS, 11).round().set(Measures.FAILED_SYNCS, 0).minutes(61);
        assertEquals(List.of(), scene.told());
        assertEquals(List.of("fired", "resolved"), scene.changes().stream().map(AlertChange::act).toList());
    }

    /// In the night of 2026-10-25 Berlin's clocks go from 03:00 back to 02:00.
    @Test
    void nightly_maintenance_holds_over_the_night_that_is_an_hour_longer() throws Exception {
        scene.at(Instant.parse("2026-10-20T12:00:00Z"));
        scene.alerts.silence(new SilenceRequest(Silence.Kind.MAINTENANCE, "backup_old", null, null,
                Instant.parse("2026-10-20T23:00:00Z"), Instant.parse("2026-10-21T01:00:00Z"), null, Silence.Every.DAY,
                "the backup disk is changed", "ann"));
        scene.at(Instant.parse("2026-10-24T22:59:55Z"));
        scene.since(Measures.BACKUP_AGE, "", Instant.parse("2026-10-22T23:00:00Z"));
        // quiet from 01:00 summer time to 03:00 winter time: three hours
        scene.round();
        for (int minute = 0; minute < 179; minute++) {
            scene.at(scene.now().plusSeconds(60)).round();
        }
        assertEquals(List.of(), scene.told());
        assertTrue(scene.alert("backup_old").quiet().startsWith("maintenance 1 by ann"));
        scene.at(Instant.parse("2026-10-25T02:00:00Z")).round();
        assertEquals(List.of("backup_old repeated"), scene.told());
        assertEquals(1, scene.alerts.silences(false).size());
    }

    @Test
    void a_repeated_maintenance_is_in_force_after_a_restart() throws Exception {
        scene.alerts.silence(new SilenceRequest(Silence.Kind.MAINTENANCE, "failed_syncs", null, null, null, null, 3600L,
                Silence.Every.WEEK, "weekly", "ann"));
        scene.restart();
        scene.at(Scene.NOON.plus(Duration.ofDays(7))).set(Measures.FAILED_SYNCS, 11).round();
        assertEquals(List.of(), scene.told());
        assertEquals(2, scene.snooze("queue_long", null, null, Duration.ofHours(1)).id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "- | - | - | - | 60 | - | r | rule, subject and branch are missing; at least one must tell what is to be quiet",
        "queue_lon | - | - | - | 60 | - | r | rule: there is no rule queue_lon; did you mean queue_long?",
        "queue_long | - | - | - | 60 | - | - | reason is missing",
        "queue_long | - | - | - | - | - | r | give either until or seconds, so that it ends by itself",
        "queue_long | - | 2026-11-20T13:00:00Z | - | 60 | - | r | "
                + "give either until or seconds, so that it ends by itself",
        "queue_long | - | - | - | 59 | - | r | seconds: it must be 60 (1 minute) to 2678400 (31 days), not 59",
        "queue_long | - | 2026-11-20T11:59:00Z | - | - | - | r | "
                + "until: it must be 1 minute to 31 days behind the begin",
        "queue_long | - | 2026-11-20T11:59:00Z | 2026-11-20T11:00:00Z | - | - | r | until: that is over already",
        "queue_long | - | - | 2028-11-20T11:00:00Z | 60 | - | r | "
                + "from: it must be within the last 31 days or the next year",
        "queue_long | - | - | - | 90000 | DAY | r | every: what is repeated each day can last a day at most",
        "queue_long | - | - | - | 700000 | WEEK | r | every: what is repeated each week can last a week at most"
    })
    void a_wish_that_makes_no_sense_is_refused(String rule, String subject, Instant until, Instant from, Long seconds,
            Silence.Every every, String reason, String sentence) {
        Refusal refusal = assertThrows(Refusal.class, () -> scene.alerts.silence(new SilenceRequest(null, rule, subject,
                null, from, until, seconds, every, reason, "ann")));
        assertEquals(Refusal.Kind.INVALID, refusal.kind());
        assertEquals(sentence, refusal.getMessage());
    }

    @Test
    void something_that_does_not_fire_just_now_can_be_snoozed() throws Exception {
        Silence silence = scene.snooze("queue_long", null, null, Duration.ofHours(4));
        assertEquals(Scene.NOON.plus(Duration.ofHours(4)), silence.until());
        assertNull(silence.every());
        assertEquals(List.of(silence), scene.alerts.silences(false));
    }
}
