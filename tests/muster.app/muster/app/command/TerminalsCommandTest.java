// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import muster.app.command.Shell.Run;
import muster.model.Command;
import muster.model.CommandList;
import muster.model.Json;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.PersonPage;
import muster.model.QuarantinePage;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Terminals, people and quarantine, asked of a real muster.
final class TerminalsCommandTest {

    private static final String INIT =
            "/iclock/cdata?SN=TSTATT000009&options=all&pushver=2.4.1&language=69&DeviceType=att";

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

    private Terminal terminal(String serial) {
        return muster.house.terminals.find(serial).orElseThrow();
    }

    @Test
    void aTerminalIsAddedChangedShownAndRemoved() {
        Run add = shell.run("terminals", "add", Muster.SERIAL, "--name", "Gate", "--zone", "Asia/Kolkata",
                "--address", "192.0.2.0/24", "--address", "192.0.2.7");
        assertEquals(new Run(0, "terminal TSTATT000001 is added\n", ""), add);
        assertEquals(List.of("192.0.2.0/24", "192.0.2.7"), terminal(Muster.SERIAL).addresses());
        assertEquals(0, shell.run("terminals", "change", Muster.SERIAL, "--zone", "", "--address", "").code());
        assertEquals(null, terminal(Muster.SERIAL).zone());
        assertEquals(List.of(), terminal(Muster.SERIAL).addresses());
        assertEquals("Gate", terminal(Muster.SERIAL).name());
        Run show = shell.run("terminals", "show", Muster.SERIAL);
        assertTrue(show.out().contains("name               Gate\n"), show.out());
        assertTrue(show.out().contains("may call from      anywhere\n"), show.out());
        Run remove = shell.run("terminals", "remove", Muster.SERIAL);
        assertEquals("terminal TSTATT000001 is removed; its punches stay\n", remove.out());
        Run gone = shell.run("terminals", "show", Muster.SERIAL);
        assertEquals(66, gone.code());
        assertEquals("""
                muster: there is no terminal TSTATT000001
                  muster terminals list shows those there are
                """, gone.err());
    }

    @Test
    void changingNothingIsAMistake() {
        assertEquals(64, shell.run("terminals", "change", Muster.SERIAL).code());
    }

    @Test
    void aWaitingTerminalIsListedAndApproved() throws Exception {
        muster.house.ask("GET", INIT, "");
        Run list = shell.run("terminals", "list");
        assertEquals("no terminal is known\n", list.err());
        assertEquals("""

                Waiting for approval (muster terminals approve SERIAL):
                SERIAL        ADDRESS     DIALECT  FIRST CALL  LAST CALL  CALLS
                TSTATT000009  192.0.2.77  att2     0 s ago     0 s ago    1
                """, list.out());
        Run approve = shell.run("terminals", "approve", "TSTATT000009", "--name", "Door");
        assertEquals(0, approve.code(), approve.err());
        assertEquals(Terminal.State.APPROVED, terminal("TSTATT000009").state());
        assertEquals("Door", terminal("TSTATT000009").name());
        assertEquals(0, shell.run("terminals", "refuse", "TSTATT000009").code());
        assertEquals(Terminal.State.REFUSED, terminal("TSTATT000009").state());
    }

    @Test
    void approvingATerminalThatNeverCalledIsNoInput() {
        Run run = shell.run("terminals", "approve", "TSTATT000404");
        assertEquals(66, run.code());
        assertTrue(run.err().startsWith("muster: terminal TSTATT000404 has not called"), run.err());
    }

    @Test
    void aWrongZoneIsBadDataAndToldByMuster() {
        Run run = shell.run("terminals", "add", Muster.SERIAL, "--zone", "Mars/Base");
        assertEquals(65, run.code());
        assertTrue(run.err().contains("Mars/Base"), run.err());
    }

    @Test
    void theListIsTheSameWithAndWithoutADaemonButForPresence() throws Exception {
        muster.house.approve(Muster.SERIAL);
        muster.punches(Muster.SERIAL, "7", 0, 3);
        assertEquals("""
                SERIAL        NAME          BRANCH  STATE     PRESENCE  LAST CONTACT  PUNCHES  \
                LATEST PUNCH         HELD  CLOCK OFF
                TSTATT000001  TSTATT000001  -       approved  not seen  -             3        \
                2026-11-20 08:00:02  0     -
                """, shell.run("terminals", "list").out());
        assertEquals(
                shell.run("terminals", "list", "--json").out(),
                new Shell().run("terminals", "list", "--json", "--data", directory.toString()).out());
        TerminalStatus shown = Json.parse(
                new Shell().run("terminals", "show", Muster.SERIAL, "--json", "--data", directory.toString()).out(),
                TerminalStatus.class);
        assertEquals(3, shown.punches());
    }

    @Test
    void pairingIsOpenedAndEnded() {
        Run open = shell.run("terminals", "pair", "--minutes", "30");
        assertEquals("unknown terminals are accepted by themselves until 2026-11-20T03:00:10Z\n", open.out());
        TerminalList list = Json.parse(shell.run("terminals", "list", "--json").out(), TerminalList.class);
        assertEquals(muster.house.clock.instant().plus(Duration.ofMinutes(30)), list.pairingUntil());
        assertTrue(shell.run("terminals", "list").out().contains("until 2026-11-20T03:00:10Z"));
        assertEquals(0, shell.run("terminals", "pair", "--stop").code());
        assertTrue(!shell.run("terminals", "list").out().contains("until"));
        assertEquals(64, shell.run("terminals", "pair", "--stop", "--minutes", "1").code());
        assertEquals(65, shell.run("terminals", "pair", "--minutes", "5000").code());
    }

    @Test
    void commandsAreQueuedListedAndTakenBack() throws Exception {
        muster.house.approve(Muster.SERIAL);
        Run queue = shell.run("terminals", "command", Muster.SERIAL, "query-punches", "--from", "2026-11-01",
                "--to", "2026-11-20", "--expires", "60", "--json");
        Command queued = Json.parse(queue.out(), Command.class);
        assertEquals("DATA QUERY ATTLOG StartTime=2026-11-01 00:00:00\tEndTime=2026-11-20 23:59:59", queued.text());
        assertEquals(queued.queuedAt().plus(Duration.ofHours(1)), queued.expiresAt());
        assertEquals("""
                command 2 is queued for terminal TSTATT000001; its answer: muster terminals commands TSTATT000001
                """, shell.run("terminals", "command", Muster.SERIAL, "check").out());
        assertEquals(List.of(
                        "ID  STATE   RESULT  SENT  QUEUED   BY   COMMAND  DETAIL",
                        "2   queued  -       -     0 s ago  api  CHECK    -"),
                shell.run("terminals", "commands", Muster.SERIAL).out().lines().limit(2)
                        .map(line -> line.replaceAll("(COMMAND|CHECK  ) +", "$1  "))
                        .toList());
        assertEquals("command 2 is taken back\n",
                shell.run("terminals", "commands", Muster.SERIAL, "--cancel", "2").out());
        assertEquals(66, shell.run("terminals", "commands", Muster.SERIAL, "--cancel", "2").code());
        Run open = shell.run("terminals", "commands", Muster.SERIAL, "--open", "--json");
        assertEquals(1, Json.parse(open.out(), CommandList.class).commands().size());
    }

    @Test
    void aCommandThatIsNoneIsNamedWithThoseThereAre() {
        Run run = shell.run("terminals", "command", Muster.SERIAL, "explode");
        assertEquals(64, run.code());
        assertTrue(run.err().contains("explode") && run.err().contains("query-punches"), run.err());
    }

    @Test
    void aTerminalWithoutCommandsIsNoError() throws Exception {
        muster.house.approve(Muster.SERIAL);
        assertEquals(new Run(0, "", "no commands\n"), shell.run("terminals", "commands", Muster.SERIAL));
    }

    @Test
    void peopleOfManyPagesAreListedAsOne() throws Exception {
        muster.house.journal.append(IntStream.range(0, 2345)
                .mapToObj(i -> new PersonChange(new Person(String.format("%05d", i), "Name " + i, "", 0), false, null,
                        "test", muster.house.clock.instant()))
                .toList());
        Run asked = shell.run("people", "list", "--json");
        assertEquals(2345, Json.parse(asked.out(), PersonPage.class).people().size());
        assertEquals(asked.out(), new Shell().run("people", "list", "--json", "--data", directory.toString()).out());
        assertTrue(shell.run("people", "list").out().startsWith("""
                PIN    NAME       CARD  PRIVILEGE
                00000  Name 0     -     0
                """));
    }

    @Test
    void heldRecordsAreListedAndTriedAgain() throws Exception {
        muster.house.approve(Muster.SERIAL);
        muster.house.ask("POST", "/iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999",
                "7\t2026-11-22 08:00:00\t0\t1\n8\t2001-01-01 08:00:00\t0\t1\nnoise \033[2J\n");
        Run list = shell.run("quarantine", "list");
        assertEquals(4, list.out().lines().count(), list.out());
        for (String reason : List.of("unparsable", "in future", "too old")) {
            assertTrue(list.out().contains(reason), list.out());
        }
        assertTrue(list.out().contains("noise \uFFFD[2J"), list.out());
        assertEquals("0 records released\n", shell.run("quarantine", "replay").out());
        muster.house.pass(Duration.ofDays(2));
        assertEquals("1 record released\n", shell.run("quarantine", "replay").out());
        Run asked = shell.run("quarantine", "list", "--json");
        assertEquals(2, Json.parse(asked.out(), QuarantinePage.class).quarantine().size());
        assertEquals(asked.out(),
                new Shell().run("quarantine", "list", "--json", "--data", directory.toString()).out());
        assertEquals(new Run(0, "", "nothing is held\n"), shell.run("quarantine", "list", "--terminal", "OTHER"));
    }
}
