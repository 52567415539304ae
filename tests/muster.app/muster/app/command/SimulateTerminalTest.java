// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import muster.app.command.Shell.Run;
import muster.model.LocalTimes;
import muster.zk.pull.PullSession;
import muster.zk.pull.PullSettings;
import muster.zk.pull.PullSizes;
import muster.zk.pull.PullTimes;
import muster.zk.pull.Quirks;
import muster.zk.pull.TableProgress;
import muster.zk.pull.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Simulated terminals from the command line, visited by muster's own client.
final class SimulateTerminalTest {

    private static final Pattern READY = Pattern.compile("ready terminal=127\\.0\\.0\\.1:([0-9]+) serial=(\\S+)");

    @TempDir
    private Path directory;

    private static Shell shell() {
        return new Shell(InstantSource.system());
    }

    /// Reads a terminal's log as the ledger writes it.
    private static List<String> visit(Matcher ready) throws Exception {
        PullSettings settings = new PullSettings("127.0.0.1", Integer.parseInt(ready.group(1)), Transport.TCP, 1234,
                PullTimes.STANDARD, PullSizes.STANDARD, Quirks.NONE);
        try (PullSession session = PullSession.open(settings, InstantSource.system())) {
            String serial = session.identity().serial();
            assertEquals(ready.group(2), serial);
            return session.attendance(TableProgress.NONE).stream()
                    .map(record -> String.join("\t", serial, record.userId(), LocalTimes.TEXT.format(record.time()),
                            Integer.toString(record.state()), Integer.toString(record.verify())))
                    .toList();
        }
    }

    @Test
    void theLedgerHasWhatAClientReads() throws Exception {
        Path ledger = directory.resolve("ledger");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        FutureTask<Integer> code = new FutureTask<>(() -> shell().run(out, err, "simulate", "terminal", "--listen",
                "127.0.0.1:0", "--count", "2", "--records", "80", "--users", "7", "--key", "1234", "--zone",
                "Asia/Kolkata", "--fault", "cut,duplicate-1500", "--fault", "event:1", "--ledger", ledger.toString()));
        Thread running = Thread.ofPlatform().start(code);
        Matcher ready = READY.matcher("");
        while (ready.reset(out.toString(StandardCharsets.UTF_8)).results().count() < 2) {
            assertFalse(code.isDone(), () -> err.toString(StandardCharsets.UTF_8));
            Thread.sleep(1);
        }
        ready.reset();
        assertTrue(ready.find());
        List<String> first = visit(ready);
        assertTrue(ready.find());
        List<String> second = visit(ready);
        running.interrupt();
        assertEquals(0, code.get());
        List<String> noted = Files.readAllLines(ledger);
        assertEquals(160, noted.size());
        assertEquals(noted.subList(0, 80), first);
        assertEquals(noted.subList(80, 160), second);
        assertTrue(first.getFirst().startsWith("SIM4370-0001\t100"), first.getFirst());
        String summary = out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertTrue(summary.matches("160 punches, sessions 2, requests [0-9]+, live punches sent 0, acknowledged 0,"
                + " faults [0-9]+, left disabled 0"), summary);
    }

    @Test
    void aTerminalThatPunchesEndsWithItsTime() throws Exception {
        Path ledger = directory.resolve("ledger");
        Run run = shell().run("simulate", "terminal", "--listen", "127.0.0.1:0", "--no-tcp", "--serial", "TSTATT000009",
                "--records", "0", "--rate", "100", "--duration", "500ms", "--ahead=-60", "--drift", "20",
                "--ledger", ledger.toString());
        assertEquals(0, run.code(), run.err());
        List<String> noted = Files.readAllLines(ledger);
        assertTrue(noted.size() > 1, noted.toString());
        assertTrue(noted.stream().allMatch(line -> line.startsWith("TSTATT000009\t1")), noted.toString());
        assertTrue(run.out().contains("serial=TSTATT000009\n"), run.out());
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = shell().run("simulate", "terminal", "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertEquals(69, run.code());
            assertTrue(run.err().contains("no terminal can listen at 127.0.0.1:" + taken.getLocalPort()), run.err());
        }
    }

    @Test
    void aLedgerThatCannotBeMadeIsSaidSo() {
        Run run = shell().run("simulate", "terminal", "--listen", "127.0.0.1:0", "--ledger",
                directory + "/none/ledger");
        assertEquals(73, run.code());
        assertTrue(run.out().isEmpty(), run.out());
    }

    @Test
    void wishesThatCannotBeAreMistakesOfTheCommandLine() {
        for (String wrong : List.of("--listen=4370", "--listen=127.0.0.1:65536", "--listen=127.0.0.1:65535 --count=2",
                "--listen=no.such.host.invalid:0", "--count=0", "--users=65536", "--records=100001", "--rate=-1",
                "--key=-1", "--key=4294967296", "--serial=a/b", "--drift=2000000", "--ahead=soon", "--layout=41",
                "--user-size=29", "--event-size=11", "--counts-size=5", "--unit=0", "--claim=-1", "--flow=upwards",
                "--welcome=warm", "--second=third", "--unacknowledged=weep", "--fault=explode", "--fault=cut:2",
                "--late=soon", "--zone=Mars/Base", "--option=novalue")) {
            String[] args = ("simulate terminal " + wrong + " --duration=1ms").split(" ");
            Run run = shell().run(args);
            assertEquals(64, run.code(), wrong + run.err());
        }
    }

    @Test
    void whatThereIsToChooseFromIsTold() {
        Run run = shell().run("simulate", "terminal", "--flow", "upwards");
        assertTrue(run.err().contains("--flow must be one of usual, inline, buffered, buffered-1500, buffered-bare,"
                + " direct, legacy-inline, legacy"), run.err());
    }
}
