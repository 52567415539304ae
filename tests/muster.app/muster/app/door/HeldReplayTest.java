// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import muster.app.config.Dedupe;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.CheckInResult;
import muster.model.CheckInResult.Outcome;
import muster.model.Entry;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.RosterList.Listed;
import muster.model.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldReplayTest {

    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:30Z");

    @TempDir
    Path directory;

    private DoorHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new DoorHouse(directory).event();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whoTheListLearnsIsCheckedInWithTheTimeTheyCame() throws Exception {
        house.list("1");
        house.phone("ATT-42");
        house.machine.pass(Duration.ofHours(1));
        assertEquals(0, house.door.replay());
        house.list("1", "42");
        assertEquals(1, house.door.replay());
        assertEquals(List.of(), house.held());
        Punch punch = house.punches().getFirst();
        assertEquals("42", punch.pin());
        assertEquals(Source.BLE, punch.source());
        assertEquals("Scanner-01", punch.terminal());
        assertEquals(DoorMachine.MORNING, punch.instant());
        assertEquals(CheckIn.Timing.CLOCK, punch.checkIn().timing());
        assertEquals("service_data", punch.checkIn().carrier());
        assertEquals("ATT-42", Json.parse(punch.raw().toString(), HeldCheckIn.class).pin());
        assertEquals(0, house.door.replay());
    }

    @Test
    void everyWindowOfOneWhoWasHeldBecomesAPunchInTheOrderTheyCame() throws Exception {
        house.list("1");
        for (int i = 0; i < 3; i++) {
            house.checkIn("42");
            house.machine.pass(Duration.ofMinutes(2));
            house.checkIn("43");
            house.machine.pass(Duration.ofMinutes(5));
        }
        house.list("1", "42", "43");
        assertEquals(6, house.door.replay());
        assertEquals(List.of("42", "43", "42", "43", "42", "43"), house.punches().stream().map(Punch::pin).toList());
        List<Instant> times = house.punches().stream().map(Punch::instant).toList();
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void whoWasCheckedInMeanwhileIsNotCheckedInTwice() throws Exception {
        house.list("1");
        house.checkIn("42");
        long heldSeq = house.journal.records().quarantine(null, null, true, 1).getFirst().seq();
        house.roster.add("demo", List.of(new Listed("42", null)), "test");
        house.machine.pass(Duration.ofMinutes(2));
        CheckInResult counts = house.checkIn("42");
        assertEquals(Outcome.CHECKED_IN, counts.outcome());
        assertEquals(0, house.door.replay());
        assertEquals(List.of(), house.held());
        assertEquals(1, house.punches().size());
        assertEquals(OptionalLong.of(counts.seq()), house.journal.records().releasedAs(heldSeq));
    }

    @Test
    void inASessionOnlyTheFirstOfThemCounts() throws Exception {
        house.dedupe = Dedupe.SESSION;
        house.open();
        house.list("1");
        house.checkIn("42");
        house.machine.pass(Duration.ofDays(1));
        house.checkIn("42");
        assertEquals(1, house.held().size());
        house.list("42");
        assertEquals(1, house.door.replay());
        assertFalse(house.door.due("demo", "42"));
    }

    @Test
    void theTimeOfTheSenderStays() throws Exception {
        house.list("1");
        house.ask(DoorHouse.timed("42", DoorMachine.MORNING.minusSeconds(7_200)));
        house.list("42");
        house.door.replay();
        assertEquals(DoorMachine.MORNING.minusSeconds(7_200), house.punches().getFirst().instant());
        assertEquals(CheckIn.Timing.SENDER, house.punches().getFirst().checkIn().timing());
    }

    @Test
    void aCheckInWithoutTheTimeIsHeldAndGetsItsRightTimeWhenTheClockIsSet() throws Exception {
        lostTime();
        CheckInResult result = house.checkIn("42");
        assertEquals(Outcome.WAITS_FOR_CLOCK, result.outcome());
        assertEquals("Welcome, 42. This is counted as soon as the clock of this door is set.", result.message());
        assertNull(result.time());
        Quarantined held = house.held().getFirst();
        assertEquals(Quarantined.Reason.CLOCK_UNSET, held.reason());
        HeldCheckIn kept = Json.parse(held.raw().toString(), HeldCheckIn.class);
        assertEquals(10_000, kept.uptimeMillis());
        house.machine.pass(Duration.ofMinutes(10));
        assertEquals(1, house.put(DoorMachine.MORNING.plus(Duration.ofHours(5))));
        Punch punch = house.punches().getFirst();
        assertEquals(DoorMachine.MORNING.plus(Duration.ofHours(5)).minusSeconds(600), punch.instant());
        assertEquals(CheckIn.Timing.RETIMED, punch.checkIn().timing());
        assertEquals("Asia/Kolkata", punch.zone());
    }

    @Test
    void withoutTheTimeAPersonIsHeldOncePerWindowAndCheckedInOncePerWindow() throws Exception {
        lostTime();
        long first = house.checkIn("42").seq();
        house.machine.pass(Duration.ofMinutes(4));
        assertEquals(first, house.checkIn("42").seq());
        house.open();
        assertEquals(first, house.checkIn("42").seq());
        assertFalse(house.door.due("demo", "42"));
        house.machine.pass(Duration.ofMinutes(2));
        house.checkIn("42");
        assertEquals(2, house.put(DoorMachine.MORNING.plus(Duration.ofHours(5))));
        assertEquals(Outcome.ALREADY, house.checkIn("42").outcome());
        assertEquals(2, house.punches().size());
    }

    @Test
    void howLongAgoTheLastTimeWasIsNotToldByAClockThatIsNotSet() throws Exception {
        house.checkIn("42");
        house.machine.board().restart(DoorMachine.MORNING.plusSeconds(60));
        house.open();
        assertEquals(Outcome.WAITS_FOR_CLOCK, house.checkIn("42").outcome());
        assertEquals(1, house.put(DoorMachine.MORNING.plus(Duration.ofHours(2))));
        assertEquals(2, house.punches().size());
    }

    @Test
    void aClockThatIsSetWhileACheckInIsWrittenLeavesNobodyHeld() throws Exception {
        lostTime();
        house.atCommit = () -> {
            house.atCommit = () -> {};
            house.machine.put(DoorMachine.MORNING.plus(Duration.ofHours(2)));
            house.clock.look();
        };
        assertEquals(Outcome.WAITS_FOR_CLOCK, house.checkIn("42").outcome());
        assertTrue(house.clock.set());
        assertEquals(List.of(), house.held());
        assertEquals(DoorMachine.MORNING.plus(Duration.ofHours(2)), house.punches().getFirst().instant());
    }

    @Test
    void aTimeOfTheSenderDoesNotWaitForTheClock() throws Exception {
        lostTime();
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.timed("42", DoorMachine.MORNING)).outcome());
        assertEquals(DoorMachine.MORNING, house.punches().getFirst().instant());
    }

    @Test
    void whoHasNoTimeAndIsNotOnTheListWaitsForTheClockFirstAndKeepsItsRightTimeForTheList() throws Exception {
        house.list("1");
        lostTime();
        assertEquals(Outcome.WAITS_FOR_CLOCK, house.checkIn("42").outcome());
        house.machine.pass(Duration.ofMinutes(1));
        Instant right = DoorMachine.MORNING.plus(Duration.ofHours(5));
        assertEquals(0, house.put(right));
        assertEquals(1, house.held().size());
        house.machine.restart(right.plus(Duration.ofHours(20)));
        house.machine.write("run/systemd/timesync/synchronized", "");
        house.open();
        house.list("1", "42");
        assertEquals(1, house.door.replay());
        assertEquals(right.minusSeconds(60), house.punches().getFirst().instant());
        assertEquals(CheckIn.Timing.RETIMED, house.punches().getFirst().checkIn().timing());
    }

    @Test
    void ofARunThatEndedWithoutTheTimeTheLatestPossibleTimeIsTakenAndTheOrderKept() throws Exception {
        lostTime();
        house.checkIn("1");
        house.machine.pass(Duration.ofMinutes(30));
        house.checkIn("2");
        restart();
        house.machine.pass(Duration.ofMinutes(1));
        house.checkIn("3");
        restart();
        house.machine.pass(Duration.ofMinutes(2));
        house.checkIn("4");
        house.machine.pass(Duration.ofMinutes(3));
        Instant right = DoorMachine.MORNING.plus(Duration.ofHours(9));
        assertEquals(4, house.put(right));
        List<Punch> punches = house.punches();
        assertEquals(List.of("1", "2", "3", "4"), punches.stream().map(Punch::pin).toList());
        // a run of the machine is 10 s old when muster starts, and ends with its last check-in
        Instant third = right.minusSeconds(5 * 60 + 10);
        Instant second = third.minusSeconds(70);
        assertEquals(List.of(second.minusSeconds(30 * 60), second, third, right.minusSeconds(180)),
                punches.stream().map(Punch::instant).toList());
        assertEquals(List.of(CheckIn.Timing.ESTIMATED, CheckIn.Timing.ESTIMATED, CheckIn.Timing.ESTIMATED,
                CheckIn.Timing.RETIMED), punches.stream().map(punch -> punch.checkIn().timing()).toList());
    }

    @Test
    void twoThatTurnOutToFallWithinAWindowAreOneCheckIn() throws Exception {
        lostTime();
        house.checkIn("42");
        restart();
        house.checkIn("42");
        assertEquals(2, house.held().size());
        assertEquals(1, house.put(DoorMachine.MORNING.plus(Duration.ofHours(9))));
        assertEquals(List.of(), house.held());
        assertEquals(1, house.punches().size());
    }

    @Test
    void estimatesStayTheSameForThoseThatWaitLongerForAList() throws Exception {
        house.list("1");
        lostTime();
        house.checkIn("late");
        house.machine.pass(Duration.ofMinutes(30));
        house.checkIn("1");
        restart();
        Instant right = DoorMachine.MORNING.plus(Duration.ofHours(9));
        assertEquals(1, house.put(right));
        house.machine.pass(Duration.ofHours(1));
        house.list("1", "late");
        assertEquals(1, house.door.replay());
        Instant counted = house.punches().getFirst().instant();
        assertEquals(counted.minus(Duration.ofMinutes(30)), house.punches().get(1).instant());
        assertEquals(1, house.journal.records().facts(Set.of("notice"), null, 100).stream()
                .filter(entry -> entry.fact().toString().contains("estimated=true")).count());
    }

    @Test
    void aRotatingIdThatFitsNobodyIsHeldAlsoWithoutAListAndGetsItsOwnerLater() throws Exception {
        CheckInResult result = house.door.checkIn("demo", List.of(house.coded("0a0b")), List.of()).getFirst();
        assertEquals(Outcome.NOT_ON_LIST, result.outcome());
        assertEquals(0, house.door.replay());
        house.owners.put("0a0b", "42");
        assertEquals(1, house.door.replay());
        Punch punch = house.punches().getFirst();
        assertEquals("42", punch.pin());
        assertEquals(CheckIn.Proof.VERIFIED, punch.checkIn().proof());
        assertEquals(DoorMachine.MORNING, punch.instant());
    }

    @Test
    void aRotatingIdIsNotTriedWithAnEstimatedTime() throws Exception {
        lostTime();
        house.door.checkIn("demo", List.of(house.coded("0a0b")), List.of());
        restart();
        house.owners.put("0a0b", "42");
        assertEquals(0, house.put(DoorMachine.MORNING.plus(Duration.ofHours(9))));
        assertEquals(1, house.held().size());
    }

    @Test
    void aHeldRecordThatCannotBeReadStaysAndKeepsNobodyElse() throws Exception {
        house.list("1");
        house.journal.append(List.of(new Quarantined(Source.MANUAL, "Scanner-01", HeldCheckIn.TABLE,
                Quarantined.Reason.NOT_ON_LIST, "somebody", DoorMachine.MORNING, Bytes.of("{\"pin\": 7"))));
        house.checkIn("42");
        house.open();
        house.list("42");
        assertEquals(1, house.door.replay());
        assertEquals(1, house.held().size());
    }

    @Test
    void severalPagesOfHeldCheckInsAllCount() throws Exception {
        house.list("1");
        List<Comer> comers = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            comers.add(house.comer("P%04d".formatted(i)));
        }
        house.door.checkIn("demo", comers, List.of());
        house.list(comers.stream().map(Comer::pin).toArray(String[]::new));
        assertEquals(1_200, house.door.replay());
        List<Entry> entries = house.entries();
        assertEquals(comers.stream().map(Comer::pin).toList(),
                entries.stream().map(entry -> ((Punch) entry.fact()).pin()).toList());
        assertTrue(house.held().isEmpty());
    }

    /// A board without a battery, on which the power was cut.
    private void lostTime() throws Exception {
        house.machine.board();
        restart();
    }

    private void restart() throws Exception {
        house.machine.restart(LONG_AGO);
        house.open();
        assertFalse(house.clock.set());
    }

    /// Who came before the clock was set, and again before the replay had reached them, was checked in for the second
    /// time: the first, which counts, was folded into it.
    @Test
    void whoComesAgainBetweenTheClockAndTheReplayIsCheckedInForTheFirstTime() throws Exception {
        try (DoorHouse house = new DoorHouse(directory.resolve("between")).event()) {
            house.machine.board().restart(Instant.ofEpochSecond(1_000));
            house.open();
            house.checkIn("42");
            house.machine.pass(Duration.ofMinutes(2));
            Instant right = DoorMachine.MORNING.plus(Duration.ofHours(2));
            house.machine.put(right);
            house.journal.append(List.of(house.clock.look().orElseThrow()));
            house.checkIn("42");
            house.door.replay();
            assertEquals(1, house.punches().size());
            assertEquals(right.minusSeconds(120), house.punches().getFirst().instant());
        }
    }
}
