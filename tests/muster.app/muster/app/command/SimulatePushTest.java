// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import muster.app.command.Shell.Run;
import muster.app.simulate.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The simulator against a real muster, through its second door.
final class SimulatePushTest {

    @TempDir
    private Path directory;

    private static Shell shell() {
        return new Shell(InstantSource.system());
    }

    @Test
    void whatTheLedgerSaysIsInTheJournal() throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.house.setClock(Instant.now());
            muster.house.approve("SIM0000001");
            muster.house.approve("SIM0000002");
            Path ledger = directory.resolve("ledger");
            Run run = shell().run("simulate", "push", "--url", muster.url(), "--terminals", "2", "--count", "20",
                    "--rate", "200", "--backlog", "70", "--resend", "0.3", "--faults",
                    "drop-reply,cut,garbage,wrong-length",
                    "--retry", "5ms", "--zone", "Asia/Kolkata", "--ledger", ledger.toString(), "--json");
            assertEquals(0, run.code(), run.err());
            List<String> noted = Files.readAllLines(ledger).stream().map(SimulatePushTest::key).sorted().toList();
            List<String> kept = muster.house.punches().stream()
                    .map(punch -> key(punch.terminal() + "\t" + punch.raw()))
                    .sorted()
                    .toList();
            assertEquals(180, noted.size());
            assertEquals(noted, kept);
            assertTrue(run.out().startsWith("{\"made\":180,"), run.out());
        }
    }

    private static String key(String line) {
        String[] cells = line.split("\t");
        return String.join(" ", cells[0], cells[1], cells[2], cells[3], cells[4]);
    }

    @Test
    void terminalsNobodyApprovedAreToldOf() throws Exception {
        try (Muster muster = new Muster(directory)) {
            Run run = shell().run("simulate", "push", "--url", muster.url(), "--count", "3", "--rate", "1000",
                    "--patience", "1s", "--retry", "10ms");
            assertEquals(75, run.code());
            assertTrue(run.out().startsWith("made 3, acknowledged 0, waiting 3, sent 0, resent 0, refused "),
                    run.out());
            assertTrue(run.err().contains("3 punches were not acknowledged")
                    && run.err().contains("muster terminals pair"), run.err());
        }
    }

    @Test
    void wishesThatCannotBeAreMistakesOfTheCommandLine() {
        for (String wrong : List.of("", "--url=http://x --terminals-at=x:1", "--terminals-at=x", "--url=https://x:1",
                "--terminals-at=x:1 --terminals=0", "--terminals-at=x:1 --resend=2",
                "--terminals-at=x:1 --faults=explode",
                "--terminals-at=x:1 --users=0", "--terminals-at=x:1 --rate=-1", "--terminals-at=x:1 --duration=soon",
                "--terminals-at=x:1 --serial-prefix=a/b", "--terminals-at=x:1 --rate=0 --count=5",
                "--terminals-at=x:1 --zone=Mars/Base", "--terminals-at=x:1 --backlog=-1", "--terminals-at=[:1")) {
            String[] args = ("simulate push " + wrong).strip().split(" ");
            assertEquals(64, new Shell().run(args).code(), wrong);
        }
    }

    @Test
    void countsAreWhatTheyAre() {
        assertTrue(new Counts(1, 2, 1, 1, 0, 0, 0).complete());
        assertEquals(3, new Counts(5, 2, 2, 0, 0, 0, 0).waiting());
    }

    @Test
    void aLedgerThatCannotBeMadeIsSaidSo() {
        Run run = shell().run("simulate", "push", "--terminals-at", "127.0.0.1:1", "--count", "1", "--ledger",
                directory + "/none/ledger");
        assertEquals(73, run.code());
    }
}
