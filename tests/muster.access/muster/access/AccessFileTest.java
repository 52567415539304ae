// SPDX-License-Identifier: Apache-2.0
package muster.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.healthmarketscience.jackcess.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import muster.access.Placed.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An att2000.mdb made by Jackcess, written by muster, read as another program reads it.
final class AccessFileTest {

    private static final LocalDateTime EIGHT = LocalDateTime.of(2026, 3, 9, 8, 0, 0);
    private static final String MAIN = "TSTATT000001";
    private static final String SIDE = "TSTATT000002";

    @TempDir
    Path folder;

    private Path file;
    private Instant now = Instant.parse("2026-03-09T07:30:00Z");

    @BeforeEach
    void newFile() throws IOException {
        file = TimeProgramFile.newer(folder);
    }

    private AccessFile target(boolean createPeople) {
        InstantSource clock = () -> now;
        return new AccessFile(file, Duration.ZERO, createPeople, ZoneOffset.ofHours(1), clock);
    }

    private static AccessPunch punch(String pin, LocalDateTime time, String type, String terminal) {
        return new AccessPunch(pin, "Name " + pin, time, type, 15, terminal, "Gate " + terminal.charAt(11), "7");
    }

    private List<Kind> put(AccessPunch... punches) throws AccessTrouble, InterruptedException {
        return target(false).put(List.of(punches)).stream().map(Placed::kind).toList();
    }

    private List<Row> rows() throws IOException {
        return TimeProgramFile.rows(file, "CHECKINOUT");
    }

    @Test
    void aPunchIsARowOfThePersonWithThisBadge() throws Exception {
        assertEquals(List.of(Kind.STORED), put(punch("0042", EIGHT, "O", MAIN)));
        Row row = rows().getFirst();
        assertEquals(2, row.get("USERID"));
        assertEquals(EIGHT, row.get("CHECKTIME"));
        assertEquals("O", row.get("CHECKTYPE"));
        assertEquals(15, row.get("VERIFYCODE"));
        assertEquals("1", row.get("SENSORID"));
        assertEquals(1, row.get("MachineId"));
        assertEquals(7, row.get("WorkCode"));
        assertEquals(MAIN, row.get("sn"));
        assertEquals(null, row.get("Memoinfo"));
    }

    @Test
    void aTerminalTheFileDoesNotKnowIsMadeOnce() throws Exception {
        TimeProgramFile.add(file, "Machines", Map.of("MachineAlias", "Old", "MachineNumber", 4, "sn", SIDE));
        put(punch("1", EIGHT, "I", MAIN), punch("1", EIGHT.plusHours(1), "O", MAIN));
        put(punch("1", EIGHT.plusHours(2), "I", SIDE), punch("1", EIGHT.plusHours(3), "O", MAIN));
        List<Row> machines = TimeProgramFile.rows(file, "Machines");
        assertEquals(2, machines.size());
        assertEquals("Gate 1", machines.get(1).get("MachineAlias"));
        assertEquals(MAIN, machines.get(1).get("sn"));
        assertEquals(4370, machines.get(1).get("Port"));
        assertEquals(List.of("5", "5", "4", "5"), rows().stream().map(row -> row.get("SENSORID")).toList());
    }

    @Test
    void theSameBatchTwiceChangesNoByte() throws Exception {
        AccessPunch[] batch = {
            punch("1", EIGHT, "I", MAIN), punch("1", EIGHT, "I", SIDE), punch("1", EIGHT.plusSeconds(1), "I", MAIN)
        };
        assertEquals(List.of(Kind.STORED, Kind.STORED, Kind.STORED), put(batch));
        byte[] before = Files.readAllBytes(file);
        assertEquals(List.of(Kind.PRESENT, Kind.PRESENT, Kind.PRESENT), put(batch));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void anotherTerminalInTheSameSecondMovesToTheNextFreeOneAndSaysSo() throws Exception {
        put(punch("1", EIGHT, "I", MAIN), punch("1", EIGHT, "I", SIDE), punch("1", EIGHT.plusSeconds(1), "I", MAIN));
        assertEquals(List.of(EIGHT, EIGHT.plusSeconds(1), EIGHT.plusSeconds(2)),
                rows().stream().map(row -> row.get("CHECKTIME")).toList());
        assertEquals(Arrays.asList(null, "muster +1s", "muster +1s"),
                rows().stream().map(row -> row.get("Memoinfo")).toList());
    }

    @Test
    void theOtherDirectionInTheSameSecondIsAnotherPunch() throws Exception {
        assertEquals(List.of(Kind.STORED, Kind.STORED),
                put(punch("1", EIGHT, "I", MAIN), punch("1", EIGHT, "O", MAIN)));
        assertEquals(List.of("I", "O"), rows().stream().map(row -> row.get("CHECKTYPE")).toList());
    }

    @Test
    void afterSixInOneSecondThereIsNoRoom() throws Exception {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            kinds.addAll(put(punch("1", EIGHT, "I", "TSTATT00000" + i)));
        }
        assertEquals(Kind.SAME_SECOND, kinds.removeLast());
        assertTrue(kinds.stream().allMatch(Kind.STORED::equals));
        assertEquals(6, rows().size());
    }

    @Test
    void whatTheTimeProgramCollectedItselfIsNotWrittenAgain() throws Exception {
        TimeProgramFile.add(file, "CHECKINOUT", Map.of("USERID", 1, "CHECKTIME", EIGHT, "CHECKTYPE", "I"));
        assertEquals(List.of(Kind.PRESENT), put(punch("1", EIGHT, "I", MAIN)));
    }

    @Test
    void anUnknownPersonIsNotMadeUnlessAsked() throws Exception {
        assertEquals(List.of(Kind.UNKNOWN_PERSON, Kind.STORED),
                put(punch("42", EIGHT, "I", MAIN), punch("1", EIGHT, "I", MAIN)));
        assertEquals(2, TimeProgramFile.rows(file, "USERINFO").size());
        target(true).put(List.of(punch("42", EIGHT, "I", MAIN), punch("42", EIGHT.plusHours(1), "O", MAIN)));
        Row person = TimeProgramFile.rows(file, "USERINFO").get(2);
        assertEquals("42", person.get("Badgenumber"));
        assertEquals("Name 42", person.get("Name"));
        assertEquals((short) 1, person.get("DEFAULTDEPTID"));
        assertEquals(3, rows().getLast().get("USERID"));
    }

    @Test
    void anOlderVersionGetsTheColumnsItHas() throws Exception {
        for (boolean key : new boolean[] {true, false}) {
            Files.delete(file);
            file = TimeProgramFile.older(folder, key);
            AccessPunch first = punch("1", EIGHT, "I", MAIN);
            AccessPunch other = punch("1", EIGHT, "I", SIDE);
            assertEquals(List.of(Kind.STORED, Kind.PRESENT, Kind.SAME_SECOND), put(first, first, other));
            assertEquals(List.of(Kind.PRESENT), put(first));
            assertEquals(1, rows().size());
            assertEquals("7", rows().getFirst().get("WorkCode"));
            assertEquals(MAIN, TimeProgramFile.rows(file, "Machines").getFirst().get("MachineAlias"));
        }
    }

    @Test
    void comparingTellsAndChangesNothing() throws Exception {
        put(punch("1", EIGHT, "I", MAIN));
        byte[] before = Files.readAllBytes(file);
        List<Placed> placed = target(true).compare(
                List.of(punch("1", EIGHT, "I", MAIN), punch("1", EIGHT, "I", SIDE), punch("77", EIGHT, "I", SIDE)));
        assertEquals(List.of(Kind.PRESENT, Kind.STORED, Kind.STORED), placed.stream().map(Placed::kind).toList());
        assertEquals("USERID 1, 2026-03-09 08:00:01, I, muster +1s", placed.get(1).text());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void theLockOfAnotherProgramIsHonoured() throws Exception {
        for (String name : List.of("att2000.ldb", "att2000.laccdb")) {
            Path lock = Files.write(folder.resolve(name), new byte[64]);
            AccessTrouble trouble = assertThrows(AccessTrouble.class, () -> put(punch("1", EIGHT, "I", MAIN)));
            assertEquals(AccessTrouble.Kind.RETRY, trouble.kind());
            assertTrue(trouble.getMessage().contains(name), trouble.getMessage());
            assertTrue(Files.exists(lock));
            Files.delete(lock);
        }
        assertEquals(List.of(Kind.STORED), put(punch("1", EIGHT, "I", MAIN)));
    }

    @Test
    void ourOwnLockIsThereWhileTheFileIsAndGoneAfterwards() throws Exception {
        Path ldb = folder.resolve("att2000.ldb");
        try (LockFile lock = LockFile.take(file, Duration.ZERO)) {
            assertEquals(64, Files.size(ldb), lock.toString());
            AccessTrouble trouble = assertThrows(AccessTrouble.class, () -> put(punch("1", EIGHT, "I", MAIN)));
            assertEquals(AccessTrouble.Kind.RETRY, trouble.kind());
        }
        assertFalse(Files.exists(ldb));
    }

    @Test
    void theLockOfAMusterThatWasKilledIsTakenOver() throws Exception {
        Path ldb = folder.resolve("att2000.ldb");
        byte[] left;
        try (LockFile lock = LockFile.take(file, Duration.ZERO)) {
            left = Files.readAllBytes(ldb);
            assertEquals(64, left.length, lock.toString());
        }
        Files.write(ldb, left);
        assertEquals(List.of(Kind.STORED), put(punch("1", EIGHT, "I", MAIN)));
        assertFalse(Files.exists(ldb));
    }

    @Test
    void aCopyIsMadeBeforeTheFirstWriteOfADayAndSevenAreKept() throws Exception {
        byte[] before = Files.readAllBytes(file);
        put(punch("1", EIGHT, "I", MAIN));
        Path first = folder.resolve("att2000-20260309-083000.mdb.bak");
        assertArrayEquals(before, Files.readAllBytes(first));
        put(punch("1", EIGHT.plusHours(1), "I", MAIN));
        for (int day = 1; day <= 7; day++) {
            assertEquals(day, copies().size());
            now = now.plus(Duration.ofDays(1));
            put(punch("1", EIGHT, "I", MAIN));
            assertEquals(day, copies().size(), "nothing was written, so nothing is copied");
            put(punch("1", EIGHT.plusDays(day), "I", MAIN));
        }
        assertEquals(7, copies().size());
        assertFalse(Files.exists(first));
    }

    private List<String> copies() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".bak")).toList();
        }
    }

    @Test
    void aBatchThatWasCutInTheMiddleIsWholeAfterwardsWhereverItWasCut() throws Exception {
        byte[] old = Files.readAllBytes(file);
        AccessPunch[] batch = new AccessPunch[200];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = punch("1", EIGHT.plusMinutes(i), "I", MAIN);
        }
        put(batch);
        byte[] done = Files.readAllBytes(file);
        PageLog.Changes changes = changes(old, done);
        for (int cut = 0; cut <= changes.blocks().size(); cut++) {
            Files.write(file, old);
            new PageLog(file).save(changes);
            applyFirst(changes, cut);
            List<Kind> again = put(batch);
            assertTrue(again.stream().allMatch(Kind.PRESENT::equals), "cut after block " + cut);
            assertArrayEquals(done, Files.readAllBytes(file));
            assertFalse(Files.exists(folder.resolve("att2000.mdb.muster-redo")));
        }
    }

    private static PageLog.Changes changes(byte[] old, byte[] done) throws IOException {
        Path before = Files.write(Files.createTempFile("before", ".mdb"), old);
        try (HeldPages pages = new HeldPages(FileChannel.open(before, StandardOpenOption.READ))) {
            for (int at = 0; at < done.length; at += HeldPages.BLOCK) {
                int end = Math.min(done.length, at + HeldPages.BLOCK);
                if (at >= old.length || Arrays.mismatch(old, at, Math.min(end, old.length), done, at, end) >= 0) {
                    pages.write(ByteBuffer.wrap(done, at, end - at), at);
                }
            }
            return pages.changes();
        } finally {
            Files.delete(before);
        }
    }

    private void applyFirst(PageLog.Changes changes, int count) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var block : changes.blocks().reversed().entrySet().stream().limit(count).toList()) {
                PageLog.write(channel, changes.size(), block.getKey(), block.getValue().after());
            }
        }
    }

    @Test
    void whatAnotherProgramWroteInBetweenIsNeverWrittenOver() throws Exception {
        byte[] old = Files.readAllBytes(file);
        put(punch("1", EIGHT, "I", MAIN));
        PageLog.Changes changes = changes(old, Files.readAllBytes(file));
        Files.write(file, old);
        TimeProgramFile.add(file, "CHECKINOUT", Map.of("USERID", 2, "CHECKTIME", EIGHT, "CHECKTYPE", "I"));
        new PageLog(file).save(changes);
        byte[] theirs = Files.readAllBytes(file);
        AccessTrouble trouble = assertThrows(AccessTrouble.class, () -> put(punch("1", EIGHT, "I", MAIN)));
        assertEquals(AccessTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains("muster-redo"), trouble.cure());
        assertArrayEquals(theirs, Files.readAllBytes(file));
    }

    @Test
    void aMissingFileStopsTheSinkWithACure() throws IOException {
        Files.delete(file);
        AccessTrouble trouble = assertThrows(AccessTrouble.class, () -> put(punch("1", EIGHT, "I", MAIN)));
        assertEquals(AccessTrouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.getMessage().contains("no file"), trouble.getMessage());
        assertTrue(trouble.cure().contains("resume"), trouble.cure());
    }

    @Test
    void aDamagedFileStopsTheSinkAndTheCureNamesTheCopy() throws Exception {
        put(punch("1", EIGHT, "I", MAIN));
        byte[] whole = Files.readAllBytes(file);
        for (int kept : new int[] {0, 10, 5000, whole.length / 2}) {
            Files.write(file, Arrays.copyOf(whole, kept));
            AccessTrouble trouble = assertThrows(AccessTrouble.class, () -> put(punch("1", EIGHT, "O", MAIN)));
            assertEquals(AccessTrouble.Kind.STOP, trouble.kind(), trouble.getMessage());
            assertTrue(trouble.cure().contains("att2000-20260309-083000.mdb.bak"), trouble.cure());
            assertEquals(kept, Files.size(file));
        }
    }
}
