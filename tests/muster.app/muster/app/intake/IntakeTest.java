// SPDX-License-Identifier: Apache-2.0
package muster.app.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import muster.app.House;
import muster.app.terminal.Refusal;
import muster.model.Bytes;
import muster.model.Entry;
import muster.model.ImportResult;
import muster.model.ImportedPunch;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Quarantined;
import muster.model.Quarantined.Reason;
import muster.model.Source;
import muster.model.TerminalSettings;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    Path directory;

    @Test
    void aPunchKeepsEverythingThatMadeIt() throws Exception {
        try (House house = new House(directory)) {
            push(house, "007\t2026-11-20 08:00:05\t1\t15\t12\n");
            Punch punch = house.punches().getFirst();
            assertEquals(Source.PUSH, punch.source());
            assertEquals(SERIAL, punch.terminal());
            assertEquals("007", punch.pin());
            assertEquals(LocalDateTime.parse("2026-11-20T08:00:05"), punch.localTime());
            assertEquals(Instant.parse("2026-11-20T02:30:05Z"), punch.instant());
            assertEquals("Asia/Kolkata", punch.zone());
            assertEquals(ZoneFrom.CONFIG, punch.zoneFrom());
            assertEquals(House.MORNING, punch.receivedAt());
            assertEquals(1, punch.state());
            assertEquals(15, punch.verifyMode());
            assertEquals("12", punch.workCode());
            assertEquals("007\t2026-11-20 08:00:05\t1\t15\t12", punch.raw().toString());
        }
    }

    @Test
    void theTerminalsOwnZoneCountsBeforeTheDefaultAndTheRecordsOffsetBeforeBoth() throws Exception {
        try (House house = new House(directory)) {
            house.terminals.add(new TerminalSettings(SERIAL, null, "Asia/Tokyo", null), "test");
            push(house, "1\t2026-11-20 08:00:05\t0\t1\n");
            push(house, "2\t2026-11-20 08:00:05\t0\t1\t0\t0\t0\t255\t255\t255\t7200\n");
            List<Punch> punches = house.punches();
            assertEquals(ZoneFrom.TERMINAL, punches.get(0).zoneFrom());
            assertEquals(Instant.parse("2026-11-19T23:00:05Z"), punches.get(0).instant());
            assertEquals(ZoneFrom.RECORD, punches.get(1).zoneFrom());
            assertEquals("+02:00", punches.get(1).zone());
            assertEquals(Instant.parse("2026-11-20T06:00:05Z"), punches.get(1).instant());
        }
    }

    @Test
    void theHourThatComesTwiceIsToldByTheArrivalOfALivePunch() throws Exception {
        try (House house = new House(directory)) {
            house.terminals.add(new TerminalSettings(SERIAL, null, "Europe/Berlin", null), "test");
            house.setClock(Instant.parse("2026-10-25T00:30:05Z"));
            push(house, "1\t2026-10-25 02:30:00\t0\t1\n");
            house.setClock(Instant.parse("2026-10-25T01:30:05Z"));
            push(house, "2\t2026-10-25 02:30:00\t0\t1\n");
            push(house, "3\t2026-10-25 02:30:00\t0\t1\n4\t2026-10-25 02:30:00\t0\t1\n");
            List<Punch> punches = house.punches();
            assertEquals(LocalTimeFit.OVERLAP_FIRST, punches.get(0).fit());
            assertEquals(Instant.parse("2026-10-25T00:30:00Z"), punches.get(0).instant());
            assertEquals(LocalTimeFit.OVERLAP_SECOND, punches.get(1).fit());
            assertEquals(Instant.parse("2026-10-25T01:30:00Z"), punches.get(1).instant());
            assertEquals(LocalTimeFit.OVERLAP_FIRST, punches.get(2).fit(), "a backlog tells nothing");
        }
    }

    @Test
    void impossibleTimesAreHeldWithTheReasonAndNeverWinLatest() throws Exception {
        try (House house = new House(directory)) {
            push(house, "1\t2000-01-01 00:00:09\t0\t1\n"
                    + "1\t2026-11-22 08:00:00\t0\t1\n"
                    + "noise\n"
                    + "1\t2026-11-20 07:00:00\t0\t1\n");
            assertEquals(1, house.punches().size());
            List<Reason> reasons = held(house).stream().map(Quarantined::reason).toList();
            assertEquals(List.of(Reason.TOO_OLD, Reason.IN_FUTURE, Reason.UNPARSABLE), reasons);
            var status = house.terminals.status(SERIAL).orElseThrow();
            assertEquals("2026-11-20 07:00:00", status.latestPunch());
            assertEquals(3, status.quarantined());
            assertEquals("noise", held(house).get(2).raw().toString());
        }
    }

    @Test
    void aHeldRecordIsReleasedOnceItsTimeHasBecomePossible() throws Exception {
        try (House house = new House(directory)) {
            push(house, "1\t2026-11-22 08:00:00\t0\t1\n");
            assertEquals(0, house.intake.replay());
            Instant later = Instant.parse("2026-11-22T02:30:05Z");
            house.setClock(later);
            assertEquals(1, house.intake.replay());
            assertEquals(0, house.intake.replay(), "a second time changes nothing");
            Punch punch = house.punches().getFirst();
            assertEquals(House.MORNING, punch.receivedAt(), "it keeps the time it was received at");
            assertEquals(List.of(), house.journal.records().quarantine(null, null, true, 10));
        }
    }

    @Test
    void aClockThatIsNotSetCallsNothingFuture() throws Exception {
        try (House house = new House(directory)) {
            house.setClock(Instant.parse("1970-01-01T00:01:00Z"));
            push(house, "1\t2026-11-20 08:00:00\t0\t1\n");
            assertEquals(1, house.punches().size());
        }
    }

    @Test
    void anImportIsCountedAndASecondOneChangesNothing() throws Exception {
        try (House house = new House(directory)) {
            List<ImportedPunch> punches = List.of(
                    new ImportedPunch(SERIAL, "1", "2026-11-20 08:00:05", null, 0, 1, null, Bytes.of("a")),
                    new ImportedPunch("Entrance-Scanner-01", "ATT-USER-7", null,
                            Instant.parse("2026-11-20T02:00:00.123Z"), null, null, null, Bytes.of("b")),
                    new ImportedPunch(SERIAL, "1", "1999-01-01 00:00:00", null, 0, 1, null, Bytes.of("c")));
            assertEquals(new ImportResult(2, 0, 0, 1), house.intake.importAll(punches));
            long head = house.journal.head();
            assertEquals(new ImportResult(0, 3, 0, 0), house.intake.importAll(punches));
            assertEquals(head, house.journal.head());
            Punch phone = house.punches().get(1);
            assertEquals(LocalDateTime.parse("2026-11-20T07:30:00"), phone.localTime());
            assertEquals(Punch.NOT_GIVEN, phone.state());
        }
    }

    @Test
    void anImportOfWhatWasPushedIsTheSamePunch() throws Exception {
        try (House house = new House(directory)) {
            push(house, "1\t2026-11-20 08:00:05\t0\t1\n");
            house.intake.importAll(List.of(
                    new ImportedPunch(SERIAL, "1", "2026-11-20 08:00:05", null, 0, 1, null, Bytes.of("a")),
                    new ImportedPunch(SERIAL, "1", "2026-11-20 08:00:05", null, 1, 1, null, Bytes.of("b"))));
            assertEquals(1, house.punches().size());
            var status = house.terminals.status(SERIAL).orElseThrow();
            assertEquals(1, status.duplicates());
            assertEquals(1, status.variants());
        }
    }

    @Test
    void anImportThatTellsBothTimesKeepsItsOwnOffset() throws Exception {
        try (House house = new House(directory)) {
            house.intake.importAll(List.of(new ImportedPunch(SERIAL, "1", "2026-11-20 08:00:05",
                    Instant.parse("2026-11-20T07:00:05Z"), 0, 1, null, null)));
            Punch punch = house.punches().getFirst();
            assertEquals(LocalDateTime.parse("2026-11-20T08:00:05"), punch.localTime());
            assertEquals(Instant.parse("2026-11-20T07:00:05Z"), punch.instant());
            assertEquals(ZoneFrom.RECORD, punch.zoneFrom());
            assertThrows(Refusal.class, () -> house.intake.importAll(List.of(new ImportedPunch(SERIAL, "1",
                    "2026-11-20 08:00:05", Instant.parse("2026-11-18T07:00:05Z"), 0, 1, null, null))));
        }
    }

    @Test
    void anImportWithoutPinTakesNothingAndSaysWhich() throws Exception {
        try (House house = new House(directory)) {
            Refusal refusal = assertThrows(Refusal.class, () -> house.intake.importAll(List.of(
                    new ImportedPunch(SERIAL, "1", "2026-11-20 08:00:05", null, 0, 1, null, null),
                    new ImportedPunch(SERIAL, "", "2026-11-20 08:00:05", null, 0, 1, null, null))));
            assertTrue(refusal.getMessage().startsWith("pin: missing"));
            assertEquals(0, house.journal.head());
        }
    }

    private static void push(House house, String lines) throws Exception {
        assertEquals(200, house.ask("POST", "/iclock/cdata?SN=" + SERIAL + "&table=ATTLOG&Stamp=9999", lines).status());
    }

    private static List<Quarantined> held(House house) throws Exception {
        return house.entries().stream()
                .map(Entry::fact)
                .filter(Quarantined.class::isInstance)
                .map(Quarantined.class::cast)
                .toList();
    }
}
