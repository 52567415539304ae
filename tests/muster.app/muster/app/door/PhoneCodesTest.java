// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import muster.app.config.OwnClockTrust;
import muster.ble.RotatingCode;
import muster.model.CheckIn.Proof;
import muster.model.HeldCheckIn;
import muster.model.Json;
import muster.model.Notice;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Presence.Act;
import muster.model.Punch;
import muster.model.Quarantined;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ids that rotate: whose they are, and that a copy is worth nothing.
class PhoneCodesTest {

    private static final RotatingCode CODES = new RotatingCode(
            "a secret of the site for tests".getBytes(StandardCharsets.US_ASCII), "", Duration.ofSeconds(60));

    @TempDir
    Path directory;

    private PhoneHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new PhoneHouse(directory);
        house.codes = CODES;
        house.open().event();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private byte[] code(String person) {
        return CODES.make(person, house.machine.wall());
    }

    @Test
    void aCodeIsThePersonOnTheListAndIsVerified() throws Exception {
        house.list("1042", "1043");
        house.write();
        house.pass(5);
        house.write();
        byte[] code = code("1042");
        house.hear(code, "one");
        house.write();
        Punch punch = house.punches().getFirst();
        assertEquals("1042", punch.pin());
        assertEquals(Proof.VERIFIED, punch.checkIn().proof());
        house.pass(60);
        house.hear(code("1042"), "one");
        house.write();
        assertEquals(1, house.punches().size());
        assertEquals(2, house.phones.stay(PhoneHouse.EVENT, "1042").orElseThrow().sightings(), "the next code too");
        assertEquals(List.of(Act.ENTERED), house.acts("1042"));
    }

    @Test
    void aPersonOfATerminalIsKnownToo() throws Exception {
        house.journal.append(List.of(new PersonChange(
                new Person("77", "A Person", "", 0), false, null, "test", house.machine.wall())));
        house.pass(2);
        house.write();
        house.hear(code("77"), "one");
        house.write();
        assertEquals(List.of("77"), house.pins());
    }

    @Test
    void aCodeOfNobodyKnownIsKeptOnceAndCountsWhenThePersonIsLearnt() throws Exception {
        byte[] code = code("1042");
        house.hear(code, "one");
        house.write();
        house.pass(61);
        house.hear(code("1042"), "one");
        house.write();
        assertEquals(List.of(), house.punches());
        assertEquals(List.of(), house.presences(), "nobody knows who that is");
        assertEquals(1, house.held().size());
        HeldCheckIn held = Json.parse(house.held().getFirst().raw().toString(), HeldCheckIn.class);
        assertEquals(HexFormat.of().formatHex(code), held.code());
        Instant then = held.at();
        house.list("1042");
        assertEquals(1, house.door.replay());
        Punch punch = house.punches().getFirst();
        assertEquals("1042", punch.pin());
        assertEquals(then, punch.instant());
        house.pass(61);
        house.write();
        house.hear(code("1042"), "one");
        house.write();
        assertEquals(1, house.punches().size(), "within the window it is the same check-in");
        assertEquals(List.of(Act.ENTERED), house.acts("1042"));
    }

    @Test
    void anotherPhoneThatSendsTheSameCodeIsNotHeard() throws Exception {
        house.list("1042");
        house.pass(2);
        house.write();
        byte[] code = code("1042");
        house.hear(code, "one");
        house.write();
        house.pass(35);
        house.hear(code, "two");
        house.hear(code, "two");
        house.write();
        Stay stay = house.phones.stay(PhoneHouse.EVENT, "1042").orElseThrow();
        assertEquals(1, stay.sightings());
        assertEquals(DoorMachine.MORNING.plusSeconds(2), stay.lastSeen());
        List<Notice> notices = house.notices();
        assertEquals(1, notices.size(), "it is told once");
        assertEquals(Notice.Level.WARNING, notices.getFirst().level());
        assertTrue(notices.getFirst().message().contains("a rotating id is sent again by another phone (address two)"),
                notices.getFirst().message());
        house.pass(120);
        house.hear(code, "two");
        house.write();
        assertEquals(1, house.punches().size());
        assertEquals(1, house.held().size(), "tomorrow's copy is a code of nobody");
    }

    @Test
    void theAddressThatChangesInTheMiddleOfAStepIsNoAlarm() throws Exception {
        house.list("1042");
        house.pass(2);
        house.write();
        byte[] code = code("1042");
        house.hear(code, "one");
        house.pass(10);
        house.hear(code, "two");
        house.pass(60);
        house.hear(code("1042"), "two");
        house.write();
        assertEquals(2, house.phones.stay(PhoneHouse.EVENT, "1042").orElseThrow().sightings());
        assertEquals(List.of(), house.notices());
    }

    private void startInThePast() throws Exception {
        house.machine.board();
        house.machine.restart(Instant.parse("2026-11-02T00:00:00Z"));
        house.trust = OwnClockTrust.AUTO;
        house.open();
        house.list("1042");
        house.write();
        assertEquals(false, house.clock.set());
    }

    @Test
    void anOldCodeThatFitsAClockThatIsNotSetProvesNothing() throws Exception {
        startInThePast();
        house.hear(code("1042"), "one");
        house.write();
        assertEquals(List.of(), house.presences());
        house.machine.put(Instant.parse("2026-11-20T04:00:00Z"));
        house.clock.look();
        house.door.replay();
        assertEquals(List.of(), house.punches());
    }

    @Test
    void aCodeThatIsHeardBeforeTheClockIsSetIsVerifiedAfterwards() throws Exception {
        startInThePast();
        Instant truth = Instant.parse("2026-11-20T04:00:00Z");
        byte[] code = CODES.make("1042", truth);
        house.hear(code, "one");
        house.hear("ATT-5");
        house.write();
        assertEquals(List.of(), house.punches());
        assertEquals(2, house.held().size());
        assertTrue(house.held().stream().allMatch(held -> held.reason() == Quarantined.Reason.CLOCK_UNSET));
        assertEquals(false, house.presences().getFirst().timed());
        house.pass(300);
        house.machine.put(truth.plusSeconds(300));
        house.clock.look();
        house.door.replay();
        Punch punch = house.punches().getFirst();
        assertEquals("1042", punch.pin());
        assertEquals(Proof.VERIFIED, punch.checkIn().proof());
        assertEquals(truth, punch.instant());
    }

    @Test
    void withoutASecretACodeIsNobodysAndAnIdHasItsForms() throws Exception {
        PhoneCodes none = new PhoneCodes(house.journal, null);
        none.learn();
        assertEquals(Optional.empty(), none.person(code("1042"), house.machine.wall()));
        assertTrue(none.forms("4154542d-0000-1000-8000-0123456789ab").contains("4154542d0000100080000123456789ab"));
    }
}
