// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import static muster.app.day.DayHouse.AFTER;
import static muster.app.day.DayHouse.DAY;
import static muster.app.day.DayHouse.PULLED;
import static muster.app.day.DayHouse.PUSHED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import muster.app.config.ProfileConfig;
import muster.model.DayState;
import muster.model.Reconciliation;
import muster.model.Reconciliation.AtSink;
import muster.model.Reconciliation.AtTarget;
import muster.model.Reconciliation.Resent;
import muster.model.Reconciliation.OfTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A day side by side, and how it is mended.
@Timeout(60)
final class ReconcilerTest {

    @TempDir
    private Path directory;

    private static OfTerminal row(Reconciliation day, String serial) {
        return day.rows().stream().filter(row -> row.terminal().equals(serial)).findFirst().orElseThrow();
    }

    private static List<Long> places(DayHouse days, String serial) throws Exception {
        return java.util.Arrays.stream(days.house.journal.records().days().punches(DAY).get(serial)).boxed().toList();
    }

    @Test
    void everyPunchOfTheDayIsSomewhereAtEachSink() throws Exception {
        try (DayHouse days = new DayHouse(directory)) {
            days.pushed(PUSHED, null);
            days.shelf.strangers.add("9");
            days.punches(PUSHED, "1", 25);
            days.house.journal.append(List.of(DayHouse.punch(PUSHED, "9", DAY.atTime(23, 59, 59)),
                    DayHouse.punch(PUSHED, "1", DAY.plusDays(1).atStartOfDay()),
                    DayHouse.punch(PUSHED, "1", DAY.minusDays(1).atTime(23, 59, 59))));
            days.delivered();
            days.sinks.pause("hr", "test");
            days.house.journal.append(List.of(DayHouse.punch(PUSHED, "1", DAY.atStartOfDay())));
            days.house.setClock(AFTER);
            days.heard(PUSHED);
            Reconciliation day = days.reconciler.of(null, null, false);
            assertEquals(DAY, day.date());
            assertFalse(day.complete());
            OfTerminal row = row(day, PUSHED);
            assertEquals(27, row.punches());
            assertEquals(List.of(new AtSink("hr", 25, 1, 1, 0, null)), row.sinks());
            days.sinks.resume("hr", "test");
            days.delivered();
            days.sinks.letters().discardAll("hr", null, "test");
            Reconciliation after = days.reconciler.of(DAY, null, false);
            assertEquals(List.of(new AtSink("hr", 26, 0, 0, 1, null)), row(after, PUSHED).sinks());
            assertTrue(after.complete(), after.toString());
        }
    }

    @Test
    void whatTheProfileLeavesOutOrAMovedCursorPassedOverIsSkipped() throws Exception {
        ProfileConfig plain = ProfileConfig.plain();
        ProfileConfig noTwos = new ProfileConfig("some", plain.shift(), Optional.empty(), Set.of(), Set.of(), Set.of(),
                Set.of(), Optional.empty(), Optional.of("[^2]*"), "", 0, Map.of(), plain.direction(), Map.of());
        try (DayHouse days = new DayHouse(directory, noTwos)) {
            days.pushed(PUSHED, null);
            days.punches(PUSHED, "1", 5);
            days.punches(PUSHED, "2", 7);
            days.delivered();
            assertEquals(List.of(new AtSink("hr", 5, 0, 0, 7, null)),
                    row(days.reconciler.of(DAY, null, false), PUSHED).sinks());
            days.sinks.pause("hr", "test");
            days.house.journal.append(List.of(DayHouse.punch(PUSHED, "1", DAY.atTime(10, 0))));
            days.sinks.replay("hr", days.house.journal.head(), true, "test");
            assertEquals(List.of(new AtSink("hr", 5, 0, 0, 8, null)),
                    row(days.reconciler.of(DAY, null, false), PUSHED).sinks());
        }
    }

    @Test
    void whatATargetLacksOrHasOtherwiseIsListedOnRequestAndMended() throws Exception {
        try (DayHouse days = new DayHouse(directory)) {
            days.pushed(PUSHED, null);
            days.shelf.strangers.add("9");
            days.punches(PUSHED, "1", 25);
            days.punches("Scanner-01", "9", 1);
            days.delivered();
            long door = places(days, "Scanner-01").getFirst();
            days.sinks.letters().discardAll("hr", null, "test");
            List<Long> places = places(days, PUSHED);
            synchronized (days.shelf.held) {
                places.subList(3, 15).forEach(days.shelf.held::remove);
                days.shelf.held.put(places.get(20), "other");
                days.shelf.held.put(door, "9");
            }
            days.house.setClock(AFTER);
            days.heard(PUSHED);
            assertTrue(days.reconciler.of(DAY, null, false).complete(), "nobody asked the target");
            Reconciliation asked = days.reconciler.of(DAY, null, true);
            assertFalse(asked.complete());
            assertEquals(new AtTarget(places.subList(3, 15), List.of(), List.of(places.get(20)), 0),
                    row(asked, PUSHED).sinks().getFirst().target());
            assertEquals(new AtTarget(List.of(), List.of(door), List.of(), 0),
                    row(asked, "Scanner-01").sinks().getFirst().target());

            long cursor = days.sinks.one("hr").cursor();
            Reconciliation mended = days.reconciler.repair(DAY, null, "test");
            assertEquals(List.of(new Resent("hr", 0, 12, 12, 0, 0, null)), mended.repair().sinks());
            assertNull(mended.repair().fetch());
            synchronized (days.shelf.held) {
                assertEquals("1", days.shelf.held.get(places.get(3)));
            }
            assertTrue(days.sinks.one("hr").cursor() >= cursor, "the cursor did not go back");
            AtTarget after = row(days.reconciler.of(DAY, null, true), PUSHED).sinks().getFirst().target();
            assertEquals(List.of(), after.missing());
        }
    }

    @Test
    void deadLettersOfTheDayAreTriedAgain() throws Exception {
        try (DayHouse days = new DayHouse(directory)) {
            days.pushed(PUSHED, null);
            days.shelf.strangers.add("9");
            days.punches(PUSHED, "9", 3);
            days.delivered();
            days.shelf.strangers.clear();
            Reconciliation begun = days.reconciler.repair(DAY, null, "test");
            assertEquals(3, begun.repair().sinks().getFirst().retried());
            days.house.setClock(AFTER);
            days.heard(PUSHED);
            long end = System.nanoTime() + 30_000_000_000L;
            while (!days.reconciler.of(DAY, null, true).complete() && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            assertEquals(new AtSink("hr", 3, 0, 0, 0, new AtTarget(List.of(), List.of(), List.of(), 0)),
                    row(days.reconciler.of(DAY, null, true), PUSHED).sinks().getFirst());
        }
    }

    @Test
    void aLetterThatWasDeliveredUnderAnotherPinIsNotMissing() throws Exception {
        try (DayHouse days = new DayHouse(directory)) {
            days.pushed(PUSHED, null);
            days.shelf.strangers.add("9");
            days.punches(PUSHED, "9", 1);
            days.delivered();
            long id = days.sinks.letters().page("hr", null, null, null, 1).letters().getFirst().id();
            days.sinks.letters().edit(id, "10", "test");
            long end = System.nanoTime() + 30_000_000_000L;
            while (days.reconciler.of(DAY, null, false).rows().getFirst().sinks().getFirst().delivered() == 0
                    && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            assertEquals(new AtSink("hr", 1, 0, 0, 0, new AtTarget(List.of(), List.of(), List.of(), 0)),
                    row(days.reconciler.of(DAY, null, true), PUSHED).sinks().getFirst());
        }
    }

    @Test
    void whatIsSentAgainToASinkThatIsPausedIsToldOf() throws Exception {
        try (DayHouse days = new DayHouse(directory)) {
            days.pushed(PUSHED, null);
            days.punches(PUSHED, "1", 2);
            days.delivered();
            synchronized (days.shelf.held) {
                days.shelf.held.clear();
            }
            days.sinks.pause("hr", "test");
            Resent resent = days.reconciler.repair(DAY, null, "test").repair().sinks().getFirst();
            assertEquals(new Resent("hr", 0, 2, 0, 0, 0,
                    "the sink is paused; muster sinks resume hr goes on with it"), resent);
        }
    }

    @Test
    void aTerminalsCounterStandsBesideWhatWasReadAndItIsReadAgainWhenItIsNotComplete() throws Exception {
        try (DayHouse days = new DayHouse(directory)) {
            days.branch("B1");
            days.pulled(PULLED, "B1");
            days.pushed(PUSHED, null);
            days.punches(PULLED, "1", 4);
            days.house.setClock(AFTER);
            days.read(PULLED, 4, 4L, true, "all");
            OfTerminal row = row(days.reconciler.of(DAY, "B1", false), PULLED);
            assertEquals(4L, row.counter());
            assertEquals(4L, row.rowsRead());
            assertTrue(row.pulled() && row.readComplete());
            assertEquals(AFTER.minusSeconds(1), row.readAt());
            assertEquals(DayState.COMPLETE, row.state());
            days.house.pass(Duration.ofDays(1));
            Reconciliation begun = days.reconciler.repair(DAY.plusDays(1), null, "test");
            assertEquals(List.of(PULLED), begun.repair().terminals());
            assertTrue(days.house.fetchOrders.find(begun.repair().fetch()).isPresent());
        }
    }
}
