// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import muster.app.watch.Measures;
import muster.model.AlertStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four sinks and 120 terminals behind one uplink, stepped by five seconds.
final class NetworkDownTest {

    private static final int TERMINALS = 120;
    private static final Duration LATE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private Scene scene;
    private final Instant[] heard = new Instant[TERMINALS];
    private final Instant[] failing = new Instant[4];
    private final boolean[] reachable = new boolean[TERMINALS];
    private boolean sinksReachable = true;
    private double rateAtLast = 100;
    private long queue;

    @BeforeEach
    void open() throws Exception {
        scene = new Scene(directory);
        Arrays.fill(reachable, true);
        measure();
        scene.round().minutes(1);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /// Terminals call every minute, each at its own second; sinks fail at once.
    private void measure() {
        int silent = 0;
        for (int i = 0; i < TERMINALS; i++) {
            boolean calls = scene.now().getEpochSecond() % 60 == (i % 12) * 5;
            heard[i] = heard[i] == null || reachable[i] && calls ? scene.now() : heard[i];
            silent += Duration.between(heard[i], scene.now()).compareTo(LATE) > 0 ? 1 : 0;
            scene.since(Measures.TERMINAL_SILENT, serial(i), heard[i]);
            scene.branch(serial(i), "branch" + i % 7);
        }
        scene.set(Measures.TERMINALS, TERMINALS).set(Measures.TERMINALS_SILENT, 100.0 * silent / TERMINALS);
        queue = sinksReachable ? Math.max(0, queue - 200) : queue + 3;
        scene.queue(queue).set(Measures.SINKS_UNREACHABLE, sinksReachable ? 0 : 100);
        for (int i = 0; i < 4; i++) {
            failing[i] = sinksReachable ? null : failing[i] == null ? scene.now() : failing[i];
            scene.since(Measures.SINK_FAILING, "sink" + i, failing[i]);
        }
        scene.set(Measures.SUCCESS_RATE, sinksReachable ? rateAtLast : 50).set(Measures.SCANS_TODAY, 500)
                .set(Measures.COMPONENT_BAD, "cloud", sinksReachable ? 0 : 1)
                .set(Measures.CHANNEL_FAILING, "mail", sinksReachable ? 0 : 1);
    }

    private static String serial(int i) {
        return "TSTATT%06d".formatted(i);
    }

    private void terminals(boolean up) {
        Arrays.fill(reachable, up);
    }

    private void pass(Duration time) throws Exception {
        scene.pass(time, this::measure);
    }

    @Test
    void an_uplink_that_is_cut_is_one_alert_and_its_return_one_notice() throws Exception {
        terminals(false);
        sinksReachable = false;
        pass(Duration.ofMinutes(28));
        List<String> told = scene.told();
        assertEquals("network_down fired", told.getFirst());
        assertTrue(told.stream().skip(1).allMatch("network_down repeated"::equals), told.toString());
        assertEquals(1 + TERMINALS + 4 + 4, scene.alerts.firing());
        assertEquals("because of network_down", scene.alert("terminal_silent:TSTATT000000").quiet());
        int before = told.size();
        terminals(true);
        sinksReachable = true;
        pass(Duration.ofMinutes(20));
        assertEquals(List.of("network_down resolved"), scene.told().subList(before, scene.told().size()));
        assertEquals(List.of(), scene.alerts.active());
    }

    @Test
    void a_success_rate_that_is_low_since_the_cut_is_told_of_neither_then_nor_later() throws Exception {
        terminals(false);
        sinksReachable = false;
        pass(Duration.ofMinutes(10));
        int before = scene.told().size();
        terminals(true);
        sinksReachable = true;
        rateAtLast = 70;
        pass(Duration.ofMinutes(30));
        assertEquals("because of network_down", scene.alert("success_low").quiet());
        rateAtLast = 90;
        pass(Duration.ofMinutes(5));
        assertEquals("network_down resolved", scene.told().getLast());
        assertTrue(scene.told().stream().skip(before).allMatch(line -> line.startsWith("network_down ")),
                scene.told().toString());
        rateAtLast = 70;
        pass(Duration.ofMinutes(1));
        assertEquals("success_low fired", scene.told().getLast(), "a later one has another cause");
    }

    @Test
    void terminals_alone_that_fall_silent_together_are_one_alert() throws Exception {
        terminals(false);
        pass(Duration.ofMinutes(20));
        assertTrue(scene.told().stream().allMatch(line -> line.startsWith("network_down ")), scene.told().toString());
        terminals(true);
        pass(Duration.ofMinutes(5));
        assertEquals("network_down resolved", scene.told().getLast());
        assertEquals(List.of(), scene.alerts.active());
    }

    @Test
    void a_terminal_that_stays_silent_when_the_others_are_back_is_told_then() throws Exception {
        terminals(false);
        sinksReachable = false;
        pass(Duration.ofMinutes(30));
        terminals(true);
        reachable[7] = false;
        sinksReachable = true;
        pass(Duration.ofMinutes(4));
        assertEquals(List.of("network_down resolved", "terminal_silent:TSTATT000007 repeated"),
                scene.told().subList(scene.told().size() - 2, scene.told().size()));
    }

    @Test
    void one_terminal_alone_is_its_own_alert() throws Exception {
        reachable[7] = false;
        pass(Duration.ofMinutes(17));
        assertEquals(List.of("terminal_silent:TSTATT000007 fired"), scene.told());
        reachable[7] = true;
        pass(Duration.ofMinutes(2));
        assertEquals("terminal_silent:TSTATT000007 resolved", scene.told().getLast());
    }

    /// The end of what people know of must reach them, whatever happens meanwhile.
    @Test
    void an_alert_told_before_the_cut_is_not_repeated_in_it_and_its_end_is_told() throws Exception {
        reachable[7] = false;
        pass(Duration.ofMinutes(17));
        sinksReachable = false;
        pass(Duration.ofMinutes(12));
        assertEquals(1, scene.told().stream().filter(line -> line.startsWith("terminal_silent")).count());
        reachable[7] = true;
        pass(Duration.ofMinutes(2));
        assertEquals(List.of("terminal_silent:TSTATT000007 fired", "terminal_silent:TSTATT000007 resolved"),
                scene.told().stream().filter(line -> line.startsWith("terminal_silent")).toList());
    }

    @Test
    void what_would_fire_while_it_is_not_decided_is_held_back_and_told_when_it_was_no_cut() throws Exception {
        sinksReachable = false;
        pass(Duration.ofSeconds(10));
        scene.set(Measures.TERMINAL_SILENT, "OTHER", 1);
        assertEquals(AlertStatus.State.PENDING, scene.state("network_down"));
        assertEquals(List.of(), scene.told());
        assertEquals(AlertStatus.State.PENDING, scene.state("success_low"));
        scene.set(Measures.SINKS_UNREACHABLE, 75);
        scene.at(scene.now().plusSeconds(5)).round();
        assertEquals(List.of("channel_failing:mail fired", "success_low fired", "terminal_silent:OTHER fired"),
                scene.told());
    }

    @Test
    void dead_letters_are_not_explained_by_the_network() throws Exception {
        sinksReachable = false;
        pass(Duration.ofMinutes(1));
        scene.set(Measures.FAILED_SYNCS, 11);
        pass(Duration.ofSeconds(5));
        assertEquals(List.of("network_down fired"), scene.told());
        scene.set(Measures.SINK_DEAD_LETTERS, "sink0", 11);
        pass(Duration.ofSeconds(5));
        assertEquals(List.of("network_down fired", "dead_letters:sink0 fired", "failed_syncs repeated"), scene.told());
    }

    @Test
    void an_uplink_that_flaps_is_still_one_alert() throws Exception {
        IntStream.range(0, 3).forEach(_ -> flap());
        assertEquals(List.of("network_down fired"), scene.told());
    }

    private void flap() {
        try {
            sinksReachable = false;
            pass(Duration.ofSeconds(30));
            sinksReachable = true;
            pass(Duration.ofSeconds(50));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
