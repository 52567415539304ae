// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.ImportedPunch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ImportFileTest {

    private static final PunchFields FIELDS = new PunchFields(null, null);

    private static ImportFile open(String name, byte[] bytes) throws IOException, UnreadableFile {
        return ImportFile.open(
                new ByteArrayInputStream(bytes), name, new ImportFile.Wishes(null, null, FIELDS));
    }

    private static ImportFile open(String name, String text) throws IOException, UnreadableFile {
        return open(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> rows(ImportFile file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Row row = file.rows().next(); row != null; row = file.rows().next()) {
            rows.add(row);
        }
        return rows;
    }

    private static String refusal(String name, byte[] bytes) {
        UnreadableFile e = assertThrows(UnreadableFile.class, () -> open(name, bytes));
        return e.getMessage() + " / " + e.hint();
    }

    @Test
    void theKindIsFoundOut() throws Exception {
        assertEquals(Format.JSONL, open("x", "\n{\"pin\":\"7\"}\n").format());
        assertEquals(Format.JSONL, open("x", "\uFEFF{\"pin\":\"7\"}\n").format());
        assertEquals(Format.CSV, open("x", "pin,time\n").format());
        assertEquals(Format.CSV, open("x.txt", "pin\ttime\n7\t2026-11-20 08:00:00\n").format());
        assertEquals(Format.ATTLOG, open("TSTATT000001_attlog.dat", "7\t2026-11-20 08:00:00\t1\n").format());
        ImportFile given = ImportFile.open(
                new ByteArrayInputStream("7\t2026-11-20 08:00:00\t1\n".getBytes(StandardCharsets.UTF_8)),
                "whatever.txt",
                new ImportFile.Wishes(null, null, new PunchFields("TSTATT000002", null)));
        assertEquals(Format.ATTLOG, given.format());
    }

    @Test
    void theSerialStandsInTheNameOfAStickButADeviceNumberIsNone() {
        assertEquals(Optional.of("TSTATT000001"), ImportFile.serial("TSTATT000001_attlog.dat"));
        assertEquals(Optional.of("3450000000001"), ImportFile.serial("3450000000001_ATTLOG.DAT"));
        assertEquals(Optional.empty(), ImportFile.serial("1_attlog.dat"));
        assertEquals(Optional.empty(), ImportFile.serial("attlog.dat"));
    }

    @Test
    void whatCannotBeReadIsRefusedWithAWayOut() {
        assertTrue(refusal("x", new byte[0]).contains("empty"));
        assertTrue(refusal("x", new byte[] {7, 0, 1}).contains("binary"));
        assertTrue(refusal("x", "\uFEFFpin".getBytes(StandardCharsets.UTF_16LE)).contains("iconv"));
        assertTrue(refusal("x.xlsx", new byte[] {'P', 'K', 3, 4}).contains("save the sheet as CSV"));
        assertTrue(refusal("x", "[{\"pin\":1}]".getBytes(StandardCharsets.UTF_8)).contains("jq"));
        assertTrue(refusal("x", "name,colour\n".getBytes(StandardCharsets.UTF_8)).contains("name, colour"));
        assertTrue(refusal("1_attlog.dat", "7\t2026-11-20 08:00:00\n".getBytes(StandardCharsets.UTF_8))
                .contains("--terminal"));
        assertTrue(refusal("TSTATT000001_attlog.dat", "7\t8\n".getBytes(StandardCharsets.UTF_8)).contains("no line"));
    }

    @Test
    void anOrderOfColumnsIsForSticksOnly() {
        InputStream in = new ByteArrayInputStream("pin,time\n".getBytes(StandardCharsets.UTF_8));
        assertThrows(UnreadableFile.class,
                () -> ImportFile.open(in, "x", new ImportFile.Wishes(null, "pin,time", FIELDS)));
    }

    @Test
    void columnNamesAreFoundInAnyOrderAndSpelling() throws Exception {
        String text = "\uFEFFVerify Mode;PIN;Name;Local-Time;Serial_Number;STATE;work code\r\n"
                + "15;007;Zoë;2026-11-20 08:00:05;TSTATT000001;;12\r\n";
        Row.Good row = (Row.Good) rows(open("x.csv", text)).getFirst();
        assertEquals(2, row.line());
        ImportedPunch punch = row.punch();
        assertEquals("TSTATT000001 007 2026-11-20 08:00:05 null 15 12", punch.terminal() + " " + punch.pin() + " "
                + punch.localTime() + " " + punch.state() + " " + punch.verifyMode() + " " + punch.workCode());
        assertEquals("15;007;Zoë;2026-11-20 08:00:05;TSTATT000001;;12", punch.raw().toString());
    }

    @Test
    void tablesOfOtherProgramsAreReadByTheNumberThatTheTerminalKnows() throws Exception {
        assertEquals("CSV with \",\", columns read as -, -, -, pin, -, time, -",
                open("x.csv", "id,device_id,user_id,device_user_id,badge,timestamp,status\n").rows().reading());
        assertEquals("CSV with \",\", columns read as terminal, pin, time, state, verify_mode",
                open("x.csv", "serial_number,user_id,timestamp,action,verify_method\n").rows().reading());
        assertEquals("CSV with \",\", columns read as -, pin, time, -, verify_mode, terminal",
                open("x.csv", "USERID,Badgenumber,CHECKTIME,CHECKTYPE,VERIFYCODE,sn\n").rows().reading());
        assertEquals("CSV with \",\", columns read as -, pin, time, state, verify_mode, work_code, terminal",
                open("x.csv", "id,emp_code,punch_time,punch_state,verify_type,work_code,terminal_sn\n")
                        .rows().reading());
    }

    @Test
    void aScannersLineCountsForItsEventAndWithoutOneIsAPunchOfTheScanner() throws Exception {
        List<Row> rows = rows(open("attendance_log.jsonl", """
                {"bleUuid":"ATT-7","timestamp":1795160000000,"eventId":"e1","scannerSource":"S","rssi":-61,\
                "deviceName":"phone"}
                {"bleUuid":"ATT-7","timestamp":1795160000000,"eventId":"e1","scannerSource":"S","rssi":"near"}
                {"bleUuid":"ATT-7","checkInTime":1795160000000,"scannerId":"S"}
                """));
        List<CheckIn> checkIns = rows.stream().map(row -> ((Row.Good) row).punch().checkIn()).toList();
        assertEquals(new CheckIn("e1", "ble", null, -61, "phone", CheckIn.Proof.CLAIMED, CheckIn.Timing.SENDER, null,
                null), checkIns.get(0));
        assertEquals(null, checkIns.get(1).rssi());
        assertEquals(null, checkIns.get(2));
    }

    @Test
    void rowsWithValuesTooManyAreBadBecauseTheyAreShifted() throws Exception {
        List<Row> rows = rows(open("x.csv", """
                terminal,pin,time
                T,7,2026-11-20 08:00:00,
                T,7,8,2026-11-20 08:00:00
                """));
        assertTrue(rows.get(0) instanceof Row.Good);
        assertEquals("it has 4 values for 3 columns", ((Row.Bad) rows.get(1)).why());
    }

    @Test
    void goodRowsAroundBadOnesAreAllThere() throws Exception {
        List<Row> rows = rows(open("TSTATT000001_attlog.dat", """
                7\t2026-11-20 08:00:00\t1\t0\t1\t0

                noise
                \t2026-11-20 08:00:00\t1\t0\t1\t0
                8\t2026-11-20 08:00:00\t1\tin\t1\t0
                %s
                9\t2026-11-20 08:00:00""".formatted("x".repeat(70_000))));
        assertEquals(List.of(1L, 3L, 4L, 5L, 6L, 7L), rows.stream().map(Row::line).toList());
        assertEquals(List.of(true, false, false, false, false, true),
                rows.stream().map(Row.Good.class::isInstance).toList());
    }

    @Test
    void jsonThatIsNoPunchIsBadAndNothingElseSuffers() throws Exception {
        List<Row> rows = rows(open("x", """
                {"pin":"7","terminal":"T","local_time":"2026-11-20 08:00:00","state":1.5}
                {"pin":["7"],"terminal":"T","local_time":"2026-11-20 08:00:00"}
                {"pin":"7","terminal":"T","local_time":"2026-11-20 08:00:00","raw":"base64:!"}
                {"bleUuid":"a","checkInTime":1e30,"scannerId":"s"}
                {"bleUuid":"a"}
                [1]
                "text"
                {"pin":7,"terminal":"T","time":"2026-11-20T02:30:00Z"}
                """));
        assertEquals(7, rows.stream().filter(Row.Bad.class::isInstance).count(), rows.toString());
        assertEquals("7", ((Row.Good) rows.getLast()).punch().pin());
    }

    /// Found by fuzzing: the mark was taken out of the middle of lines too, so that a record was not what was exported.
    @Test
    void theMarkOfAFilesBeginIsNoPartOfALineAndInsideOneItIsACharacter() throws Exception {
        String json = "\uFEFF{\"terminal\":\"TSTATT000001\",\"pin\":\"1\",\"local_time\":\"2026-11-20 08:00:05\","
                + "\"raw\":\"1\\t2026\uFEFF\"}\n";
        Row.Good row = (Row.Good) open("x.jsonl", json).rows().next();
        assertEquals("1", row.punch().pin());
        assertEquals(Bytes.of("1\t2026\uFEFF"), row.punch().raw());

        String stick = "\uFEFF7\t2026-11-20 08:00:05\t1\t0\n7\uFEFF8\t2026-11-20 08:00:06\t1\t0\n";
        Rows rows = open("TSTATT000001_attlog.dat", stick).rows();
        assertEquals("7", ((Row.Good) rows.next()).punch().pin());
        assertEquals("7\uFEFF8", ((Row.Good) rows.next()).punch().pin());
    }

    @Test
    void aFileOfManyLinesIsReadInLittleMemory() throws Exception {
        long lines = 2_000_000;
        InputStream endless = new InputStream() {
            private final byte[] line = "7\t2026-11-20 08:00:00\t1\t0\t1\t0\n".getBytes(StandardCharsets.US_ASCII);
            private long left = lines * line.length;

            @Override
            public int read() {
                return left == 0 ? -1 : line[(int) ((lines * line.length - left--) % line.length)];
            }
        };
        ImportFile file = ImportFile.open(
                endless, "TSTATT000001_attlog.dat", new ImportFile.Wishes(null, null, FIELDS));
        long count = 0;
        while (file.rows().next() instanceof Row.Good) {
            count++;
        }
        assertEquals(lines, count);
    }

    @Property(tries = 300)
    void whateverTheBytesAreNothingBreaks(@ForAll byte[] noise, @ForAll boolean stick) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((stick ? "7\t2026-11-20 08:00:00\t1\n" : "terminal,pin,time\nT,7,2026-11-20 08:00:00\n")
                .getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(noise);
        try {
            List<Row> rows = rows(open(stick ? "TSTATT000001_attlog.dat" : "x.csv", bytes.toByteArray()));
            assertTrue(rows.getFirst() instanceof Row.Good, rows.toString());
        } catch (UnreadableFile e) {
            assertTrue(e.getMessage().contains("binary"), e.getMessage());
        }
    }
}
