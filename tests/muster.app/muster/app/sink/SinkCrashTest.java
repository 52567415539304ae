// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import muster.app.config.SinkConfig.Begin;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget.Call;
import muster.app.terminal.Refusal;
import muster.model.Entry;
import muster.model.SinkChange;
import muster.model.SinkState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong between the target and the journal: everything arrives, once in effect, and nothing spins.
final class SinkCrashTest {

    @TempDir
    private Path directory;

    private final MemoryTarget target = new MemoryTarget(10);

    private static List<String> seconds(int count) {
        return IntStream.range(0, count).mapToObj(i -> SinkHouse.MORNING.plusSeconds(i).toString()).toList();
    }

    private void assertTaken(int count) {
        assertEquals(seconds(count), target.taken().stream().map(record -> record.local().toString()).toList());
    }

    @Test
    void endedBetweenTheTargetAndTheCursorItSendsTheSameAgainAtTheNextStart() throws Exception {
        target.plan(call -> call == 2 ? Call.IS_INTERRUPTED : Call.TAKES);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 50);
            SinkHouse.await(() -> target.sizes().size() == 3);
            assertThrows(Refusal.class, () -> house.sinks.test("memory"), "who asks a loop that ended is told so");
            assertEquals(20, house.sinks.one("memory").cursor());
            house.restart();
            SinkHouse.await(house::delivered);
            assertTaken(50);
            assertEquals(40, house.sinks.one("memory").delivered());
            assertEquals(10, house.sinks.one("memory").duplicates());
        }
    }

    /// The journal is away just when the target has taken records: nothing can be noted.
    @Test
    void whileTheJournalCannotBeWrittenTheTargetIsLeftAlone() throws Exception {
        Path file = directory.resolve("muster.db");
        Path away = directory.resolve("away");
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.sinks.pause("memory", "tester");
            house.punches(5, 0, 50);
            target.after(() -> move(file, away));
            house.sinks.resume("memory", "tester");
            SinkHouse.await(() -> target.sizes().size() == 1);
            target.after(() -> {});
            for (int i = 0; i < 5; i++) {
                house.pass(Duration.ofSeconds(6));
                house.settle();
            }
            assertEquals(1, target.sizes().size());
            move(away, file);
            house.pass(Duration.ofSeconds(6));
            SinkHouse.await(house::delivered);
            assertTaken(50);
            assertEquals(10, house.sinks.one("memory").duplicates());
        }
    }

    /// The next load is made ready while this one is on its way: that must not be sent, and nothing be left out, when
    /// this one comes again.
    @Test
    void whatWasMadeReadyAheadIsNotSentBeforeWhatThePlaceIsAt() throws Exception {
        target.plan(call -> switch (call) {
            case 0, 3 -> Call.TAKES_AND_CUTS;
            case 2 -> Call.TAKES_HALF;
            case 5 -> Call.FAULTS;
            case 7 -> Call.IS_INTERRUPTED;
            default -> Call.TAKES;
        });
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 100);
            SinkHouse.await(() -> target.sizes().size() == 8);
            house.restart();
            SinkHouse.await(house::delivered);
            assertTaken(100);
        }
    }

    @Test
    void whatAnOperatorReplaysIsSentAndNotWhatWasMadeReadyBehindIt() throws Exception {
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            AtomicBoolean asked = new AtomicBoolean();
            target.after(() -> {
                if (!asked.getAndSet(true)) {
                    SinkLoop loop = house.sinks.loops().getFirst();
                    loop.orders().hand(() -> {
                        house.house.journal.moveCursor("memory", 0, new SinkChange("memory", SinkState.RUNNING,
                                "replayed", "once more", null, "tester", Instant.parse("2026-11-20T12:00:00Z")));
                        loop.moved(0);
                        return null;
                    });
                }
            });
            house.punches(5, 0, 50);
            SinkHouse.await(() -> target.sizes().size() == 6 && house.delivered());
            assertTaken(50);
            assertEquals(10, house.sinks.one("memory").duplicates());
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTargetThatAnswersNothingAtAllIsAskedAgainLaterAndNotForEver() throws Exception {
        target.plan(call -> Call.SAYS_NOTHING);
        try (SinkHouse house = new SinkHouse(directory,
                SinkHouse.config(Mode.LIVE, Begin.START, Duration.ofHours(1), null), target)) {
            house.punches(5, 0, 5);
            SinkHouse.await(() -> state(house) == SinkState.RETRYING);
            house.settle();
            assertEquals(1, target.sizes().size());
            target.plan(call -> Call.TAKES);
            house.pass(Duration.ofSeconds(2));
            SinkHouse.await(house::delivered);
        }
    }

    @Test
    void aFaultOfOursDoesNotEndTheLoop() throws Exception {
        target.plan(call -> call == 0 ? Call.FAULTS : Call.TAKES);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 30);
            SinkHouse.await(house::delivered);
            assertTaken(30);
        }
    }

    @Test
    void aTargetThatRefusesEveryRecordIsStoppedBeforeAllOfThemAreDeadLetters() throws Exception {
        target.poison("P0", "P1", "P2", "P3", "P4");
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 500);
            SinkHouse.await(() -> state(house) == SinkState.STOPPED);
            assertEquals(25, house.sinks.one("memory").deadLetters());
            target.cure();
            house.sinks.resume("memory", "tester");
            SinkHouse.await(house::delivered);
            assertEquals(475, target.taken().size());
        }
    }

    /// What people were told of before a restart must come to its end after it.
    @Test
    void aFailureThatWasToldIsToldToBeOverAlsoAfterARestart() throws Exception {
        target.plan(call -> Call.IS_AWAY);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 30);
            SinkHouse.await(() -> acts(house).equals(List.of("failing")));
            house.sinks.close();
            target.plan(call -> Call.TAKES);
            house.start();
            SinkHouse.await(() -> acts(house).equals(List.of("failing", "recovered")));
            assertEquals(SinkState.RUNNING, house.house.journal.records().deliveries().cursor("memory").orElseThrow()
                    .state());
        }
    }

    @Test
    void aCursorThatPointsBehindTheEndIsNamedAndEverythingComesAgain() throws Exception {
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 30);
            SinkHouse.await(house::delivered);
            house.sinks.close();
            house.house.journal.moveCursor("memory", 123_456_789, new SinkChange("memory", SinkState.RUNNING,
                    "skipped", "a disk that failed", null, "tester", Instant.parse("2026-11-20T12:00:00Z")));
            house.start();
            house.punches(5, 30, 5);
            SinkHouse.await(() -> target.taken().size() == 35);
            assertEquals(List.of("skipped", "replayed"), acts(house));
        }
    }

    @Test
    void anOrderThatNobodyWaitsForAnyMoreIsNotCarriedOut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SinkOrders orders = new SinkOrders(Duration.ofMillis(20));
        assertThrows(Refusal.class, () -> orders.ask(() -> {
            never.countDown();
            return null;
        }));
        orders.carryOut();
        assertEquals(1, never.getCount());
        orders.close();
        assertThrows(Refusal.class, () -> orders.ask(() -> null));
    }

    @Test
    void whoeverIsInterruptedDoesNotGoOnBecauseThereIsAlwaysSomethingToDo() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> new SinkOrders().await(Duration.ZERO));
        assertTrue(!Thread.interrupted());
    }

    private static SinkState state(SinkHouse house) {
        try {
            return house.sinks.one("memory").state();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> acts(SinkHouse house) {
        try {
            return house.house.journal.records().facts(Set.of("sink"), null, 100).reversed().stream()
                    .map(Entry::fact)
                    .map(fact -> ((SinkChange) fact).act())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
