// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import muster.app.House;
import muster.app.command.Shell.Run;
import muster.app.command.TinyApi.Answer;
import muster.model.FetchReport;
import muster.model.Json;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Terminals that are read now, by a real muster and without one.
@Timeout(120)
final class FetchCommandTest {

    private static final String ONE = "TSTPUL000001";
    private static final String TWO = "TSTPUL000002";

    @TempDir
    private Path directory;

    private Path data;
    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        data = Files.createDirectory(directory.resolve("data"));
        muster = new Muster(data);
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        if (muster != null) {
            muster.close();
        }
    }

    private void add(Devices devices, String... more) {
        add(devices.device().device().serial(), devices.port(), more);
    }

    private void add(String serial, int port, String... more) {
        List<String> words = new ArrayList<>(
                List.of("terminals", "add", serial, "--host", "127.0.0.1", "--port", Integer.toString(port)));
        words.addAll(List.of(more));
        assertEquals(0, shell.run(words.toArray(String[]::new)).code());
    }

    @Test
    void whatTerminalsHoldIsInTheJournalAndATableSaysSo() throws Exception {
        try (Devices first = Devices.one(ONE, 1200); Devices second = Devices.one(TWO, 30)) {
            add(first);
            add(second);
            assertEquals(new Run(0, """
                    TERMINAL      RECORDS  NEW    KNOWN  COUNTER  MISSING  SECONDS  COMPLETE
                    TSTPUL000001  1,200    1,200  0      1,200    0        0.0      yes
                    TSTPUL000002  30       30     0      30       0        0.0      yes
                    """, ""), shell.run("fetch", "--all"));
            assertEquals(1230, muster.house.punches().size());
            assertEquals(new Run(0, """
                    TERMINAL      RECORDS  NEW  KNOWN  COUNTER  MISSING  SECONDS  COMPLETE
                    TSTPUL000001  1,200    0    1,200  1,200    0        0.0      yes
                    TSTPUL000002  30       0    30     30       0        0.0      yes
                    """, ""), shell.run("fetch", "--terminal", ONE, "--terminal", TWO));
        }
    }

    @Test
    void theTerminalsOfABranchAreReadAndTheReportCanBeHadAsJson() throws Exception {
        try (Devices first = Devices.one(ONE, 5); Devices second = Devices.one(TWO, 5)) {
            shell.run("branches", "add", "B017");
            add(first, "--branch", "B017");
            add(second);
            FetchReport report =
                    Json.parse(shell.run("fetch", "--branch", "B017", "--json").out(), FetchReport.class);
            assertTrue(report.ended() && report.complete());
            assertEquals(List.of(ONE), report.rows().stream().map(row -> row.terminal()).toList());
            assertEquals(5, report.rows().getFirst().result().stored());
            assertEquals("api", report.rows().getFirst().result().by());
        }
    }

    @Test
    void aTerminalThatDoesNotAnswerIsForLaterAndTheOthersAreRead() throws Exception {
        try (Devices first = Devices.one(ONE, 5)) {
            add(first);
            add(TWO, 1);
            Run run = shell.run("fetch", "--all");
            assertEquals(75, run.code());
            assertTrue(run.out().contains("\nTSTPUL000001  5        5    0      5        0        0.0      yes\n"),
                    run.out());
            assertTrue(run.out().contains("\nTSTPUL000002  -        -    -      -        -        -        no\n"),
                    run.out());
            assertTrue(run.err().startsWith("muster: TSTPUL000002: "), run.err());
            assertEquals(75, shell.run("fetch", "--all", "--json").code());
        }
    }

    @Test
    void aTerminalThatCountsMoreThanItGivesIsBadData() throws Exception {
        try (Devices lying = Devices.one(ONE, 10, Devices.LYING)) {
            add(lying);
            Run run = shell.run("fetch", "--all");
            assertEquals(65, run.code());
            assertTrue(run.out().contains("\nTSTPUL000001  10       10   0      17       7        0.0      no\n"),
                    run.out());
            assertTrue(run.err().startsWith("muster: TSTPUL000001: the terminal says it holds 17 "), run.err());
            add(TWO, 1);
            assertEquals(75, shell.run("fetch", "--all").code(), "what may pass by itself is told first");
        }
    }

    @Test
    void onlyWhatIsNewerIsTakenWhenThatIsWished() throws Exception {
        try (Devices one = Devices.one(ONE, 10)) {
            add(one);
            List<String> times = one.device().device().records().stream().map(record -> record.localTime()).toList();
            String middle = times.stream().sorted().toList().get(5);
            Run run = shell.run("fetch", "--all", "--since", middle.replace(' ', 'T'));
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().contains("\nTSTPUL000001  5        5    0      10       0        0.0      in part\n"),
                    run.out());
            assertEquals(5, muster.house.punches().size());
        }
    }

    @Test
    void recordsThatAreHeldOrKnownOtherwiseAreToldOf() throws Exception {
        try (Devices one = Devices.one(ONE, 3)) {
            add(one);
            var record = one.device().device().records().getFirst();
            muster.house.ask("POST", "/iclock/cdata?SN=" + ONE + "&table=ATTLOG&Stamp=9999",
                    record.userId() + "\t" + record.localTime() + "\t" + record.state() + "\t99\n");
            Run run = shell.run("fetch", "--all");
            assertTrue(run.out().endsWith("""
                    TSTPUL000001  3        2    1      3        0        0.0      yes
                    1 record known with another state or verify mode and kept beside it
                    """), run.out());
        }
    }

    @Test
    void whatIsToBeReadMustBeNamedOnce() {
        for (String[] wrong : new String[][] {
            {"fetch"}, {"fetch", "--all", "--branch", "B1"}, {"fetch", "--terminal", ONE, "--all"},
            {"fetch", "--all", "--since", "yesterday"}, {"fetch", "--all", "--data", "x", "--url", "http://y"}
        }) {
            assertEquals(64, shell.run(wrong).code(), String.join(" ", wrong));
        }
    }

    @Test
    void whatIsNotThereOrNotReadIsTold() throws Exception {
        assertEquals(66, shell.run("fetch", "--terminal", "TSTPUL000404").code());
        assertEquals(66, shell.run("fetch", "--branch", "B404").code());
        muster.house.approve(Muster.SERIAL);
        Run pushing = shell.run("fetch", "--terminal", Muster.SERIAL);
        assertEquals(65, pushing.code());
        assertTrue(pushing.err().contains("is not read on port 4370"), pushing.err());
        assertEquals(65, shell.run("fetch", "--all").code());
    }

    @Test
    void withoutADaemonTheJournalIsWrittenItself() throws Exception {
        try (Devices one = Devices.one(ONE, 40)) {
            add(one);
            muster.close();
            muster = null;
            Run run = new Shell().run("fetch", "--all", "--data", data.toString());
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().contains("\nTSTPUL000001  40       40   0      40       0        0.0      yes\n"),
                    run.out());
            assertEquals(40, new Shell().run("punches", "--data", data.toString(), "--limit", "100").out().lines()
                    .filter(line -> line.endsWith("pull")).count());
            TerminalStatus shown = Json.parse(
                    new Shell().run("terminals", "show", ONE, "--json", "--data", data.toString()).out(),
                    TerminalStatus.class);
            assertEquals("cli", shown.lastFetch().by());
            assertTrue(shown.lastFetch().complete());
            assertEquals(66, new Shell().run("fetch", "--terminal", "T404", "--data", data.toString()).code());
        }
    }

    @Test
    void aJournalThatARunningMusterHasIsNotTouched() {
        Run run = new Shell().run("fetch", "--all", "--data", data.toString());
        assertEquals(75, run.code());
        assertTrue(run.err().contains("leave out --data to have it read them"), run.err());
    }

    @Test
    void aFolderWithoutAJournalIsNoInput() {
        Run run = new Shell().run("fetch", "--all", "--data", directory.toString());
        assertEquals(66, run.code());
        assertTrue(Files.notExists(directory.resolve("muster.db")), "and none is made");
    }

    @Test
    void aPulledTerminalShowsWhatCameOfItsLastRead() throws Exception {
        try (Devices one = Devices.one(ONE, 10, Devices.LYING)) {
            shell.run("branches", "add", "B017");
            add(one, "--branch", "B017");
            String before = shell.run("terminals", "show", ONE).out();
            assertTrue(before.contains("branch             B017\n"), before);
            assertTrue(before.contains("zone               its branch's, or as configured\n"), before);
            assertTrue(before.contains("read at            127.0.0.1 port " + one.port() + ", auto\n"), before);
            assertTrue(before.contains("last fetch         -\nmemory             -\n"), before);
            shell.run("fetch", "--all");
            muster.house.contacts.counted(ONE, 20, 45_000);
            muster.house.fetches.filled(ONE, 100_000, 44_000);
            muster.house.pass(Duration.ofDays(1));
            muster.house.fetches.filled(ONE, 100_000, 45_000);
            String after = shell.run("terminals", "show", ONE).out();
            assertTrue(after.contains("last fetch         0 s ago, not complete: 10 records, 10 new, 7 missing\n"),
                    after);
            assertTrue(after.contains("memory             45 % full, 45,000 of 100,000 punches\n"), after);
            // 55,000 more at a thousand a day
            LocalDate full = LocalDate.ofInstant(House.MORNING.plus(Duration.ofDays(56)), ZoneId.systemDefault());
            assertTrue(after.contains("full on            " + full + "\n"), after);
        }
    }

    private static Answer report(String state) {
        boolean ended = state.equals("ended");
        return new Answer(200, "{\"id\":1,\"ended\":" + ended + ",\"complete\":" + ended + ",\"rows\":["
                + "{\"terminal\":\"S1\",\"name\":\"S1\",\"state\":\"" + state + "\",\"bytes_read\":0,\"bytes_total\":0"
                + (ended ? ",\"result\":{\"terminal\":\"S1\",\"complete\":true,\"records\":1}" : "") + "}]}");
    }

    @Test
    void aQuestionWithoutAnAnswerIsAskedAgain() throws Exception {
        try (TinyApi api = new TinyApi(report("waiting"), new Answer(0, ""), report("reading"), new Answer(503, ""),
                report("ended"))) {
            Run run = new Shell().run("fetch", "--all", "--url", api.url());
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().contains("\nS1        1 "), run.out());
        }
    }

    @Test
    void aMusterThatForgotTheOrderIsTold() throws Exception {
        Answer forgotten = new Answer(404,
                "{\"type\":\"/problems/not-found\",\"title\":\"Not found\",\"status\":404,\"detail\":\"no order 1\"}");
        try (TinyApi api = new TinyApi(report("reading"), forgotten)) {
            Run run = new Shell().run("fetch", "--all", "--url", api.url());
            assertEquals(75, run.code());
            assertEquals("muster: muster was started anew while it read the terminals\n"
                    + "  give the command again; what was read is in the journal\n", run.err());
        }
    }
}
