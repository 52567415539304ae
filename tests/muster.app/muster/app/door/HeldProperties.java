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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import muster.model.CheckIn.Timing;
import muster.model.Punch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/// Whatever happens to a machine without the time, no check-in is lost, doubled or put before an earlier one.
class HeldProperties {

    /// What happens next: a person comes, the machine is restarted, muster is restarted, or the clock is put to a
    /// moment that cannot be.
    record Act(What what, int seconds) {}

    enum What { COMES, COMES_AGAIN, REBOOT, RESTART, PUT_WRONG }

    /// The truth about one check-in that was not a repetition.
    private record Truth(String pin, Instant at, int boot) {}

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
        Path directory = Files.createTempDirectory("held");
        try (Story story = new Story(directory)) {
            for (Act act : day) {
                story.happens(act);
            }
            story.ends();
        } finally {
            delete(directory);
        }
    }

    private static final class Story implements AutoCloseable {

        private final DoorHouse house;
        private final List<Truth> truths = new ArrayList<>();
        private final Map<String, Instant> lastTime = new HashMap<>();
        private Instant truth = DoorMachine.MORNING;
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
            house.phone(pin);
            Instant last = lastTime.get(pin + "@" + boot);
            // the same rule in words: again when the last time, in this run of the machine, is a window ago
            if (last == null || !truth.isBefore(last.plus(Duration.ofMinutes(5)))) {
                lastTime.put(pin + "@" + boot, truth);
                truths.add(new Truth(pin, truth, boot));
            }
        }

        private void pass(int seconds) {
            truth = truth.plusSeconds(seconds);
            house.machine.pass(Duration.ofSeconds(seconds));
        }

        private void reboot() throws Exception {
            truth = truth.plusSeconds(20);
            house.machine.restart(Instant.ofEpochSecond(1_000));
            house.open();
            boot++;
        }

        void ends() throws Exception {
            pass(60);
            house.put(truth);
            assertTrue(house.clock.set());
            assertEquals(List.of(), house.held());
            List<Punch> punches = house.punches();
            Map<String, List<Punch>> byPin = new HashMap<>();
            punches.forEach(punch -> byPin.computeIfAbsent(punch.pin(), _ -> new ArrayList<>()).add(punch));
            int next = 0;
            Instant before = Instant.MIN;
            for (Punch punch : punches) {
                // those that fell together with another one by an estimate are that one
                while (!truths.get(next).pin().equals(punch.pin())) {
                    assertTrue(byPin.containsKey(truths.get(next).pin()), "a person was lost");
                    next++;
                }
                check(truths.get(next++), punch);
                assertFalse(punch.instant().isBefore(before), "the order of times is not the order they came in");
                before = punch.instant();
            }
            assertEquals(truths.stream().map(Truth::pin).distinct().count(), byPin.size());
            assertApart(byPin);
        }

        private void check(Truth truth, Punch punch) {
            if (truth.boot() == boot) {
                assertEquals(Timing.RETIMED, punch.checkIn().timing());
                assertEquals(truth.at(), punch.instant());
            } else {
                assertEquals(Timing.ESTIMATED, punch.checkIn().timing());
                assertFalse(punch.instant().isBefore(truth.at()), "an estimate is before the truth");
                assertFalse(punch.instant().isAfter(this.truth), "an estimate is in the future");
            }
        }

        private static void assertApart(Map<String, List<Punch>> byPin) {
            for (List<Punch> punches : byPin.values()) {
                for (int i = 1; i < punches.size(); i++) {
                    Duration apart = Duration.between(punches.get(i - 1).instant(), punches.get(i).instant());
                    assertTrue(apart.compareTo(Duration.ofMinutes(5)) >= 0, "the same person twice in a window");
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
