// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import muster.app.config.SinkConfig.Mode;
import muster.app.terminal.Refusal;
import muster.journal.Progress;
import muster.model.DeadLetter;
import muster.model.DeadLetter.State;
import muster.model.DeadLetterChange;
import muster.model.Registration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Dead letters: every one can be tried again, none for ever, and what operators do with them stays.
final class LettersTest {

    private static final Instant NOON = Instant.parse("2026-11-20T06:30:00Z");

    @TempDir
    private Path directory;

    private final MemoryTarget target = new MemoryTarget(64);

    private SinkHouse house() throws Exception {
        return new SinkHouse(directory, SinkHouse.config(Mode.LIVE, null), target);
    }

    private static long count(SinkHouse house, State state) {
        try {
            return house.sinks.letters().page("memory", null, state, null, 1000).letters().size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static DeadLetter first(SinkHouse house) throws Exception {
        return house.sinks.letters().page("memory", null, null, null, 10).letters().getFirst();
    }

    private static void registered(SinkHouse house, String pin) throws Exception {
        house.house.journal.append(List.of(new Registration("demo", pin, false, "tester", NOON)));
    }

    /// The one that still spoils its batch must not keep back all that are tried with it.
    @Test
    void oneThatIsStillRefusedDoesNotKeepTheOthersBack() throws Exception {
        target.poison("P1", "P2", "P3");
        try (SinkHouse house = house()) {
            house.punches(100, 0, 20);
            SinkHouse.await(house::delivered);
            assertEquals(3, count(house, State.OPEN));
            target.cure();
            target.poison("P2");
            assertEquals(3, house.sinks.letters().retryAll("memory", "refused"));
            SinkHouse.await(() -> target.taken().size() == 19);
            SinkHouse.await(() -> first(house, "P2").tries() == 2);
            assertEquals(1, count(house, State.OPEN));
            int calls = target.sizes().size();
            house.settle();
            assertEquals(calls, target.sizes().size(), "it is not tried for ever");
        }
    }

    private static DeadLetter first(SinkHouse house, String pin) {
        try {
            return house.sinks.letters().page("memory", null, null, null, 1000).letters().stream()
                    .filter(letter -> letter.pin().equals(pin))
                    .findFirst()
                    .orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void moreThanAPageOfThemGoOutWhenTheTargetTakesThem() throws Exception {
        String[] pins = IntStream.range(0, 100).mapToObj(i -> "P" + i).toArray(String[]::new);
        target.unknown(pins);
        try (SinkHouse house = house()) {
            house.punches(100, 0, 1300);
            SinkHouse.await(house::delivered);
            assertEquals(1300, house.sinks.one("memory").deadLetters());
            target.unknown();
            assertEquals(1300, house.sinks.letters().retryAll(null, null));
            SinkHouse.await(() -> count(house, State.OPEN) == 0);
            assertEquals(1300, target.taken().size());
            assertEquals(1300, house.sinks.one("memory").delivered());
        }
    }

    @Test
    void newRecordsAndOrdersComeBetweenTheCallsOfARound() throws Exception {
        target.unknown("P0");
        try (SinkHouse house = house()) {
            house.punches(1, 0, 640);
            SinkHouse.await(house::delivered);
            int before = target.sizes().size();
            house.sinks.letters().retryAll("memory", null);
            house.sinks.pause("memory", "tester");
            int paused = target.sizes().size();
            house.settle();
            assertEquals(paused, target.sizes().size());
            house.sinks.resume("memory", "tester");
            SinkHouse.await(() -> target.sizes().size() == before + 10);
        }
    }

    /// A list that is entered person by person must not try all of them again for each.
    @Test
    void aRoundForPeopleIsFollowedByAMinuteOfCalm() throws Exception {
        target.unknown("P0", "P1");
        try (SinkHouse house = house()) {
            house.punches(2, 0, 10);
            SinkHouse.await(house::delivered);
            int before = target.sizes().size();
            registered(house, "X0");
            SinkHouse.await(() -> target.sizes().size() == before + 1);
            for (int i = 1; i < 20; i++) {
                registered(house, "X" + i);
                house.settle();
            }
            assertEquals(before + 1, target.sizes().size());
            target.unknown("P1");
            house.pass(Duration.ofSeconds(61));
            SinkHouse.await(() -> count(house, State.DELIVERED) == 5);
        }
    }

    @Test
    void everyHourAndAtEveryStartTheyAreTriedWithoutAnyWord() throws Exception {
        target.unknown("P0");
        try (SinkHouse house = house()) {
            house.punches(1, 0, 2);
            SinkHouse.await(house::delivered);
            house.settle();
            int before = target.sizes().size();
            house.pass(Duration.ofMinutes(61));
            SinkHouse.await(() -> target.sizes().size() == before + 1);
            house.restart();
            SinkHouse.await(() -> target.sizes().size() == before + 2);
            target.unknown();
            house.pass(Duration.ofMinutes(61));
            SinkHouse.await(() -> count(house, State.OPEN) == 0);
        }
    }

    @Test
    void oneThatWasGivenUpWhileItWasTriedStaysGivenUp() throws Exception {
        target.unknown("P0");
        try (SinkHouse house = house()) {
            house.punches(1, 0, 1);
            SinkHouse.await(() -> count(house, State.OPEN) == 1);
            DeadLetter letter = first(house);
            int calls = target.sizes().size();
            target.after(() -> discard(house, letter.id()));
            house.sinks.letters().retry(letter.id());
            SinkHouse.await(() -> target.sizes().size() == calls + 1);
            SinkHouse.await(() -> first(house, "P0").tries() == 2);
            assertEquals(State.DISCARDED, first(house).state());
            assertEquals("tester", first(house).by());
        }
    }

    private static void discard(SinkHouse house, long id) {
        try {
            house.sinks.letters().discard(id, "tester");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneThatTheTargetTookAtTheSameMomentIsNotGivenUp() throws Exception {
        target.unknown("P0");
        try (SinkHouse house = house()) {
            house.punches(1, 0, 1);
            SinkHouse.await(() -> count(house, State.OPEN) == 1);
            DeadLetter seen = first(house);
            target.unknown();
            house.sinks.letters().retry(seen.id());
            SinkHouse.await(() -> count(house, State.DELIVERED) == 1);
            assertThrows(Refusal.class, () -> house.sinks.letters().discard(seen.id(), "tester"));
            house.house.journal.append(List.of(new DeadLetterChange(seen, "edited", "tester", NOON)));
            assertEquals(State.DELIVERED, first(house).state());
        }
    }

    /// Under another person's number the target would have it twice.
    @Test
    void aReplayKeepsTheNumbersThatOperatorsGaveAndEndsWhatIsDelivered() throws Exception {
        target.unknown("P0", "P1");
        try (SinkHouse house = house()) {
            house.punches(2, 0, 2);
            SinkHouse.await(() -> count(house, State.OPEN) == 2);
            house.sinks.letters().edit(first(house, "P0").id(), "1042", "tester");
            SinkHouse.await(() -> count(house, State.OPEN) == 1);
            target.unknown();
            target.forget();
            house.sinks.replay("memory", 0, false, "tester");
            SinkHouse.await(() -> target.taken().size() == 2);
            assertEquals(List.of("1042", "P1"), target.pins());
            SinkHouse.await(() -> count(house, State.OPEN) == 0);
            assertEquals(2, count(house, State.DELIVERED));
        }
    }

    @Test
    void oneOfASinkThatIsNoMoreIsInNobodysWay() throws Exception {
        target.unknown("P0");
        try (SinkHouse house = house()) {
            house.house.journal.advance(new Progress("gone", 0, List.of(), List.of(new DeadLetter(0, "gone", 1, "P0",
                    "refused", "no", State.OPEN, 1, NOON, NOON, null, null))));
            house.punches(1, 0, 2);
            SinkHouse.await(() -> count(house, State.OPEN) == 2);
            DeadLetter orphan = house.sinks.letters().page("gone", null, null, null, 10).letters().getFirst();
            assertThrows(Refusal.class, () -> house.sinks.letters().edit(orphan.id(), "7", "tester"));
            assertEquals(List.of(), house.house.journal.records().facts(Set.of("dead_letter"), null, 10));
            target.unknown();
            assertEquals(2, house.sinks.letters().retryAll(null, null));
            SinkHouse.await(() -> count(house, State.OPEN) == 0);
            assertEquals(1, house.sinks.letters().discardAll(null, null, "tester"));
        }
    }

    @Test
    void oneWhoseRecordIsNotThereIsLeftOutAndTheOthersGo() throws Exception {
        target.unknown("P0");
        try (SinkHouse house = house()) {
            house.punches(1, 0, 2);
            SinkHouse.await(() -> count(house, State.OPEN) == 2);
            house.sinks.close();
            house.house.journal.advance(new Progress("memory", house.house.journal.head(), List.of(), List.of(
                    new DeadLetter(0, "memory", 99_999, "P0", "unknown_person", "no", State.OPEN, 1, NOON, NOON, null,
                            null))));
            target.unknown();
            house.start();
            SinkHouse.await(() -> target.taken().size() == 2);
            SinkHouse.await(() -> count(house, State.OPEN) == 1);
            house.punches(1, 2, 1);
            SinkHouse.await(() -> target.taken().size() == 3);
            assertTrue(house.sinks.letters().discardAll("memory", null, "tester") == 1);
        }
    }
}
