// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.model.CheckIn.Timing;
import muster.model.Entry;
import muster.model.Punch;
import muster.model.Quarantined;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/// Whatever happens to a machine without the time, no check-in is lost, doubled or put before an earlier one.
class HeldProperties {

    private static final Duration WINDOW = DoorHouse.FIVE_MINUTES.window().orElseThrow();

    /// What happens next: a person comes, the machine is restarted, muster is restarted, or the clock is put to a
    /// moment that cannot be.
    record Act(What what, int seconds) {}

    enum What { COMES, COMES_AGAIN, REBOOT, RESTART, PUT_WRONG }

    /// The truth about one check-in that was not a repetition.
    ///
    /// @param held how it was kept
    private record Truth(Entry held, String pin, Instant at, int boot) {}

    @Provide
    Arbitrary<List<Act>> days() {
        Arbitrary<What> what = Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.just(What.COMES)),
                Tuple.of(3, Arbitraries.just(What.COMES_AGAIN)),
                Tuple.of(2, Arbitraries.just(What.REBOOT)),
                Tuple.of(1, Arbitraries.just(What.RESTART)),
                Tuple.of(2, Arbitraries.just(What.PUT_WRONG)));
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 900);
        return Combinators.combine(what, seconds).as(Act::new).list().ofMinSize(1).ofMaxSize(25);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void noJumpReordersLosesOrDoublesACheckIn(@ForAll("days") List<Act> day) throws Exception {
        tell(day);
    }

    /// The second coming fell together with the first by an estimate. This test once went by the person alone, took
    /// the third coming's punch for the second's, and said that its time, which was right, was wrong.
    @Example
    void whoComesBeforeAndAfterARebootAndOnceMoreLaterIsCheckedInForTheFirstAndTheLast() throws Exception {
        List<Punch> punches = tell(List.of(
                new Act(What.COMES, 0),
                new Act(What.REBOOT, 0),
                new Act(What.COMES_AGAIN, 0),
                new Act(What.PUT_WRONG, 899),
                new Act(What.COMES_AGAIN, 29)));
        // a run of the machine is 10 s old when muster starts: the second one began at 30 s and the second coming was
        // at 40 s, so the first one counts as of 30 s, and the second is a repetition of it
        assertEquals(List.of(DoorMachine.MORNING.plusSeconds(30), DoorMachine.MORNING.plusSeconds(20 + 20 + 899 + 29)),
                punches.stream().map(Punch::instant).toList());
        assertEquals(List.of(Timing.ESTIMATED, Timing.RETIMED),
                punches.stream().map(punch -> punch.checkIn().timing()).toList());
    }

    private static List<Punch> tell(List<Act> day) throws Exception {
        Path directory = Files.createTempDirectory("held");
        try (Story story = new Story(directory)) {
            for (Act act : day) {
                story.happens(act);
            }
            return story.ends();
        } finally {
            delete(directory);
        }
    }

    private static final class Story implements AutoCloseable {

        private final DoorHouse house;
        private final List<Truth> truths = new ArrayList<>();
        private final Map<String, Truth> last = new HashMap<>();
        private Instant truth = DoorMachine.MORNING;
        private Instant began;
        private int boot;
        private int people;
        private int wrong;

        Story(Path directory) throws Exception {
            house = new DoorHouse(directory).event();
            house.machine.board();
            reboot();
        }

        void happens(Act act) throws Exception {
            pass(act.seconds());
            switch (act.what()) {
                case COMES -> comes("P" + people++);
                case COMES_AGAIN -> comes("P" + Math.max(0, people - 1 - act.seconds() % 3));
                case REBOOT -> reboot();
                case RESTART -> house.open();
                case PUT_WRONG -> {
                    house.machine.put(Instant.ofEpochSecond(wrong++ % 2 == 0 ? 86_400L * act.seconds() : 0));
                    assertEquals(0, house.put(house.machine.wall()));
                }
            }
            assertFalse(house.clock.set());
        }

        private void comes(String pin) throws Exception {
            long seq = house.phone(pin).seq();
            String inThisRun = pin + "@" + boot;
            Truth before = last.get(inThisRun);
            // the same rule in words: again when the last time, in this run of the machine, is a window ago
            if (before == null || !truth.isBefore(before.at().plus(WINDOW))) {
                Entry newest = house.journal.records().quarantine(null, null, true, 1).getFirst();
                before = new Truth(newest, pin, truth, boot);
                last.put(inThisRun, before);
                truths.add(before);
            }
            assertEquals(before.held().seq(), seq);
        }

        private void pass(int seconds) {
            truth = truth.plusSeconds(seconds);
            house.machine.pass(Duration.ofSeconds(seconds));
        }

        private void reboot() throws Exception {
            truth = truth.plusSeconds(20);
            house.machine.restart(Instant.ofEpochSecond(1_000));
            // muster starts when the machine's run is ten seconds old
            began = truth.minusSeconds(10);
            house.open();
            boot++;
        }

        List<Punch> ends() throws Exception {
            pass(60);
            house.put(truth);
            assertTrue(house.clock.set());
            assertEquals(List.of(), house.held());
            Map<Long, List<Truth>> became = became();
            List<Entry> entries = house.entries();
            assertEquals(List.copyOf(became.keySet()), entries.stream().map(Entry::seq).toList(),
                    "the punches are not the first comings in the order they came in");
            entries.forEach(entry -> check(became.get(entry.seq()), (Punch) entry.fact()));
            List<Punch> punches = house.punches();
            List<Instant> times = punches.stream().map(Punch::instant).toList();
            assertEquals(times.stream().sorted().toList(), times, "the order of times is not the order they came in");
            assertApart(punches.stream().collect(Collectors.groupingBy(Punch::pin)));
            return punches;
        }

        /// What fell together in each punch, in the order it happened. The journal says so itself: by the person alone
        /// a second coming that fell together with the first cannot be told from one that counts.
        private Map<Long, List<Truth>> became() throws Exception {
            Map<Long, List<Truth>> became = new LinkedHashMap<>();
            for (Truth one : truths) {
                long punch = house.journal.records().releasedAs(one.held().seq()).orElseThrow();
                became.computeIfAbsent(punch, _ -> new ArrayList<>()).add(one);
            }
            return became;
        }

        private void check(List<Truth> together, Punch punch) {
            Truth first = together.getFirst();
            assertEquals(((Quarantined) first.held().fact()).raw(), punch.raw(), "a later coming replaced the first");
            if (first.boot() == boot) {
                assertEquals(Timing.RETIMED, punch.checkIn().timing());
                assertEquals(first.at(), punch.instant());
            } else {
                assertEquals(Timing.ESTIMATED, punch.checkIn().timing());
                assertFalse(punch.instant().isBefore(first.at()), "an estimate is before the truth");
                assertFalse(punch.instant().isAfter(began), "an estimate is after the start of this run");
            }
            for (Truth one : together) {
                assertEquals(punch.pin(), one.pin());
                assertTrue(one.at().isBefore(punch.instant().plus(WINDOW)), "a window later is no repetition");
            }
            assertEquals(together.size(), together.stream().map(Truth::boot).distinct().count(),
                    "what was a window apart in one run fell together");
        }

        private static void assertApart(Map<String, List<Punch>> byPin) {
            for (List<Punch> punches : byPin.values()) {
                for (int i = 1; i < punches.size(); i++) {
                    Duration apart = Duration.between(punches.get(i - 1).instant(), punches.get(i).instant());
                    assertTrue(apart.compareTo(WINDOW) >= 0, "the same person twice in a window");
                }
            }
        }

        @Override
        public void close() {
            house.close();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
