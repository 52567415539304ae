// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.app.command.Shell.Run;
import muster.model.Punch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportCommandTest {

    private static final String STICK = """
            \s       7\t2026-11-19 08:00:05\t1\t0\t15\t0
                    8\t2026-11-19 08:01:00\t1\t1\t1\t12
                   10\t2026-02-30 08:00:00\t1\t0\t1\t0
            """;

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

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void theFileOfAStickGoesInAndItsBadLineIsNamed() throws Exception {
        String file = file("TSTATT000001_attlog.dat", STICK);
        Run run = shell.run("import", file);
        assertEquals(65, run.code());
        assertEquals("muster: " + file + ":3: \"2026-02-30 08:00:00\" is no time such as 2026-11-20 08:00:05\n",
                run.err());
        assertEquals(file + ": 2 punches read, 2 new, 0 known already\nleft out 1 row that could not be read\n",
                run.out());
        Punch first = muster.house.punches().getFirst();
        assertEquals("TSTATT000001 7 2026-11-19T08:00:05 0 15 0", first.terminal() + " " + first.pin() + " "
                + first.localTime() + " " + first.state() + " " + first.verifyMode() + " " + first.workCode());
        assertEquals(STICK.lines().findFirst().orElseThrow(), first.raw().toString());
    }

    @Test
    void aSecondImportChangesNothingAndSaysSo() throws Exception {
        String good = STICK.substring(0, STICK.lastIndexOf('\n', STICK.length() - 2) + 1);
        String file = file("TSTATT000001_attlog.dat", good);
        assertEquals(0, shell.run("import", file).code());
        Run again = shell.run("import", file);
        assertEquals(
                new Run(0, file + ": 2 punches read, nothing new: all of them are in the journal already\n", ""),
                again);
        assertEquals(2, muster.house.punches().size());
    }

    @Test
    void aDryRunShowsHowItIsReadAndChangesNothing() throws Exception {
        shell.run("import", file("one.csv", "terminal,pin,time,state,verify\nTSTATT000001,7,2026-11-19 08:00:05,0,15\n"
                + "TSTATT000001,8,2026-11-19 08:01:00,0,1\n"));
        String file = file("TSTATT000001_attlog.dat", STICK);
        Run run = shell.run("import", "--dry-run", file);
        assertEquals(65, run.code());
        assertEquals(file + """
                : attlog.dat, columns read as pin, time, device, state, verify_mode, work_code \
                (give another order with --columns)
                TERMINAL      PIN  TIME                 STATE  VERIFY MODE  WORK CODE
                TSTATT000001  7    2026-11-19 08:00:05  0      15           0
                TSTATT000001  8    2026-11-19 08:01:00  1      1            12
                2 punches read; would be new: 0, known already: 1, known with another state or verify mode: 1
                would leave out 1 row that cannot be read
                """, run.out());
        assertEquals(2, muster.house.punches().size());
    }

    @Test
    void theOrderOfColumnsCanBeGiven() throws Exception {
        String file = file("TSTATT000001_attlog.dat", "7\t2026-11-19 08:00:05\t15\t1\t0\t3\n");
        assertEquals(0, shell.run("import", "--columns", "pin,time,verify_mode,-,state,work_code", file).code());
        Punch punch = muster.house.punches().getFirst();
        assertEquals("0 15 3", punch.state() + " " + punch.verifyMode() + " " + punch.workCode());
    }

    @Test
    void aStickWhoseFileIsNamedByADeviceNumberNeedsTheSerial() throws Exception {
        String file = file("1_attlog.dat", "7\t2026-11-19 08:00:05\t1\t0\t15\t0\n");
        Run run = shell.run("import", file);
        assertEquals(65, run.code());
        assertTrue(run.err().contains("--terminal SERIAL"), run.err());
        assertEquals(0, shell.run("import", "--terminal", "TSTATT000007", file).code());
        assertEquals("TSTATT000007", muster.house.punches().getFirst().terminal());
    }

    @Test
    void aBinaryFileIsRefusedWithAnotherWay() throws Exception {
        Path file = Files.write(directory.resolve("TSTATT000001_attlog.dat"), new byte[] {1, 0, 7, 0, 0, 0, 1, 2});
        Run run = shell.run("import", file.toString());
        assertEquals(65, run.code());
        assertTrue(run.err().contains("binary") && run.err().contains("query-punches"), run.err());
    }

    @Test
    void theFilesOfPhoneScannersAreTaken() throws Exception {
        String file = file("attendance_log.jsonl", """
                {"bleUuid":"a1b2","checkInTime":1763606405000,"scannerId":"door-1"}
                {"bleUuid":"c3d4","timestamp":"2025-11-20T02:40:05Z","eventId":"e","scannerSource":"door-2",\
                "rssi":-70,"deviceName":null}
                {"bleUuid":"e5f6","timestamp":1763606405.5,"scannerSource":"door-2"}
                {"hello":1}
                not json
                """);
        Run run = shell.run("import", file);
        assertEquals(65, run.code());
        assertTrue(run.err().contains(":4: ") && run.err().contains(":5: the line is no JSON object"), run.err());
        List<Punch> punches = muster.house.punches();
        assertEquals(
                List.of("door-1 a1b2 2025-11-20T02:40:05Z", "door-2 c3d4 2025-11-20T02:40:05Z",
                        "door-2 e5f6 2025-11-20T02:40:05Z"),
                punches.stream().map(p -> p.terminal() + " " + p.pin() + " " + p.instant()).toList());
    }

    @Test
    void anotherZoneThanTheTerminalsIsConverted() throws Exception {
        String file = file("a.csv", "pin;time\n7;2026-11-19 08:00:00\n");
        shell.run("import", "--zone", "UTC", "--terminal", "TSTATT000001", file);
        assertEquals("2026-11-19T13:30", muster.house.punches().getFirst().localTime().toString());
    }

    @Test
    void standardInputIsAFileToo() throws Exception {
        shell.typing("{\"terminal\":\"TSTATT000001\",\"pin\":\"7\",\"local_time\":\"2026-11-19 08:00:00\"}\n");
        Run run = shell.run("import", "-");
        assertEquals(new Run(0, "standard input: 1 punch read, 1 new, 0 known already\n", ""), run);
    }

    @Test
    void impossibleTimesAreHeldAndToldOf() throws Exception {
        String file = file("a.csv", "terminal,pin,time\nT1,7,2001-01-01 08:00:00\nT1,7,2026-11-19 08:00:00\n");
        Run run = shell.run("import", file);
        assertEquals(0, run.code());
        assertTrue(run.out().contains("1 new, 0 known already, 1 held for their impossible time"), run.out());
    }

    @Test
    void aFileOfManyBatchesGoesIn() throws Exception {
        StringBuilder text = new StringBuilder("terminal,pin,time\n");
        for (int i = 0; i < 12_345; i++) {
            text.append("T1,").append(i).append(",2026-11-19 08:00:00\n");
        }
        Run run = shell.run("import", file("big.csv", text.toString()));
        assertTrue(run.out().endsWith("12,345 punches read, 12,345 new, 0 known already\n"), run.out());
        Run dry = shell.run("import", "-n", directory.resolve("big.csv").toString());
        assertTrue(dry.out().endsWith("12,345 punches read; would be new: 0, known already: 12,345\n"), dry.out());
    }

    @Test
    void linesTooLongForOneRequestAreSentInMore() throws Exception {
        String line = "{\"terminal\":\"T1\",\"pin\":\"%d\",\"local_time\":\"2026-11-19 08:00:00\",\"x\":\"%s\"}\n";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append(line.formatted(i, "\\\"\\u0001".repeat(6000)));
        }
        Run run = shell.run("import", file("long.jsonl", text.toString()));
        assertTrue(run.out().endsWith("400 new, 0 known already\n"), run.out() + run.err());
    }

    @Test
    void withoutADaemonTheJournalIsWrittenItself() throws Exception {
        String file = file("a.csv", "terminal,pin,time\nTSTATT000001,7,2026-11-19 08:00:00\n");
        String data = Files.createDirectory(directory.resolve("other")).toString();
        Run run = new Shell().run("import", file, "--data", data);
        assertEquals(new Run(0, file + ": 1 punch read, 1 new, 0 known already\n", ""), run);
        assertTrue(new Shell().run("punches", "--data", data).out().contains("import"));
    }

    @Test
    void aJournalThatARunningMusterHasIsNotTouched() throws Exception {
        String file = file("a.csv", "terminal,pin,time\nTSTATT000001,7,2026-11-19 08:00:00\n");
        Run run = new Shell().run("import", file, "--data", directory.resolve("data").toString());
        assertEquals(75, run.code());
        assertTrue(run.err().startsWith("muster: a running muster has the journal in "), run.err());
        assertTrue(run.err().contains("leave out --data"), run.err());
        assertEquals(0, muster.house.punches().size());
    }

    @Test
    void whatCannotBeOpenedIsNoInput() throws Exception {
        assertEquals(66, shell.run("import", directory.resolve("none").toString()).code());
        assertEquals(66, shell.run("import", directory.toString()).code());
        assertEquals(66, new Shell().run("import", file("a.csv", "pin,time\n"), "--data", directory + "/none").code());
    }

    @Test
    void aDaemonThatGoesAwayIsToldWithWhatIsIn() throws Exception {
        String file = file("a.csv", "terminal,pin,time\nTSTATT000001,7,2026-11-19 08:00:00\n");
        Run run = new Shell().run("import", "--url", "http://127.0.0.1:1", file);
        assertEquals(69, run.code());
        assertTrue(run.err().startsWith("muster: nobody answers"), run.err());
    }

    @Test
    void bytesThatAreNoUtf8AreStillRead() throws Exception {
        Path file = Files.write(directory.resolve("a.csv"),
                "terminal;pin;time;name\nT1;Zo\u00eb;2026-11-19 08:00:00;x\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(0, shell.run("import", file.toString()).code());
        assertEquals("Zo\u00eb", muster.house.punches().getFirst().pin());
    }
}
