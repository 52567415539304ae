// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.command.Shell.Run;
import muster.model.Json;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.PunchPage;
import muster.model.PunchRow;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PunchesCommandTest {

    @TempDir
    private Path directory;

    @Test
    void punchesAreListedTheNewestFirst() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.house.terminals.add(new TerminalSettings(Muster.SERIAL, "Gate 王", null, null), "test");
            muster.house.journal.append(List.of(new PersonChange(
                    new Person("7", "Zo\033[2Jë", "", 0), false, null, "test", muster.house.clock.instant())));
            muster.punches(Muster.SERIAL, "7", 0, 2);
            Run run = new Shell().run("punches", "--url", muster.url());
            assertEquals("""
                    TIME                 TERMINAL  PIN  NAME     STATE     VERIFY MODE  SOURCE
                    2026-11-20 08:00:01  Gate 王   7    Zo\uFFFD[2Jë  check-in  finger       push
                    2026-11-20 08:00:00  Gate 王   7    Zo\uFFFD[2Jë  check-in  finger       push
                    """, run.out());
            assertEquals(0, run.code());
        }
    }

    @Test
    void theLastFiveOfATerminal() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.punches(Muster.SERIAL, "7", 0, 9);
            muster.punches("TSTATT000002", "8", 0, 9);
            Run run = new Shell().with("MUSTER_URL", muster.url())
                    .run("punches", "--terminal", Muster.SERIAL, "--limit", "5");
            assertEquals(6, run.out().lines().count());
            assertTrue(run.out().contains("08:00:08") && !run.out().contains("08:00:03"), run.out());
        }
    }

    @Test
    void filtersAreAppliedWithAndWithoutADaemon() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.punches(Muster.SERIAL, "7", 0, 3);
            muster.punches(Muster.SERIAL, "8", 100, 3);
            String[] filters = {
                "punches", "--pin", "8", "--source", "push", "--from", "2026-11-20T08:01", "--to", "2026-11-20",
                "--oldest", "--json"
            };
            Run asked = new Shell().with("MUSTER_URL", muster.url()).run(filters);
            PunchPage page = Json.parse(asked.out(), PunchPage.class);
            assertEquals(List.of(4L, 5L, 6L), page.punches().stream().map(PunchRow::seq).toList());
            String[] read = java.util.Arrays.copyOf(filters, filters.length + 2);
            read[filters.length] = "--data";
            read[filters.length + 1] = directory.toString();
            assertEquals(asked.out(), new Shell().run(read).out());
        }
    }

    @Test
    void noPunchesIsNoError() throws Exception {
        try (Muster muster = new Muster(directory)) {
            Run run = new Shell().run("punches", "--url", muster.url());
            assertEquals(new Run(0, "", "no punches\n"), run);
        }
    }

    @Test
    void jsonInAWindowCannotTakeItOver() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.punches(Muster.SERIAL, "7\u009B2J\u007F", 0, 1);
            Run run = new Shell().run("punches", "--json", "--url", muster.url());
            assertTrue(run.out().contains("7\\u009b2J\\u007f"), run.out());
            assertEquals("7\u009B2J\u007F", Json.parse(run.out(), PunchPage.class).punches().getFirst().pin());
        }
    }

    @Test
    void followingShowsTheNewestAndThenEachPunchOnceAsItComes() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.punches(Muster.SERIAL, "7", 0, 5);
            Following following = new Following(muster, "--follow", "--limit", "2", "--json", "--pin", "7");
            following.await(2);
            muster.punches(Muster.SERIAL, "8", 0, 3);
            muster.punches(Muster.SERIAL, "7", 5, 2);
            following.await(4);
            assertEquals(List.of(4L, 5L, 9L, 10L), following.seqs());
            assertEquals(75, following.stop());
        }
    }

    @Test
    void followingAsATableKeepsItsColumnsInLine() throws Exception {
        try (Muster muster = new Muster(directory)) {
            Following following = new Following(muster, "-f", "--limit", "0");
            following.await(1);
            muster.punches(Muster.SERIAL, "7", 0, 1);
            following.await(2);
            assertEquals("""
                    TIME                 TERMINAL          PIN     NAME                  STATE      VERIFY MODE  SOURCE
                    2026-11-20 08:00:00  TSTATT000001      7       -                     check-in   finger       push
                    """, following.out());
            following.stop();
        }
    }

    @Test
    void followingEndsWhenItsReaderHasEnough() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.punches(Muster.SERIAL, "7", 0, 1);
            PrintStream broken = new PrintStream(OutputStream.nullOutputStream()) {
                @Override
                public boolean checkError() {
                    return true;
                }
            };
            Commands commands = new Shell().with("MUSTER_URL", muster.url()).commands(broken, System.err);
            Thread thread = Thread.ofVirtual().start(() -> commands.run("punches", "--follow", "--limit", "0"));
            int second = 1;
            while (!thread.join(Duration.ofMillis(50))) {
                muster.punches(Muster.SERIAL, "7", second++, 1);
            }
            assertTrue(second > 1);
        }
    }

    @Test
    void followingAndAPastDoNotGoTogether() {
        for (String option : List.of("--from=2026-11-20", "--to=2026-11-20", "--oldest", "--data=/tmp")) {
            assertEquals(64, new Shell().run("punches", "--follow", option).code(), option);
        }
    }

    @Test
    void aDirectoryAndADaemonDoNotGoTogether() {
        assertEquals(64, new Shell().run("punches", "--data", "/tmp", "--url", "http://127.0.0.1:1").code());
    }

    @Test
    void aDirectoryWithoutAJournalIsNamed() {
        Run run = new Shell().run("punches", "--data", directory.toString());
        assertTrue(run.code() == 74 || run.code() == 66, "" + run.code());
        assertTrue(run.err().contains(directory.toString()), run.err());
    }

    /// A `muster punches --follow` that runs beside the test.
    private static final class Following {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final java.util.concurrent.CompletableFuture<Integer> code =
                new java.util.concurrent.CompletableFuture<>();
        private final Thread thread;

        Following(Muster muster, String... options) {
            String[] args = new String[options.length + 3];
            args[0] = "punches";
            System.arraycopy(options, 0, args, 1, options.length);
            args[options.length + 1] = "--url";
            args[options.length + 2] = muster.url();
            thread = Thread.ofVirtual().start(() -> code.complete(new Shell().run(out, err, args)));
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        List<Long> seqs() {
            return out().lines().map(line -> Json.parse(line, PunchRow.class).seq()).toList();
        }

        void await(int lines) throws InterruptedException {
            while (out().lines().count() < lines) {
                if (code.isDone()) {
                    throw new AssertionError("it ended: " + err.toString(StandardCharsets.UTF_8));
                }
                Thread.sleep(5);
            }
        }

        int stop() {
            thread.interrupt();
            return code.join();
        }
    }
}
