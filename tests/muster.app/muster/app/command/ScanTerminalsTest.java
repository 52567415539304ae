// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import muster.app.command.Shell.Run;
import muster.app.simulate.device.Dialect;
import muster.model.Pull;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Terminals that are looked for, on addresses of this machine.
@Timeout(120)
final class ScanTerminalsTest {

    private static final String ONE = "TSTPUL000001";
    private static final String TWO = "TSTPUL000002";

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(directory);
        shell = new Shell().with("MUSTER_URL", muster.url());
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private Run scan(int port, String... more) {
        String[] words = new String[more.length + 7];
        System.arraycopy(new String[] {
            "terminals", "scan", "127.0.0.0/29", "--rate", "100/s", "--port", Integer.toString(port)
        }, 0, words, 0, 7);
        System.arraycopy(more, 0, words, 7, more.length);
        return shell.run(words);
    }

    private static Devices neighbour(Devices one, String address, long key) throws Exception {
        return Devices.at(address, one.port(), TWO, 3, Dialect.USUAL, key);
    }

    @Test
    void whatAnswersIsShownInTheOrderOfAddresses() throws Exception {
        try (Devices one = Devices.one(ONE, 3); Devices two = neighbour(one, "127.0.0.5", 0)) {
            assertEquals(one.port(), two.port());
            Run run = new Shell().run("terminals", "scan", "127.0.0.0/29", "--port", "" + one.port(), "--rate", "100");
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().matches("""
                    HOST       SERIAL        MODEL +FIRMWARE              PROBLEM
                    127.0.0.1  TSTPUL000001  .*  Ver 6.60 Apr 26 2016  -
                    127.0.0.5  TSTPUL000002  .*  Ver 6.60 Apr 26 2016  -
                    """), run.out());
        }
    }

    @Test
    void whatWasFoundIsAddedAndReadFromThenOn() throws Exception {
        try (Devices one = Devices.one(ONE, 3); Devices two = neighbour(one, "127.0.0.5", 0)) {
            shell.run("branches", "add", "B017");
            muster.house.approve(two.device().device().serial());
            Run run = scan(one.port(), "--add", "--branch", "B017");
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().lines().anyMatch(line -> line.startsWith("127.0.0.1  " + ONE)
                    && line.endsWith("  added")), run.out());
            assertTrue(run.out().lines().anyMatch(line -> line.endsWith("  known, and not read on port 4370:"
                    + " muster terminals change TSTPUL000002 --host 127.0.0.5")), run.out());
            var added = muster.house.terminals.find(ONE).orElseThrow();
            assertEquals("127.0.0.1 " + one.port() + " B017",
                    added.pull().host() + " " + added.pull().port() + " " + added.branch());
            assertEquals(0, shell.run("fetch", "--all").code());
            assertEquals(3, muster.house.punches().size());
            assertTrue(scan(one.port(), "--add").out().lines().anyMatch(line -> line.startsWith("127.0.0.1  " + ONE)
                    && line.endsWith("  known")));
            shell.run("terminals", "change", ONE, "--host", "192.0.2.9");
            assertTrue(scan(one.port(), "--add").out().contains("  known, and read at 192.0.2.9 port " + one.port()));
            assertEquals("192.0.2.9", muster.house.terminals.find(ONE).orElseThrow().pull().host());
        }
    }

    @Test
    void oneThatWantsAKeyIsShownAndNotAdded() throws Exception {
        try (Devices one = Devices.at("127.0.0.2", 0, ONE, 3, Dialect.USUAL, 4711)) {
            Run run = scan(one.port(), "--add", "--json");
            assertEquals(0, run.code(), run.err());
            JsonObject found = JsonParser.parseString(run.out()).getAsJsonObject()
                    .getAsJsonArray("found").get(0).getAsJsonObject();
            assertEquals("127.0.0.2", found.get("host").getAsString());
            assertTrue(!found.get("problem").getAsString().isEmpty());
            assertTrue(found.get("terminal").getAsString().startsWith("not added: "), run.out());
            assertEquals(0, muster.house.terminals.list().terminals().size());
        }
    }

    @Test
    void oneThatTalksToMusterAlreadyIsKnownByItsAddress() throws Exception {
        try (Devices one = Devices.at("127.0.0.2", 0, ONE, 3, Dialect.USUAL, 4711)) {
            shell.run("terminals", "add", ONE, "--host", "127.0.0.2", "--port", "" + one.port());
            assertTrue(scan(one.port(), "--add").out().contains("  known: terminal TSTPUL000001 is read there\n"));
        }
    }

    @Test
    void aBranchThatIsNotThereKeepsThemFromBeingAdded() throws Exception {
        try (Devices one = Devices.one(ONE, 3)) {
            Run run = scan(one.port(), "--add", "--branch", "B404");
            assertEquals(65, run.code());
            assertTrue(run.out().contains("not added: ") && run.out().contains("B404"), run.out());
        }
    }

    @Test
    void nothingFoundIsSaid() {
        assertEquals(new Run(0, "", "nothing answers on port 1 in 127.0.0.0/29\n"), scan(1));
        assertEquals(new Run(0, "{\"found\":[]}\n", ""), scan(1, "--json"));
    }

    @Test
    void aMusterThatDoesNotAnswerIsToldBeforeTheLongWork() {
        Run run = new Shell().run("terminals", "scan", "127.0.0.1", "--add", "--url", "http://127.0.0.1:1");
        assertEquals(69, run.code());
    }

    @Test
    void whatCannotBeScannedIsAMistake() {
        for (String[] wrong : new String[][] {
            {"10.0.0.0/8"}, {"terminal.example"}, {"192.0.2.0/33"}, {"192.0.2.1", "--rate", "0"},
            {"192.0.2.1", "--rate", "501/s"}, {"192.0.2.1", "--rate", "fast"}, {"192.0.2.1", "--timeout", "50ms"},
            {"192.0.2.1", "--timeout", "1m"}, {"192.0.2.1", "--port", "0"}, {"192.0.2.1", "--branch", "B1"}
        }) {
            String[] words = new String[wrong.length + 2];
            words[0] = "terminals";
            words[1] = "scan";
            System.arraycopy(wrong, 0, words, 2, wrong.length);
            assertEquals(64, shell.run(words).code(), String.join(" ", words));
        }
    }
}
