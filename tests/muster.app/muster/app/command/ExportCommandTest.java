// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import muster.app.command.Shell.Run;
import muster.model.Bytes;
import muster.model.CheckIn;
import muster.model.Json;
import muster.model.LocalTimeFit;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Punch;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportCommandTest {

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(Files.createDirectory(directory.resolve("data")));
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        muster.close();
    }

    @Test
    void csvIsWhatASpreadsheetReadsAndNothingItRuns() throws Exception {
        muster.house.journal.append(List.of(new PersonChange(new Person("7", "=HYPERLINK(\"x\"),\"1\"", "", 0), false,
                null, "test", muster.house.clock.instant())));
        muster.punches(Muster.SERIAL, "7", 0, 1);
        Run run = shell.run("export", "--format", "csv");
        assertEquals("seq,source,terminal,terminal_name,pin,person_name,local_time,time,zone,zone_from,fit,received_at,"
                + "state,state_name,verify_mode,verify_mode_name,work_code,raw,event,method,carrier,rssi,device_name,"
                + "proof,timing,photo,key\r\n"
                + "2,push,TSTATT000001,TSTATT000001,7,\"'=HYPERLINK(\"\"x\"\"),\"\"1\"\"\",2026-11-20 08:00:00,"
                + "2026-11-20T08:00:00+05:30,Asia/Kolkata,config,exact,2026-11-20T02:30:00Z,0,check-in,1,finger,,"
                + "\"7\t2026-11-20 08:00\t0\t1\",,,,,,,,,\r\n", run.out());
    }

    @Test
    void theColumnsAreTheMembersOfAPunchAndOfACheckIn() throws Exception {
        List<String> members = Stream.of(PunchRow.class, CheckIn.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .filter(component -> component.getType() != CheckIn.class)
                .map(component -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase())
                .toList();
        assertEquals(String.join(",", members), shell.run("export", "--format", "csv").out().strip());
    }

    @Test
    void aCheckInAtADoorHasItsEventInAColumn() throws Exception {
        LocalDateTime local = LocalDateTime.of(2026, 11, 20, 8, 0, 5);
        CheckIn checkIn = new CheckIn("fair", "ble", "name", -60, "=ATT-7", CheckIn.Proof.VERIFIED,
                CheckIn.Timing.RETIMED, null, "a,key");
        muster.house.journal.append(List.of(new Punch(Source.BLE, "Scanner-01", "ATT-7", local,
                ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata", ZoneFrom.CONFIG, LocalTimeFit.EXACT,
                muster.house.clock.instant(), Punch.NOT_GIVEN, Punch.NOT_GIVEN, "", Bytes.of("{}"), checkIn)));
        String row = shell.run("export", "--format", "csv").out().lines().skip(1).findFirst().orElseThrow();
        assertTrue(row.startsWith("1,ble,Scanner-01,Scanner-01,ATT-7,,2026-11-20 08:00:05,"), row);
        assertTrue(row.endsWith(",{},fair,ble,name,-60,'=ATT-7,verified,retimed,,\"a,key\""), row);
        PunchRow read = Json.parse(shell.run("export", "--format", "jsonl").out(), PunchRow.class);
        assertEquals(checkIn, read.checkIn());

        for (String format : List.of("csv", "jsonl")) {
            Path file = directory.resolve("out." + format);
            shell.run("export", "--format", format, "-o", file.toString());
            assertEquals(0, shell.run("import", file.toString()).code());
            assertEquals(1, muster.house.journal.head(), "what is here already is not journalled again: " + format);
            String data = Files.createDirectory(directory.resolve("other-" + format)).toString();
            assertEquals(0, new Shell().run("import", file.toString(), "--data", data).code());
            PunchRow elsewhere = Json.parse(
                    new Shell().run("export", "--format", "jsonl", "--data", data).out(), PunchRow.class);
            assertEquals(checkIn, elsewhere.checkIn(), format);
        }
    }

    @Test
    void aByteOrderMarkIsWrittenWhenAsked() {
        assertTrue(shell.run("export", "--format", "csv", "--bom").out().startsWith("\uFEFFseq,"));
        assertEquals(64, shell.run("export", "--format", "jsonl", "--bom").code());
    }

    @Test
    void manyPagesAreOneFileAndTheFileAppearsWhole() throws Exception {
        muster.punches(Muster.SERIAL, "7", 0, 6000);
        muster.punches(Muster.SERIAL, "8", 6000, 6001);
        Path file = directory.resolve("out.jsonl");
        Run run = shell.run("export", "--format", "jsonl", "--output", file.toString());
        assertEquals(new Run(0, "", "12,001 punches written to " + file + "\n"), run);
        List<String> lines = Files.readAllLines(file);
        assertEquals(12_001, lines.size());
        assertTrue(lines.getFirst().startsWith("{\"seq\":1,") && lines.getLast().startsWith("{\"seq\":12001,"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of("data", "out.jsonl"), names());
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anExportThatFailsLeavesTheOldFileAndNoHalfOne() throws Exception {
        Path file = Files.writeString(directory.resolve("out.csv"), "old");
        Run run = new Shell().run("export", "--format", "csv", "-o", file.toString(), "--url", "http://127.0.0.1:1");
        assertEquals(69, run.code());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("data", "out.csv"), names());
    }

    @Test
    void aPlaceWhereNoFileCanBeMadeIsNamed() {
        Run run = shell.run("export", "--format", "csv", "-o", directory + "/none/out.csv");
        assertEquals(73, run.code());
        assertTrue(run.err().contains("there is no such directory"), run.err());
        assertEquals(73, shell.run("export", "--format", "csv", "-o", directory.toString()).code());
    }

    @Test
    void whatIsExportedIsTheSameWithoutADaemonAndFiltered() throws Exception {
        muster.punches(Muster.SERIAL, "7", 0, 5);
        muster.punches("TSTATT000002", "8", 0, 5);
        String data = directory.resolve("data").toString();
        String[] filtered = {
            "export", "--format", "csv", "--terminal", "TSTATT000002", "--pin", "8", "--from", "2026-11-20T08:00:01",
            "--to", "2026-11-20T08:00:04"
        };
        Run asked = shell.run(filtered);
        assertEquals(4, asked.out().lines().count());
        assertEquals(asked.out(), new Shell().run(Stream.concat(Stream.of(filtered), Stream.of("--data", data))
                .toArray(String[]::new)).out());
    }

    @Test
    void bothFormatsCanBeImportedElsewhereAndGiveTheSamePunches() throws Exception {
        muster.punches(Muster.SERIAL, "007", 0, 3);
        muster.punches("TSTATT000002", "=8 @", 0, 3);
        for (String format : List.of("csv", "jsonl")) {
            Path file = directory.resolve("out." + format);
            shell.run("export", "--format", format, "-o", file.toString());
            String data = Files.createDirectory(directory.resolve("other-" + format)).toString();
            assertEquals(0, new Shell().run("import", file.toString(), "--data", data).code());
            assertEquals(keys(new Shell().run("export", "--format", "jsonl", "--data", directory + "/data")),
                    keys(new Shell().run("export", "--format", "jsonl", "--data", data)), format);
        }
    }

    private static List<String> keys(Run export) {
        return export.out().lines()
                .map(line -> Json.parse(line, PunchRow.class))
                .map(row -> row.terminal() + " " + row.pin() + " " + row.localTime() + " " + row.state() + " "
                        + row.verifyMode() + " " + row.time() + " " + row.workCode() + " " + row.raw())
                .toList();
    }
}
