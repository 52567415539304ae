// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import muster.app.config.Dedupe;
import muster.journal.PresenceTally;
import muster.model.CheckIn;
import muster.model.Json;
import muster.model.Presence;
import muster.model.Presence.Act;
import muster.model.Punch;
import muster.model.Sighting;
import muster.model.SightingBatch;
import muster.model.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From an advertisement to a check-in on disk, and who is inside; with restarts and a disk that fails.
class PhoneSourceTest {

    @TempDir
    Path directory;

    private PhoneHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new PhoneHouse(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPhoneThatComesNearIsCheckedInWithItsEvidence() throws Exception {
        house.event();
        house.hear("ATT-1042", "C1:00:00:00:00:01", -60);
        house.write();
        Punch punch = house.punches().getFirst();
        assertEquals("ATT-1042", punch.pin());
        assertEquals(Source.BLE, punch.source());
        assertEquals("Scanner-01", punch.terminal());
        CheckIn checkIn = punch.checkIn();
        assertEquals(PhoneHouse.EVENT, checkIn.event());
        assertEquals("manufacturer_data", checkIn.carrier());
        assertEquals(-60, checkIn.rssi());
        assertEquals(CheckIn.Proof.CLAIMED, checkIn.proof());
        Sighting evidence = Json.parse(punch.raw().toString(), Sighting.class);
        assertEquals("C1:00:00:00:00:01", evidence.address());
        assertEquals(DoorMachine.MORNING, evidence.at());
        assertEquals(List.of(Act.ENTERED), house.acts("ATT-1042"));
        assertEquals(1, house.phones.inside(PhoneHouse.EVENT));
        assertEquals(-60, house.phones.stay(PhoneHouse.EVENT, "ATT-1042").orElseThrow().bestRssi());
        assertEquals(1, house.phones.reports());
        assertEquals(1, house.phones.matched());
        assertEquals(1, house.phones.devices());
    }

    @Test
    void aForeignPhoneIsCountedAndNothingElse() throws Exception {
        house.event();
        house.hear("whatever", "C1:00:00:00:00:02", -30);
        house.write();
        assertEquals(List.of(), house.punches());
        assertEquals(List.of(), house.presences());
        assertEquals(1, house.phones.reports());
        assertEquals(0, house.phones.matched());
    }

    @Test
    void nobodyIsCheckedInWhileNothingIsScannedFor() throws Exception {
        house.hear("ATT-1");
        house.write();
        house.event();
        house.gatherings.stop("test");
        house.write();
        house.hear("ATT-1");
        house.write();
        assertEquals(List.of(), house.punches());
        assertEquals(0, house.phones.inside(PhoneHouse.EVENT));
    }

    @Test
    void whoStaysIsCheckedInAgainAfterTheWindowOnly() throws Exception {
        house.event();
        for (int minute = 0; minute < 12; minute++) {
            house.hear("ATT-1");
            house.write();
            house.pass(60);
        }
        assertEquals(3, house.punches().size(), "after 0, 5 and 10 minutes");
        assertEquals(1, house.acts("ATT-1").stream().filter(act -> act == Act.ENTERED).count());
    }

    @Test
    void oncePerEventIsOncePerEvent() throws Exception {
        house.dedupe = Dedupe.SESSION;
        house.open().event();
        for (int minute = 0; minute < 120; minute += 3) {
            house.hear("ATT-1");
            house.write();
            house.pass(180);
            house.write();
        }
        assertEquals(1, house.punches().size());
        assertEquals(40, house.acts("ATT-1").stream().filter(act -> act == Act.ENTERED).count());
        assertEquals(new PresenceTally(40, 40), tally());
    }

    @Test
    void everybodyWhoCameInTheMeantimeComesInWithOneAppend() throws Exception {
        house.event();
        for (int i = 0; i < 50; i++) {
            house.hear("ATT-" + i);
        }
        house.write();
        assertEquals(50, house.punches().size());
        assertEquals(50, house.phones.inside(PhoneHouse.EVENT));
        assertEquals(new PresenceTally(50, 0), tally());
    }

    @Test
    void whoWentIsTimedByTheLastSighting() throws Exception {
        house.event();
        house.hear("ATT-1");
        house.write();
        house.pass(30);
        house.hear("ATT-1");
        house.pass(119);
        house.write();
        assertEquals(List.of(Act.ENTERED), house.acts("ATT-1"));
        house.pass(1);
        house.write();
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-1"));
        Presence left = house.presences().getLast();
        assertEquals(DoorMachine.MORNING.plusSeconds(30), left.lastSeen());
        assertEquals(2, left.sightings());
        assertEquals(0, house.phones.inside(PhoneHouse.EVENT));
    }

    @Test
    void whoIsStillThereIsWrittenEveryFewMinutesAllAtOnce() throws Exception {
        house.event();
        for (int second = 0; second < 900; second += 10) {
            house.hear("ATT-1");
            house.hear("ATT-2");
            house.write();
            house.pass(10);
        }
        List<Act> acts = house.acts("ATT-1");
        assertEquals(List.of(Act.ENTERED, Act.INSIDE, Act.INSIDE), acts);
        assertEquals(acts, house.acts("ATT-2"));
    }

    @Test
    void withTheStopOfTheEventEverybodyGoes() throws Exception {
        house.event();
        house.hear("ATT-1");
        house.write();
        house.pass(7);
        house.hear("ATT-2");
        house.gatherings.stop("test");
        house.pass(1);
        house.write();
        assertEquals(List.of("ATT-1", "ATT-2"), house.pins(), "who was heard before the stop is checked in");
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-1"));
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-2"));
        assertEquals(DoorMachine.MORNING, left("ATT-1").lastSeen());
        assertEquals(new PresenceTally(2, 2), tally());
    }

    @Test
    void anotherEventBeginsWithNobody() throws Exception {
        house.event();
        house.hear("ATT-1");
        house.write();
        house.add("next", null);
        house.gatherings.start("next", "test");
        house.write();
        assertEquals(0, house.phones.inside("next"));
        assertEquals(0, house.phones.inside(PhoneHouse.EVENT));
        house.hear("ATT-1");
        house.write();
        assertEquals(List.of(PhoneHouse.EVENT, "next"),
                house.punches().stream().map(punch -> punch.checkIn().event()).toList());
    }

    @Test
    void aKillInTheMiddleThrowsNobodyOutAndChecksNobodyInAgain() throws Exception {
        house.event();
        house.hear("ATT-1");
        house.hear("ATT-2");
        house.write();
        house.pass(20);
        house.machine.restart(DoorMachine.MORNING.plusSeconds(100));
        house.open();
        house.write();
        assertEquals(2, house.phones.inside(PhoneHouse.EVENT));
        Stay stay = house.phones.stay(PhoneHouse.EVENT, "ATT-1").orElseThrow();
        assertEquals(DoorMachine.MORNING, stay.lastSeen(), "nobody was seen while muster was down");
        house.hear("ATT-1");
        house.write();
        assertEquals(2, house.punches().size());
        house.pass(119);
        house.write();
        assertEquals(List.of(Act.ENTERED), house.acts("ATT-2"));
        house.pass(1);
        house.write();
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-2"));
        assertEquals(DoorMachine.MORNING, left("ATT-2").lastSeen());
        assertEquals(new PresenceTally(2, 2), tally());
    }

    @Test
    void staysOfAnEventThatWasStoppedJustBeforeAKillAreEnded() throws Exception {
        house.event();
        house.hear("ATT-1");
        house.write();
        house.gatherings.end("test");
        house.open();
        house.write();
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-1"));
        house.open();
        house.write();
        assertEquals(new PresenceTally(1, 1), tally());
    }

    @Test
    void aDiskThatFailsForgetsNobodyAndShowsNobody() throws Exception {
        house.event();
        house.loseDisk();
        house.hear("ATT-1");
        assertFalse(house.write());
        assertEquals(0, house.phones.inside(PhoneHouse.EVENT));
        assertEquals(Optional.empty(), house.phones.stay(PhoneHouse.EVENT, "ATT-1"));
        house.pass(10);
        house.hear("ATT-1");
        house.hear("ATT-2");
        assertFalse(house.write());
        // the first one goes home before the disk is back
        house.pass(110);
        house.hear("ATT-2");
        assertFalse(house.write());
        house.findDisk();
        house.pass(15);
        assertTrue(house.write());
        assertEquals(List.of("ATT-1", "ATT-2"), house.pins());
        assertEquals(DoorMachine.MORNING, house.punches().getFirst().instant(), "the time is that of the sighting");
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-1"));
        assertEquals(List.of(Act.ENTERED), house.acts("ATT-2"));
        assertEquals(1, house.phones.inside(PhoneHouse.EVENT));
    }

    @Test
    void whoCameToAnEventIsCheckedInForItThoughTheDiskWasBackWhenAnotherOneWasOn() throws Exception {
        house.event();
        house.loseDisk();
        house.hear("ATT-1");
        assertFalse(house.write());
        house.findDisk();
        house.add("next", null);
        house.gatherings.start("next", "test");
        house.write();
        assertEquals(PhoneHouse.EVENT, house.punches().getFirst().checkIn().event());
        assertEquals(List.of(Act.ENTERED, Act.LEFT), house.acts("ATT-1"));
    }

    @Test
    void aPersonIsFiledAsTheListSpellsIt() throws Exception {
        house.event();
        house.list("att-1042");
        house.hear("ATT-1042");
        house.write();
        assertEquals(List.of("att-1042"), house.pins());
        assertEquals(List.of(Act.ENTERED), house.acts("att-1042"));
    }

    @Test
    void whoIsNotOnTheListIsInsideAndHeld() throws Exception {
        house.event();
        house.list("ATT-1");
        house.hear("ATT-2");
        house.write();
        house.hear("ATT-2");
        house.write();
        assertEquals(List.of(), house.punches());
        assertEquals(1, house.held().size());
        assertEquals(1, house.phones.inside(PhoneHouse.EVENT), "for the capacity everybody counts");
    }

    @Test
    void sightingsOfAnotherScannerCountAsSoonAsTheEventIsStarted() throws Exception {
        house.add(PhoneHouse.EVENT, null);
        house.gatherings.start(PhoneHouse.EVENT, "test");
        Sighting sighting = new Sighting(Instant.EPOCH, "gate", "C1:00:00:00:00:01", -60, "ATT-1", null, null, null);
        assertEquals(1, house.phones.take(new SightingBatch(List.of(sighting))));
        house.write();
        assertEquals(List.of("ATT-1"), house.pins());
        assertEquals(DoorMachine.MORNING, house.punches().getFirst().instant(), "our clock counts, not the sender's");
        Sighting bad = new Sighting(null, null, "a", 99, null, null, null, null);
        assertThrows(IllegalArgumentException.class,
                () -> house.phones.take(new SightingBatch(List.of(sighting, bad))));
        assertEquals(1, house.phones.reports());
    }

    @Test
    void dwellKeepsPassersByOut() throws Exception {
        PhoneRules once = PhoneHouse.RULES;
        house.rules = new PhoneRules(once.scanner(), once.prefix(), once.rssi(), once.leaveRssi(), 3,
                Duration.ofSeconds(30), once.leaveAfter(), once.span());
        house.open().event();
        house.hear("ATT-1");
        house.hear("ATT-2");
        house.pass(10);
        house.hear("ATT-1");
        house.pass(10);
        house.hear("ATT-1");
        house.write();
        assertEquals(List.of("ATT-1"), house.pins());
        assertEquals(3, house.presences().getFirst().sightings());
    }

    @Test
    @Timeout(30)
    void theWorkerFollowsTheEventsWritesAndHasALastWord() throws Exception {
        BlockingQueue<Boolean> scans = new LinkedBlockingQueue<>();
        house.add(PhoneHouse.EVENT, null);
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                house.phones.run(scans::add);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        house.gatherings.start(PhoneHouse.EVENT, "test");
        assertTrue(scans.take());
        house.hear("ATT-1");
        while (house.phones.inside(PhoneHouse.EVENT) == 0) {
            Thread.yield();
        }
        assertEquals(List.of("ATT-1"), house.pins());
        house.pass(60);
        house.hear("ATT-1");
        worker.interrupt();
        worker.join();
        assertFalse(scans.take());
        assertEquals(List.of(Act.ENTERED, Act.INSIDE), house.acts("ATT-1"));
        assertEquals(DoorMachine.MORNING.plusSeconds(60), house.presences().getLast().lastSeen());
    }

    private Presence left(String pin) throws Exception {
        return house.presences().stream()
                .filter(fact -> fact.act() == Act.LEFT && fact.pin().equals(pin))
                .findFirst()
                .orElseThrow();
    }

    private PresenceTally tally() throws Exception {
        return house.journal.records().checkIns().presenceTally(PhoneHouse.EVENT);
    }
}
