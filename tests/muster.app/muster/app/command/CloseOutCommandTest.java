// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.app.House;
import muster.app.command.Shell.Run;
import muster.app.day.CloseOutKey;
import muster.model.CloseOut;
import muster.model.CloseOut.Awaited;
import muster.model.CloseOut.OfBranch;
import muster.model.CloseOut.OfSink;
import muster.model.DayState;
import muster.model.Json;
import muster.model.Reconciliation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A day that is laid side by side and closed, by a real muster.
@Timeout(60)
final class CloseOutCommandTest {

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(Files.createDirectory(directory.resolve("data")));
        shell = new Shell().with("MUSTER_URL", muster.url());
        shell.run("branches", "add", "B1", "--name", "First");
        muster.house.approve(Muster.SERIAL);
        shell.run("terminals", "change", Muster.SERIAL, "--branch", "B1");
        muster.punches(Muster.SERIAL, "1001", 0, 3);
        muster.house.pass(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private void heard() throws Exception {
        muster.house.contacts.heard(Muster.SERIAL, InetAddress.getByName("192.0.2.7"));
    }

    @Test
    void aDayIsWaitedForUntilEveryTerminalWasHeardAndThenItIsComplete() throws Exception {
        Run before = shell.run("close-out");
        assertEquals(75, before.code());
        assertEquals("""
                BRANCH  NAME   STATE    TERMINALS  WAITING FOR  PUNCHES  HELD
                B1      First  waiting  1          1            3        0
                TSTATT000001 waiting: it was never heard
                2026-11-20 is waiting
                """, before.out());
        heard();
        assertEquals(new Run(0, """
                BRANCH  NAME   STATE     TERMINALS  WAITING FOR  PUNCHES  HELD
                B1      First  complete  1          0            3        0
                2026-11-20 is complete
                """, ""), shell.run("close-out", "--date", "2026-11-20", "--branch", "B1", "--tell"));
        assertEquals(75, shell.run("close-out", "--date", "2026-11-21").code());
        assertEquals(66, shell.run("close-out", "--branch", "B404").code());
        assertEquals(64, shell.run("close-out", "--date", "yesterday").code());
    }

    @Test
    void aDaySideBySideIsATableAndCanBeHadAsJson() throws Exception {
        heard();
        assertEquals(new Run(0, """
                TERMINAL      BRANCH  STATE     COUNTER  READ  JOURNAL  HELD  SINK  DELIVERED  WAITING  DEAD  SKIPPED
                TSTATT000001  B1      complete  -        -     3        0     -     -          -        -     -
                2026-11-20 is complete
                """, ""), shell.run("reconcile", "--targets"));
        assertEquals(0, shell.run("reconcile", "--repair").code());
        Run json = shell.run("reconcile", "--json", "--date", "2026-11-21");
        assertEquals(75, json.code());
        assertEquals(0, Json.parse(json.out(), Reconciliation.class).rows().getFirst().punches());
    }

    @Test
    void whatWasSignedCanBeCheckedWithoutAMusterAndWhatWasChangedIsFoundOut() throws Exception {
        heard();
        Path file = directory.resolve("day.json");
        String text = shell.run("close-out", "--json").out();
        Files.writeString(file, text);
        String key = CloseOutKey.open(directory.resolve("data/closeout.key")).publicKey();
        Shell alone = new Shell();
        Run fits = alone.run("close-out", "--verify", file.toString(), "--public-key", key);
        assertEquals(new Run(0, "signed by house at 2026-11-21T02:30:10Z: 2026-11-20 is complete\n", ""), fits);
        assertTrue(alone.run("close-out", "--verify", file.toString()).out().contains(key));
        assertEquals(65, alone.run("close-out", "--verify", file.toString(), "--public-key", "AAAA").code());
        Files.writeString(file, text.replace("\"punches\":3", "\"punches\":4"));
        assertEquals(65, alone.run("close-out", "--verify", file.toString()).code());
        Files.writeString(file, "no json");
        assertEquals(65, alone.run("close-out", "--verify", file.toString()).code());
        assertEquals(66, alone.run("close-out", "--verify", directory.resolve("none").toString()).code());
    }

    @Test
    void aPageHasNoLineOfMoreThanEightyColumns() throws Exception {
        Run page = shell.run("close-out", "--print");
        assertEquals(75, page.code());
        assertTrue(page.out().startsWith("DAY CLOSE-OUT"), page.out());
        assertTrue(page.out().contains("\nResult: WAITING\n"), page.out());
        CloseOut wide = new CloseOut(House.MORNING.atZone(House.KOLKATA).toLocalDate(), "B".repeat(64), DayState.FAILED,
                List.of(new OfBranch("B".repeat(64), "名前".repeat(30), DayState.FAILED, 1_000_000,
                        List.of(new Awaited("T".repeat(64), "N\u001b[31m".repeat(40), DayState.FAILED,
                                "x".repeat(300) + " and words " + "名".repeat(100), null)), 123_456_789, 1_000)),
                List.of(new OfSink("s".repeat(64), DayState.WAITING, 1, 2, "why ".repeat(50))), House.MORNING,
                "i".repeat(200), "k".repeat(60), "s".repeat(88));
        List<String> lines = new CloseOutPage(wide).lines();
        lines.forEach(line -> assertTrue(Display.width(line) <= 80, Display.width(line) + ": " + line));
        assertTrue(lines.stream().noneMatch(line -> line.contains("\u001b")));
    }
}
