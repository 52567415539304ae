// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import muster.app.command.Shell.Run;
import muster.model.Branch;
import muster.model.BranchList;
import muster.model.BranchStatus;
import muster.model.Json;
import muster.model.Pull;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Branches, and what terminals have to do with them, asked of a real muster.
final class BranchesCommandTest {

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

    private Terminal terminal() {
        return muster.house.terminals.find(Muster.SERIAL).orElseThrow();
    }

    @Test
    void aBranchIsAddedChangedListedAndRemoved() throws Exception {
        assertEquals(new Run(0, "", "no branches\n"), shell.run("branches", "list"));
        assertEquals(new Run(0, "branch B017 is added\n", ""),
                shell.run("branches", "add", "B017", "--name", "Main Street", "--zone", "Asia/Kolkata"));
        assertEquals(new Run(0, "branch B017 is changed\n", ""),
                shell.run("branches", "change", "B017", "--name", "High Street"));
        assertEquals(new Branch("B017", "High Street", "Asia/Kolkata", false),
                muster.house.branches.find("B017").orElseThrow());
        assertEquals(0, shell.run("branches", "change", "B017", "--zone", "").code());
        shell.run("terminals", "add", Muster.SERIAL, "--branch", "B017");
        muster.punches(Muster.SERIAL, "7", 0, 3);
        assertEquals(new Run(0, """
                ID    NAME         ZONE  TERMINALS  ONLINE  PUNCHES TODAY
                B017  High Street  -     1          0       3
                """, ""), shell.run("branches", "list"));
        assertEquals(new Run(0, "branch B017 is removed; its terminals and their punches stay\n", ""),
                shell.run("branches", "remove", "B017"));
        assertEquals(3, muster.house.punches().size());
    }

    @Test
    void theAnswersOfTheApiCanBeHadAsTheyAre() {
        Run add = shell.run("branches", "add", "B017", "--json");
        assertEquals(new BranchStatus("B017", "B017", null, 0, 0, 0), Json.parse(add.out(), BranchStatus.class));
        Run change = shell.run("branches", "change", "B017", "--name", "Main", "--json");
        assertEquals("Main", Json.parse(change.out(), BranchStatus.class).name());
        BranchList list = Json.parse(shell.run("branches", "list", "--json").out(), BranchList.class);
        assertEquals(List.of("B017"), list.branches().stream().map(BranchStatus::id).toList());
    }

    @Test
    void whatCannotBeIsToldWithItsExitCode() {
        assertEquals(65, shell.run("branches", "add", "Main Street").code());
        assertEquals(65, shell.run("branches", "add", "B017", "--zone", "Mars/Base").code());
        shell.run("branches", "add", "B017");
        assertEquals(65, shell.run("branches", "add", "B017").code());
        assertEquals(64, shell.run("branches", "change", "B017").code());
        assertEquals(66, shell.run("branches", "change", "B404", "--name", "x").code());
        Run remove = shell.run("branches", "remove", "B404");
        assertEquals(66, remove.code());
        assertTrue(remove.err().contains("B404"), remove.err());
    }

    @Test
    void aTerminalIsToldHowItIsRead() throws Exception {
        shell.run("branches", "add", "B017");
        Run add = shell.run("terminals", "add", Muster.SERIAL, "--branch", "B017", "--host", "192.0.2.7", "--port",
                "4371", "--transport", "udp", "--comm-key-file", "keys/gate", "--poll", "60", "--no-live",
                "--layout", "40", "--charset", "GB18030", "--set-clock");
        assertEquals(new Run(0, "terminal TSTATT000001 is added\n", ""), add);
        String key = Path.of("keys/gate").toAbsolutePath().toString();
        assertEquals(new Pull("192.0.2.7", 4371, Pull.Transport.UDP, key, 60, false, "40", "GB18030", true),
                terminal().pull());
        assertEquals("B017", terminal().branch());
        Run change = shell.run("terminals", "change", Muster.SERIAL, "--live", "--no-set-clock", "--layout", "",
                "--charset", "", "--comm-key-file", "", "--poll", "0", "--transport", "AUTO");
        assertEquals(0, change.code(), change.err());
        assertEquals(new Pull("192.0.2.7", 4371, Pull.Transport.AUTO, null, 0, true, null, null, false),
                terminal().pull());
        assertEquals(0, shell.run("terminals", "change", Muster.SERIAL, "--host", "", "--branch", "").code());
        assertEquals(null, terminal().pull());
        assertEquals(null, terminal().branch());
    }

    @Test
    void aTerminalThatWaitsIsApprovedWithHowItIsRead() throws Exception {
        muster.house.ask("GET", "/iclock/cdata?SN=" + Muster.SERIAL + "&options=all&pushver=2.4.1", "");
        assertEquals(0, shell.run("terminals", "approve", Muster.SERIAL, "--host", "192.0.2.7").code());
        assertEquals(Pull.at("192.0.2.7"), terminal().pull());
    }

    @Test
    void whatIsWrongOfItIsToldByMuster() {
        Run unknown = shell.run("terminals", "add", Muster.SERIAL, "--branch", "B404");
        assertEquals(65, unknown.code());
        assertTrue(unknown.err().contains("B404"), unknown.err());
        assertEquals(65, shell.run("terminals", "add", Muster.SERIAL, "--port", "4370").code());
        assertEquals(64, shell.run("terminals", "add", Muster.SERIAL, "--transport", "smoke").code());
    }

    @Test
    void theTerminalsOfOneBranchAreListed() throws Exception {
        shell.run("branches", "add", "B017");
        shell.run("terminals", "add", Muster.SERIAL, "--branch", "B017", "--host", "192.0.2.7");
        shell.run("terminals", "add", "TSTATT000002");
        for (List<String> place : List.of(
                List.of("--url", muster.url()), List.of("--data", directory.toString()))) {
            Run list = new Shell().run("terminals", "list", "--branch", "B017", place.get(0), place.get(1));
            assertTrue(list.out().startsWith("SERIAL        NAME          BRANCH  STATE  "), list.out());
            assertTrue(list.out().contains("\nTSTATT000001  TSTATT000001  B017    approved  "), list.out());
            assertEquals(2, list.out().lines().count());
            TerminalList json = Json.parse(
                    new Shell().run("terminals", "list", "--json", place.get(0), place.get(1)).out(),
                    TerminalList.class);
            assertEquals(List.of(Muster.SERIAL, "TSTATT000002"),
                    json.terminals().stream().map(TerminalStatus::serial).toList());
            assertEquals(Pull.at("192.0.2.7"), json.terminals().getFirst().pull());
            assertEquals(new Run(0, "", "no terminal is known in branch B404\n"),
                    new Shell().run("terminals", "list", "--branch", "B404", place.get(0), place.get(1)));
        }
    }
}
