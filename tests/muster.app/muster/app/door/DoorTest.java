// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import muster.app.config.Dedupe;
import muster.app.config.Unlisted;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.CheckIn;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.CheckInResult.Outcome;
import muster.model.LocalTimeFit;
import muster.model.Presence;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {

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
    void aRequestBecomesAPunchWithEverythingThatIsKnown() throws Exception {
        CheckInRequest request = new CheckInRequest(" 0042 ", "demo", "qr", "Reader-02", null, "photos/7.jpg", "k1");
        CheckInResult result = house.door.checkIn(request, "{\"pin\": \"0042\"}");
        assertEquals(Outcome.CHECKED_IN, result.outcome());
        Punch punch = house.punches().getFirst();
        assertEquals(Source.MANUAL, punch.source());
        assertEquals("Reader-02", punch.terminal());
        assertEquals("0042", punch.pin());
        assertEquals(LocalDateTime.parse("2026-11-20T09:00:00"), punch.localTime());
        assertEquals("Asia/Kolkata", punch.zone());
        assertEquals(ZoneFrom.CONFIG, punch.zoneFrom());
        assertEquals(LocalTimeFit.EXACT, punch.fit());
        assertEquals(Punch.NOT_GIVEN, punch.state());
        assertEquals(Punch.NOT_GIVEN, punch.verifyMode());
        assertEquals("{\"pin\": \"0042\"}", punch.raw().toString());
        assertEquals(new CheckIn("demo", "qr", null, null, null, CheckIn.Proof.CLAIMED, CheckIn.Timing.CLOCK,
                "photos/7.jpg", "k1"), punch.checkIn());
        assertEquals(house.entries().getFirst().seq(), result.seq());
        assertEquals("Demo", result.eventName());
        assertEquals(DoorMachine.MORNING, result.time());
        assertEquals("Welcome, 0042.", result.message());
        assertEquals(1, house.door.checkIns());
    }

    @Test
    void aRequestThatNamesLittleIsAManualOneOfThisScannerForTheEventThatScans() throws Exception {
        house.door.checkIn(DoorHouse.request("42"), "{\n  \"pin\": \"42\"\n}");
        Punch punch = house.punches().getFirst();
        assertEquals("Scanner-01", punch.terminal());
        assertEquals("manual", punch.checkIn().method());
        assertEquals("demo", punch.checkIn().event());
        assertEquals("{\"pin\":\"42\"}", punch.raw().toString());
    }

    @Test
    void aPersonIsToldTheNameAndSinceWhen() throws Exception {
        house.list("42");
        assertEquals("Welcome, Name 42.", house.checkIn("42").message());
        house.machine.pass(Duration.ofMinutes(3));
        CheckInResult again = house.checkIn("42");
        assertEquals(Outcome.ALREADY, again.outcome());
        assertEquals("Name 42 is checked in already, since 09:00.", again.message());
        assertEquals(DoorMachine.MORNING, again.time());
        assertEquals(house.entries().getFirst().seq(), again.seq());
        assertEquals(1, house.punches().size());
    }

    @Test
    void afterTheWindowAPersonIsCheckedInAgainAlsoAcrossARestart() throws Exception {
        house.checkIn("42");
        house.machine.pass(Duration.ofMinutes(4));
        house.open();
        assertEquals(Outcome.ALREADY, house.checkIn("42").outcome());
        house.machine.pass(Duration.ofMinutes(1));
        assertEquals(Outcome.CHECKED_IN, house.checkIn("42").outcome());
        assertEquals(2, house.punches().size());
    }

    @Test
    void inASessionAPersonIsCheckedInOnceAndTheDayIsToldWhenItWasAnother() throws Exception {
        house.dedupe = Dedupe.SESSION;
        house.open();
        house.checkIn("42");
        house.machine.pass(Duration.ofDays(2));
        assertEquals("42 is checked in already, since 20 Nov, 09:00.", house.checkIn("42").message());
        house.open();
        assertEquals(Outcome.ALREADY, house.checkIn("42").outcome());
        house.event("other", "Other");
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.keyed("42", "other", null)).outcome());
    }

    @Test
    void theWindowIsMeasuredOnTheClockThatOnlyGoesForward() throws Exception {
        house.checkIn("42");
        house.machine.put(DoorMachine.MORNING.plus(Duration.ofHours(8)));
        assertEquals(Outcome.ALREADY, house.checkIn("42").outcome());
        house.machine.pass(Duration.ofMinutes(5));
        house.machine.put(DoorMachine.MORNING.minus(Duration.ofHours(1)));
        assertEquals(Outcome.CHECKED_IN, house.checkIn("42").outcome());
        house.machine.pass(Duration.ofSeconds(10));
        assertEquals(Outcome.ALREADY, house.checkIn("42").outcome());
        assertFalse(house.door.due("demo", "42"));
    }

    @Test
    void aTimeOfTheSenderCountsAndIsComparedWithTheOthersWhateverTheirOrder() throws Exception {
        house.machine.pass(Duration.ofHours(3));
        Instant nine = DoorMachine.MORNING;
        house.checkIn("42");
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.timed("42", nine.plusSeconds(600))).outcome());
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.timed("42", nine)).outcome());
        CheckInResult near = house.ask(DoorHouse.timed("42", nine.plusSeconds(400)));
        assertEquals(Outcome.ALREADY, near.outcome());
        assertEquals(nine.plusSeconds(600), near.time());
        assertEquals(Outcome.ALREADY, house.checkIn("42").outcome());
        Punch second = house.punches().get(1);
        assertEquals(CheckIn.Timing.SENDER, second.checkIn().timing());
        assertEquals(nine.plusSeconds(600), second.instant());
        assertEquals(house.machine.wall(), second.receivedAt());
    }

    @Test
    void aLateUploadForAnEventThatIsOverIsTaken() throws Exception {
        house.gatherings.end("test");
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.timed("42", DoorMachine.MORNING)).outcome());
    }

    @Test
    void theHourThatComesTwiceIsToldApart() throws Exception {
        house.zone = ZoneId.of("Europe/Berlin");
        house.open();
        house.ask(DoorHouse.timed("1", Instant.parse("2026-10-25T00:30:00Z")));
        house.ask(DoorHouse.timed("1", Instant.parse("2026-10-25T01:30:01Z")));
        assertEquals(List.of(LocalTimeFit.OVERLAP_FIRST, LocalTimeFit.OVERLAP_SECOND),
                house.punches().stream().map(Punch::fit).toList());
        assertEquals(Instant.parse("2026-10-25T01:30:01Z"), house.punches().get(1).instant());
    }

    @Test
    void aKeyGetsTheSameAnswerAlsoAfterARestartAndAStop() throws Exception {
        CheckInResult first = house.ask(DoorHouse.keyed("42", null, "k1"));
        house.machine.pass(Duration.ofHours(1));
        assertEquals(first, house.ask(DoorHouse.keyed("42", null, "k1")));
        house.gatherings.stop("test");
        house.open();
        assertEquals(first, house.ask(DoorHouse.keyed("42", null, "k1")));
        assertEquals(1, house.punches().size());
    }

    @Test
    void aKeyOfAHeldCheckInGetsTheSameAnswerAndThePunchOnceItCounts() throws Exception {
        house.list("1");
        CheckInResult first = house.ask(DoorHouse.keyed("42", null, "k1"));
        assertEquals(Outcome.NOT_ON_LIST, first.outcome());
        house.machine.pass(Duration.ofHours(1));
        assertEquals(first, house.ask(DoorHouse.keyed("42", null, "k1")));
        house.open();
        assertEquals(first, house.ask(DoorHouse.keyed("42", null, "k1")));
        house.list("1", "42");
        house.door.replay();
        CheckInResult counts = house.ask(DoorHouse.keyed("42", null, "k1"));
        assertEquals(Outcome.CHECKED_IN, counts.outcome());
        assertEquals(DoorMachine.MORNING, counts.time());
        assertEquals(1, house.punches().size());
    }

    @Test
    void aKeyOfSomebodyWhoWasCheckedInAlreadyMakesNoPunchLater() throws Exception {
        house.checkIn("42");
        CheckInResult already = house.ask(DoorHouse.keyed("42", null, "k1"));
        assertEquals(Outcome.ALREADY, already.outcome());
        house.machine.pass(Duration.ofHours(1));
        assertEquals(already, house.ask(DoorHouse.keyed("42", null, "k1")));
        assertEquals(1, house.punches().size());
    }

    @Test
    void aKeyIsForOneCheckInOnly() throws Exception {
        house.event("other", "Other");
        house.ask(DoorHouse.keyed("42", null, "k1"));
        for (CheckInRequest other : List.of(
                DoorHouse.keyed("43", null, "k1"), DoorHouse.keyed("42", "other", "k1"))) {
            Refusal refusal = assertThrows(Refusal.class, () -> house.ask(other));
            assertEquals(Refusal.Kind.CONFLICT, refusal.kind());
            assertEquals("the key k1 was used for another check-in; give each check-in a key of its own",
                    refusal.getMessage());
        }
    }

    @Test
    void anEventNobodyKnowsIsRefusedWithAHint() throws Exception {
        house.event("gone", "Gone");
        house.gatherings.remove("gone", "test");
        for (String event : List.of("gone", "nonsense")) {
            Refusal refusal = assertThrows(Refusal.class, () -> house.ask(DoorHouse.keyed("42", event, null)));
            assertEquals(Refusal.Kind.NOT_FOUND, refusal.kind());
            assertEquals("there is no event " + event + "; `muster events list` shows those there are",
                    refusal.getMessage());
        }
    }

    @Test
    void withoutAnEventThatScansARequestMustNameOne() throws Exception {
        house.gatherings.stop("test");
        Refusal paused = assertThrows(Refusal.class, () -> house.checkIn("42"));
        assertEquals("event Demo is paused; start it with `muster events start demo`, or name the event in the "
                + "request", paused.getMessage());
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.keyed("42", "demo", null)).outcome());
        house.gatherings.end("test");
        Refusal none = assertThrows(Refusal.class, () -> house.checkIn("43"));
        assertEquals(Refusal.Kind.CONFLICT, none.kind());
        assertEquals("no event is selected; start one with `muster events start EVENT`, or name the event in the "
                + "request", none.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
        "none  | none  | none    | none  | pin is missing",
        "''    | none  | none    | none  | pin is missing",
        "4\t2  | none  | none    | none  | pin contains a character that cannot be printed",
        "4\u200B2 | none | none  | none  | pin contains a character that cannot be printed",
        "42    | QR    | none    | none  | method is not allowed: it has 1 to 32 small letters",
        "42    | none  | two words | none | scanner is not allowed: it has 1 to 64 letters",
        "42    | none  | none    | k\u00071 | key contains a character that cannot be printed",
    })
    void aValueThatIsNotAllowedIsNamed(String pin, String method, String scanner, String key, String message) {
        CheckInRequest request = new CheckInRequest(pin, null, method, scanner, null, null, key);
        Refusal refusal = assertThrows(Refusal.class, () -> house.ask(request));
        assertEquals(Refusal.Kind.INVALID, refusal.kind());
        assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
    }

    @Test
    void lengthsAreBounded() throws Exception {
        assertEquals(Outcome.CHECKED_IN, house.checkIn("é".repeat(128)).outcome());
        assertThrows(Refusal.class, () -> house.checkIn("é".repeat(129)));
        assertThrows(Refusal.class, () -> house.ask(
                new CheckInRequest("1", null, null, null, null, "p".repeat(513), null)));
        assertThrows(Refusal.class, () -> house.ask(DoorHouse.keyed("1", null, "k".repeat(129))));
        assertThrows(Refusal.class, () -> house.ask(
                new CheckInRequest("1", null, null, "s".repeat(65), null, null, null)));
    }

    @Test
    void aTimeThatCannotBeIsRefused() throws Exception {
        Instant most = house.machine.wall().plus(Duration.ofHours(24));
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.timed("1", most)).outcome());
        Refusal future = assertThrows(Refusal.class, () -> house.ask(DoorHouse.timed("2", most.plusMillis(1))));
        assertTrue(future.getMessage().contains("is in the future; this machine's clock shows 2026-11-20T03:30:00Z"),
                future.getMessage());
        Refusal past = assertThrows(Refusal.class, () -> house.ask(DoorHouse.timed("2", Instant.EPOCH)));
        assertTrue(past.getMessage().startsWith("time 1970-01-01T00:00:00Z is before 2005-01-01"), past.getMessage());
        assertThrows(Refusal.class, () -> house.ask(DoorHouse.timed("2", Instant.MAX)));
    }

    @Test
    void whoIsNotOnTheListIsHeldOncePerWindow() throws Exception {
        house.list("1");
        CheckInResult result = house.checkIn("42");
        assertEquals(Outcome.NOT_ON_LIST, result.outcome());
        assertEquals("42 is not on the list of Demo. Please ask at the desk.", result.message());
        house.machine.pass(Duration.ofMinutes(4));
        assertEquals(result.seq(), house.checkIn("42").seq());
        assertEquals(1, house.held().size());
        house.open();
        assertEquals(result.seq(), house.checkIn("42").seq());
        house.machine.pass(Duration.ofMinutes(2));
        house.checkIn("42");
        assertEquals(2, house.held().size());
        Quarantined held = house.held().getFirst();
        assertEquals(Quarantined.Reason.NOT_ON_LIST, held.reason());
        assertEquals("checkin", held.table());
        assertEquals(Source.MANUAL, held.source());
        assertEquals("42 is not on the list of event demo", held.detail());
        assertEquals(List.of(), house.punches());
    }

    @Test
    void whoIsNotOnTheListCountsWhereEverybodyDoes() throws Exception {
        house.list("1");
        house.unlisted = Unlisted.COUNT;
        house.open();
        assertEquals(Outcome.CHECKED_IN, house.checkIn("42").outcome());
    }

    @Test
    void aPersonIsFiledAsTheListSpellsIt() throws Exception {
        house.list("ab-12");
        assertEquals("ab-12", house.checkIn("AB12").pin());
        assertEquals(Outcome.ALREADY, house.checkIn("ab-12").outcome());
        assertEquals(Outcome.ALREADY, house.phone("ATT-AB12").outcome());
        assertEquals(Outcome.ALREADY, house.checkIn("ATT-ab12").outcome());
        assertFalse(house.door.due("demo", "ATT-AB12"));
        assertEquals(1, house.punches().size());
    }

    @Test
    void phonesAreCheckedInTogetherWithWhatTheirComingMeans() throws Exception {
        Presence came = new Presence("demo", "ATT-1", "Scanner-01", Presence.Act.ENTERED, DoorMachine.MORNING,
                DoorMachine.MORNING, 3, -50, -60, true, DoorMachine.MORNING);
        List<CheckInResult> results = house.door.checkIn("demo",
                List.of(house.comer("ATT-2"), house.comer("ATT-1"), house.comer("ATT-2")), List.of(came));
        assertEquals(List.of(Outcome.CHECKED_IN, Outcome.CHECKED_IN, Outcome.ALREADY),
                results.stream().map(CheckInResult::outcome).toList());
        assertEquals(List.of("ATT-2", "ATT-1", "ATT-2"), results.stream().map(CheckInResult::pin).toList());
        assertEquals(results.get(0).seq(), results.get(2).seq());
        Punch punch = house.punches().getFirst();
        assertEquals(Source.BLE, punch.source());
        assertEquals("Scanner-01", punch.terminal());
        assertEquals(new CheckIn("demo", "ble", "service_data", -60, "Phone", CheckIn.Proof.CLAIMED,
                CheckIn.Timing.CLOCK, null, null), punch.checkIn());
        assertEquals(1, house.journal.records().facts(Set.of("presence"), null, 10).size());
        assertEquals(2, house.door.checkIns());
    }

    @Test
    void aSightingThatWaitedCountsFromWhenItWas() throws Exception {
        Comer comer = house.comer("ATT-1");
        house.machine.pass(Duration.ofSeconds(90));
        house.door.checkIn("demo", List.of(comer), List.of());
        assertEquals(DoorMachine.MORNING, house.punches().getFirst().instant());
    }

    @Test
    void nobodyIsDueWhoIsCheckedInOrHeldWithinTheWindow() throws Exception {
        house.list("1");
        assertTrue(house.door.due("demo", "1"));
        assertTrue(house.door.due("demo", "ATT-9"));
        house.phone("1");
        house.phone("ATT-9");
        assertFalse(house.door.due("demo", "1"));
        assertFalse(house.door.due("demo", "ATT-9"));
        assertTrue(house.door.due("other", "1"));
        house.machine.pass(Duration.ofMinutes(5));
        assertTrue(house.door.due("demo", "1"));
        assertTrue(house.door.due("demo", "ATT-9"));
    }

    @Test
    void whatIsNotOnDiskIsNotRememberedEither() throws Exception {
        house.journal.close();
        assertThrows(JournalException.class, () -> house.phone("ATT-1"));
        assertThrows(JournalException.class, () -> house.checkIn("2"));
        assertTrue(house.door.due("demo", "ATT-1"));
        assertEquals(0, house.door.checkIns());
        house.open();
        assertEquals(Outcome.CHECKED_IN, house.phone("ATT-1").outcome());
    }

    @Test
    void aPhoneAKioskAndAReaderAreOneDoor() throws Exception {
        house.phone("ATT-1");
        assertEquals(Outcome.ALREADY, house.checkIn("ATT-1").outcome());
        assertEquals(Outcome.ALREADY,
                house.ask(DoorHouse.timed("ATT-1", DoorMachine.MORNING.plusSeconds(60))).outcome());
    }

    @Test
    void aPersonAtTwoEventsInTheSameSecondIsCheckedInAtBoth() throws Exception {
        house.event("other", "Other");
        assertEquals(Outcome.CHECKED_IN, house.checkIn("42").outcome());
        assertEquals(Outcome.CHECKED_IN, house.ask(DoorHouse.keyed("42", "other", null)).outcome());
        assertEquals(2, house.punches().size());
    }

    @Test
    void aRequestForNobodyKnownHasNoName() throws Exception {
        assertNull(house.checkIn("42").name());
    }
}
