// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget.Call;
import muster.app.terminal.Refusal;
import muster.journal.Journal;
import muster.model.DeadLetter;
import muster.model.DeadLetterChange;
import muster.model.Entry;
import muster.model.Registration;
import muster.model.SinkChange;
import muster.model.SinkState;
import muster.model.SinkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sinks against a target in memory that fails in every way: once each in effect, in order, nothing forgotten.
final class SinksTest {

    @TempDir
    private Path directory;

    private static Call byChance(Random random) {
        return random.nextInt(5) > 0 ? Call.TAKES : Call.values()[1 + random.nextInt(3)];
    }

    @Test
    void everythingArrivesOnceAndInOrderAlthoughOneCallInFiveFails() throws Exception {
        Random random = new Random(42);
        MemoryTarget target = new MemoryTarget(50).plan(call -> byChance(random));
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(30, 0, 2000);
            SinkHouse.await(() -> target.taken().size() == 1000 || house.delivered());
            house.restart();
            SinkHouse.await(house::delivered);
            assertEquals(2000, target.taken().size());
            Map<String, Long> newest = new HashMap<>();
            for (Outgoing record : target.taken()) {
                Long before = newest.put(record.pin(), record.seq());
                assertTrue(before == null || before < record.seq(), record.pin() + " came out of order");
            }
            SinkStatus status = house.sinks.one("memory");
            assertEquals(2000, status.head() - status.waiting());
            assertEquals(0, status.deadLetters());
        }
    }

    @Test
    void aRecordThatSpoilsTheBatchIsFoundAndSetAsideAndTheRestFlows() throws Exception {
        MemoryTarget target = new MemoryTarget(64);
        target.poison("P7");
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(100, 0, 200);
            SinkHouse.await(house::delivered);
            assertEquals(198, target.taken().size());
            List<DeadLetter> letters =
                    house.sinks.letters().page("memory", null, DeadLetter.State.OPEN, null, 10).letters();
            assertEquals(List.of("P7", "P7"), letters.stream().map(DeadLetter::pin).toList());
            assertEquals(Set.of("refused"), Set.copyOf(letters.stream().map(DeadLetter::reason).toList()));
        }
    }

    /// What was read once stayed in memory as it was, and went out when a target that was away for hours came back.
    @Test
    void whoIsErasedWhileTheTargetIsAwayIsNotDelivered() throws Exception {
        MemoryTarget target = new MemoryTarget(2).plan(call -> call < 2 ? Call.IS_AWAY : Call.TAKES);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            target.after(() -> erase(house.house.journal, "P4"));
            house.punches(6, 0, 6);
            SinkHouse.await(house::delivered);
            assertEquals(List.of("P0", "P1", "P2", "P3", "P5"), target.pins());
        }
    }

    private static void erase(Journal journal, String pin) {
        try {
            if (journal.erasures().knows(pin)) {
                journal.erasures().erase(pin, "asked", "tester");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWrongKeyStopsItAndKeepsEverythingUntilItIsResumed() throws Exception {
        MemoryTarget target = new MemoryTarget(10).plan(call -> call == 1 ? Call.REFUSES_KEY : Call.TAKES);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 30);
            SinkHouse.await(() -> state(house) == SinkState.STOPPED);
            SinkStatus stopped = house.sinks.one("memory");
            assertEquals("put the right key into the file", stopped.cure());
            assertEquals(20, stopped.waiting());
            house.sinks.resume("memory", "tester");
            SinkHouse.await(house::delivered);
            assertEquals(30, target.taken().size());
            assertEquals(List.of("stopped", "resumed"), acts(house));
        }
    }

    @Test
    void whatIsPausedStaysPausedOverARestart() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.sinks.pause("memory", "tester");
            house.punches(5, 0, 30);
            house.restart();
            SinkHouse.await(() -> state(house) == SinkState.PAUSED);
            assertThrows(Refusal.class, () -> house.sinks.sync("memory", "tester"));
            assertEquals(0, target.taken().size());
            house.sinks.resume("memory", "tester");
            SinkHouse.await(house::delivered);
            assertEquals(30, target.taken().size());
        }
    }

    @Test
    void whoIsUnknownThereWaitsAndGoesOutWhenAListLearnsThem() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        target.unknown("P1", "P2");
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 20);
            SinkHouse.await(house::delivered);
            assertEquals(12, target.taken().size());
            assertEquals(8, house.sinks.one("memory").deadLetters());
            target.unknown("P2");
            house.house.journal.append(List.of(
                    new Registration("demo", "P1", false, "tester", Instant.parse("2026-11-20T03:00:00Z"))));
            SinkHouse.await(() -> target.taken().size() == 16);
            SinkHouse.await(() -> open(house) == 4);
            List<DeadLetter> ended =
                    house.sinks.letters().page("memory", null, DeadLetter.State.DELIVERED, null, 10).letters();
            assertEquals(List.of("P1", "P1", "P1", "P1"), ended.stream().map(DeadLetter::pin).toList());
            assertTrue(ended.stream().allMatch(letter -> letter.tries() == 2));
        }
    }

    @Test
    void anEditedDeadLetterGoesOutUnderTheOtherNumberAndADiscardedOneNever() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        target.unknown("P0");
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(1, 0, 2);
            SinkHouse.await(() -> open(house) == 2);
            List<DeadLetter> letters = house.sinks.letters().page(null, null, null, null, 10).letters();
            house.sinks.letters().edit(letters.getFirst().id(), " 1042 ", "tester");
            house.sinks.letters().discard(letters.getLast().id(), "tester");
            SinkHouse.await(() -> target.pins().equals(List.of("1042")));
            SinkHouse.await(() -> open(house) == 0);
            assertThrows(Refusal.class, () -> house.sinks.letters().retry(letters.getLast().id()));
            List<String> acts = house.house.journal.records().facts(Set.of("dead_letter"), null, 10).reversed().stream()
                    .map(Entry::fact)
                    .map(fact -> ((DeadLetterChange) fact).act() + " by " + ((DeadLetterChange) fact).by())
                    .toList();
            assertEquals(List.of("edited by tester", "discarded by tester"), acts);
        }
    }

    @Test
    void theCursorGoesBackOnCommandAndForwardOnlyWhenThatIsMeant() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.punches(5, 0, 30);
            SinkHouse.await(house::delivered);
            house.sinks.replay("memory", 0, false, "tester");
            SinkHouse.await(() -> duplicates(house) == 30);
            assertEquals(30, target.taken().size());
            house.sinks.pause("memory", "tester");
            house.punches(5, 30, 10);
            assertThrows(Refusal.class, () -> house.sinks.replay("memory", 35, false, "tester"));
            assertThrows(Refusal.class, () -> house.sinks.replay("memory", 9999, true, "tester"));
            house.sinks.replay("memory", house.house.journal.head(), true, "tester");
            house.sinks.resume("memory", "tester");
            house.punches(5, 40, 1);
            SinkHouse.await(() -> target.taken().size() == 31);
            assertEquals(List.of("replayed", "paused", "skipped", "resumed"), acts(house));
        }
    }

    @Test
    void inTheModeManualNothingGoesBeforeItIsAskedFor() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.MANUAL, null), target)) {
            house.punches(5, 0, 25);
            house.sinks.test("memory");
            assertEquals(0, target.taken().size());
            house.sinks.sync(null, "tester");
            SinkHouse.await(() -> target.taken().size() == 25);
            house.punches(5, 25, 5);
            house.sinks.test("memory");
            assertEquals(25, target.taken().size());
        }
    }

    @Test
    void afterFiveFailuresOnlyOneRecordIsTriedAtATimeUntilItWorks() throws Exception {
        MemoryTarget target = new MemoryTarget(10).plan(call -> call < 7 ? Call.IS_AWAY : Call.TAKES);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target)) {
            house.sinks.pause("memory", "tester");
            house.punches(5, 0, 30);
            house.sinks.resume("memory", "tester");
            SinkHouse.await(house::delivered);
            assertEquals(List.of(10, 10, 10, 10, 10, 1, 1, 1), target.sizes().subList(0, 8));
            assertEquals(30, target.taken().size());
            assertTrue(acts(house).containsAll(List.of("failing", "recovered")), acts(house).toString());
        }
    }

    @Test
    void whatWouldChangeIsToldAndNothingIsChanged() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.MANUAL, null), target)) {
            house.punches(5, 0, 3);
            List<Difference> found = house.sinks.compare("memory", null, 100);
            assertEquals(List.of("new", "new", "new"), found.stream().map(Difference::kind).toList());
            assertEquals(0, target.taken().size());
            house.sinks.sync(null, "tester");
            SinkHouse.await(() -> target.taken().size() == 3);
            assertEquals(List.of("known", "known", "known"),
                    house.sinks.compare("memory", 0L, 100).stream().map(Difference::kind).toList());
        }
    }

    private static SinkState state(SinkHouse house) {
        return status(house).state();
    }

    private static long open(SinkHouse house) {
        return status(house).deadLetters();
    }

    private static long duplicates(SinkHouse house) {
        return status(house).duplicates();
    }

    private static SinkStatus status(SinkHouse house) {
        try {
            return house.sinks.one("memory");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> acts(SinkHouse house) throws Exception {
        return house.house.journal.records().facts(Set.of("sink"), null, 100).reversed().stream()
                .map(entry -> ((SinkChange) entry.fact()).act())
                .toList();
    }
}
