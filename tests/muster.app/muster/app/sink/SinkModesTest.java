// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import muster.app.House;
import muster.app.config.SinkConfig;
import muster.app.config.SinkConfig.Begin;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget.Call;
import muster.model.Gathering;
import muster.model.GatheringChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a sink delivers, and from where.
final class SinkModesTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    private final MemoryTarget target = new MemoryTarget(10);

    private SinkHouse house(SinkConfig config) throws Exception {
        return new SinkHouse(directory, config, target);
    }

    private static void ended(SinkHouse house, String event) throws Exception {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        house.house.journal.append(List.of(new GatheringChange(new Gathering(event, "The " + event, now, null,
                Gathering.From.LOCAL, true, Gathering.State.ENDED, 300, false, false), "ended", "tester", now)));
    }

    private void delivered(SinkHouse house, int count) throws Exception {
        house.punches(5, 0, count);
        house.pass(FIVE_MINUTES);
        SinkHouse.await(() -> target.taken().size() == count);
        house.settle();
    }

    /// Whoever hears of every punch must not begin the pause anew with each.
    @Test
    void inTheModeIntervalItDeliversWhenTheTimeIsUpHoweverOftenSomethingComes() throws Exception {
        try (SinkHouse house = house(SinkHouse.config(Mode.INTERVAL, null))) {
            delivered(house, 5);
            for (int i = 0; i < 4; i++) {
                house.punches(5, 5 + i, 1);
                house.pass(Duration.ofMinutes(1));
                house.settle();
            }
            assertEquals(5, target.taken().size());
            house.pass(Duration.ofSeconds(61));
            SinkHouse.await(() -> target.taken().size() == 9);
        }
    }

    @Test
    void aSyncDoesNotWaitForTheInterval() throws Exception {
        try (SinkHouse house = house(SinkHouse.config(Mode.INTERVAL, null))) {
            delivered(house, 5);
            house.punches(5, 5, 25);
            house.sinks.sync(null, "tester");
            SinkHouse.await(() -> target.taken().size() == 30);
            house.settle();
            house.punches(5, 30, 5);
            house.settle();
            assertEquals(30, target.taken().size());
            house.pass(FIVE_MINUTES);
            SinkHouse.await(() -> target.taken().size() == 35);
        }
    }

    @Test
    void inTheModeEventEndEverythingBeforeTheEndGoesAndNothingAfterIt() throws Exception {
        try (SinkHouse house = house(SinkHouse.config(Mode.EVENT_END, null))) {
            house.punches(5, 0, 25);
            house.settle();
            assertEquals(0, target.taken().size());
            ended(house, "fair");
            house.punches(5, 25, 5);
            SinkHouse.await(() -> target.taken().size() == 25);
            house.settle();
            assertEquals(25, target.taken().size());
            ended(house, "party");
            SinkHouse.await(() -> target.taken().size() == 30);
        }
    }

    @Test
    void anEventThatEndedWhileMusterWasDownOrTheTargetAwayIsNotForgotten() throws Exception {
        target.plan(call -> Call.IS_AWAY);
        try (SinkHouse house = house(SinkHouse.config(Mode.EVENT_END, null))) {
            house.punches(5, 0, 25);
            ended(house, "fair");
            house.punches(5, 25, 5);
            SinkHouse.await(() -> !target.sizes().isEmpty());
            house.sinks.close();
            house.punches(5, 30, 5);
            ended(house, "party");
            house.punches(5, 35, 5);
            for (int i = 0; i < 120; i++) {
                house.house.journal.append(List.of(new GatheringChange(new Gathering("other-" + i, "Other",
                        Instant.parse("2026-11-20T12:00:00Z"), null, Gathering.From.LOCAL, true,
                        Gathering.State.SCANNING, 300, false, false), "started", "tester",
                        Instant.parse("2026-11-20T12:00:00Z"))));
            }
            target.plan(call -> Call.TAKES);
            house.start();
            SinkHouse.await(() -> target.taken().size() == 35);
            house.settle();
            assertEquals(35, target.taken().size());
        }
    }

    @Test
    void aSinkThatBeginsNowLeavesOutWhatWasAndNothingThatComesWhileItIsDown() throws Exception {
        SinkConfig config = SinkHouse.config(Mode.LIVE, Begin.NOW, Duration.ofMillis(20), null);
        try (House before = new House(directory)) {
            before.journal.append(List.of(SinkHouse.punch("P0", 0), SinkHouse.punch("P1", 1)));
        }
        try (SinkHouse house = house(config)) {
            house.settle();
            house.sinks.close();
            house.punches(5, 10, 10);
            house.start();
            SinkHouse.await(() -> target.taken().size() == 10);
            assertEquals(SinkHouse.MORNING.plusSeconds(10), target.taken().getFirst().local());
        }
    }

    /// A small computer starts in 1970 and learns the date from the network, or loses it again.
    @Test
    void aDateThatIsSetBackDoesNotPutASinkToSleep() throws Exception {
        target.plan(call -> call == 0 ? Call.IS_AWAY : Call.TAKES);
        try (SinkHouse house = house(SinkHouse.config(Mode.LIVE, Begin.START, Duration.ofSeconds(1), null))) {
            house.punches(5, 0, 5);
            SinkHouse.await(() -> target.sizes().size() == 1);
            house.setClock(Duration.ofDays(-56 * 365));
            SinkHouse.await(() -> target.taken().size() == 5);
            house.setClock(Duration.ofDays(56 * 365));
            house.punches(5, 5, 5);
            SinkHouse.await(() -> target.taken().size() == 10);
        }
    }
}
