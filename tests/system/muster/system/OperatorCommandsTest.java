// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import muster.model.Json;
import muster.model.PersonPage;
import muster.model.PunchPage;
import muster.model.QuarantinePage;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The commands that look and those that change, against a running daemon and, where that can be, against
/// the files of a stopped one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorCommandsTest {

    private static final String SERIAL = "TSTATT000001";

    private Muster muster;
    private Path stopped;

    /// Two daemons' worth of the same: one goes on, the other was stopped.
    @BeforeAll
    void fill(@TempDir Path one, @TempDir Path two) throws Exception {
        muster = Muster.accepting(one, "--set", "push.delay=2s");
        seed(muster);
        stopped = two;
        try (Muster other = Muster.accepting(two)) {
            seed(other);
        }
    }

    private static void seed(Muster muster) throws Exception {
        assertEquals("OK: 4", muster.upload(SERIAL, Punches.lines(0, 3) + "rubbish\n").body());
        assertEquals("OK: 1", muster.terminal("POST", "/iclock/cdata?SN=" + SERIAL + "&table=OPERLOG&OpStamp=9999",
                "USER PIN=1001\tName=Ada Test\tPri=0\tPasswd=\tCard=\tGrp=1\tTZ=\n").body());
    }

    @AfterAll
    void end() throws IOException {
        muster.close();
    }

    /// The same question to the daemon and to the folder; the answers must be the same.
    private Outcome bothWays(String... words) throws Exception {
        Outcome asked = muster.run(words).good();
        ProcessBuilder builder = Program.command(words);
        builder.command().addAll(List.of("--data", stopped.toString()));
        Outcome read = Program.run(builder).good();
        // received at different times, and with numbers of their own
        String differing = "\"(received_at|added_at|last_contact|last_upload|presence|address)\":\"[^\"]*\",?|"
                + "\"seq\":\\d+,?|\"clock_offset_seconds\":-?\\d+,?";
        assertEquals(asked.out().replaceAll(differing, "").replaceAll(",}", "}"),
                read.out().replaceAll(differing, "").replaceAll(",}", "}"));
        return asked;
    }

    @Test
    void punches_are_listed_for_people_and_for_programs() throws Exception {
        PunchPage all = Json.parse(bothWays("punches", "--json", "--terminal", SERIAL).out(), PunchPage.class);
        assertEquals(List.of(Punches.time(2), Punches.time(1), Punches.time(0)),
                all.punches().stream().map(punch -> punch.localTime()).toList());
        assertEquals("Ada Test", all.punches().getLast().personName());

        List<String> oldest =
                bothWays("punches", "--terminal", SERIAL, "--oldest", "--limit", "1").out().lines().toList();
        assertEquals(2, oldest.size(), "a heading and a line");
        assertTrue(oldest.getLast().startsWith(Punches.time(0)) && oldest.getLast().contains("Ada Test"),
                oldest.getLast());
        assertTrue(bothWays("punches", "--pin", "1002", "--terminal", SERIAL).out().contains(Punches.time(1)));
        assertEquals(Json.parse(bothWays("punches", "--json", "--from", "2026-11-02", "--to", "2026-11-02").out(),
                PunchPage.class).punches(), List.of());
    }

    @Test
    void terminals_people_and_held_records_are_listed() throws Exception {
        TerminalList terminals = Json.parse(muster.run("terminals", "list", "--json").good().out(), TerminalList.class);
        assertTrue(terminals.terminals().stream().anyMatch(terminal -> terminal.serial().equals(SERIAL)));
        TerminalStatus one = Json.parse(bothWays("terminals", "show", SERIAL, "--json").out(), TerminalStatus.class);
        assertEquals(3, one.punches());
        assertEquals(1, one.quarantined());
        String folder = stopped.toString();
        assertTrue(Program.run("terminals", "list", "--data", folder).good().out().contains(SERIAL));
        for (Outcome list : List.of(muster.run("people", "list", "--json"),
                Program.run("people", "list", "--json", "--data", folder))) {
            assertTrue(Json.parse(list.good().out(), PersonPage.class).people().stream()
                    .anyMatch(person -> person.pin().equals("1001") && person.name().equals("Ada Test")), list.out());
        }
        QuarantinePage held = Json.parse(bothWays("quarantine", "list", "--json").out(), QuarantinePage.class);
        assertEquals("rubbish", held.quarantine().getFirst().raw().toString());
        assertTrue(muster.run("quarantine", "replay").good().out().startsWith("0 "));
    }

    @Test
    void status_tells_how_it_is_and_what_to_look_at() throws Exception {
        assertEquals(1, JsonParser.parseString(muster.run("status", "--json").good().out()).getAsJsonObject()
                .get("quarantined").getAsInt());
        String first = muster.run("status").good().out().lines().findFirst().orElse("");
        assertTrue(first.contains("muster "), "the first line names a command: " + first);
    }

    @Test
    void a_terminal_is_added_named_refused_and_removed() throws Exception {
        String serial = "TSTATT000002";
        muster.run("terminals", "add", serial, "--name", "Side door", "--zone", "Asia/Kolkata").good();
        assertEquals("Side door", terminal(serial).name());
        assertEquals("OK: 1", muster.upload(serial, Punches.lines(10, 1)).body());
        muster.run("terminals", "change", serial, "--name", "Back door").good();
        assertEquals("Back door", terminal(serial).name());
        muster.run("terminals", "refuse", serial).good();
        assertTrue(muster.upload(serial, Punches.lines(11, 1)).status() >= 400);
        muster.run("terminals", "approve", serial).good();
        assertEquals("OK: 1", muster.upload(serial, Punches.lines(11, 1)).body());
        muster.run("terminals", "remove", serial).good();
        assertEquals(404, muster.ask("GET", "/api/terminals/" + serial, null).statusCode());
        assertEquals(2, muster.get("/api/punches?terminal=" + serial, PunchPage.class).punches().size());
    }

    private TerminalStatus terminal(String serial) throws Exception {
        return muster.get("/api/terminals/" + serial, TerminalStatus.class);
    }

    @Test
    void a_pairing_window_lets_new_terminals_in(@TempDir Path data) throws Exception {
        try (Muster careful = Muster.start(data)) {
            assertEquals(503, careful.upload(SERIAL, Punches.lines(0, 1)).status());
            careful.run("terminals", "pair", "--minutes", "15").good();
            assertEquals("OK: 1", careful.upload(SERIAL, Punches.lines(0, 1)).body());
        }
    }

    @Test
    void a_terminal_carries_out_what_it_is_told() throws Exception {
        String serial = "CMD0000001";
        try (Background terminal = Background.start(muster, "simulate", "push", "--serial-prefix", "CMD",
                "--terminals-at", "127.0.0.1:" + muster.terminals().getPort(), "--rate", "5", "--duration", "60s")) {
            Await.until("the terminal is there", () -> muster.ask("GET", "/api/terminals/" + serial, null)
                    .statusCode() == 200);
            String command = "terminals command " + serial + " ";
            muster.run((command + "update-person --pin 77 --name Eve").split(" ")).good();
            muster.run((command + "query-people").split(" ")).good();
            muster.run((command + "verify-count --from 2026-11-01 --to 2027-12-31").split(" ")).good();
            muster.run((command + "info").split(" ")).good();
            Await.until("all four are done", () -> doneCommands(serial) == 4);
            assertTrue(muster.run("people", "list").good().out().contains("Eve"));
            assertTrue(muster.run("terminals", "commands", serial).good().out().contains("the terminal counts "));
            assertEquals("SIM-Ver1.0.0", terminal(serial).reported().get("FWVersion"));
            assertTrue(terminal.alive(), terminal.output());
        }
    }

    private long doneCommands(String serial) throws Exception {
        return JsonParser.parseString(muster.run("terminals", "commands", serial, "--json").good().out())
                .getAsJsonObject().getAsJsonArray("commands").asList().stream()
                .filter(command -> command.getAsJsonObject().get("state").getAsString().equals("done"))
                .count();
    }

    @Test
    void what_destroys_asks_for_the_serial_once_more() throws Exception {
        Outcome careless = muster.run("terminals", "command", SERIAL, "clear-log");
        assertEquals(65, careless.code(), careless.err());
        assertTrue(careless.err().contains(SERIAL) && careless.err().contains("confirm"), careless.err());
        assertEquals(0, terminal(SERIAL).openCommands());
    }

    @Test
    void followed_punches_appear_once_each_through_a_restart_of_the_daemon(@TempDir Path data) throws Exception {
        Muster first = Muster.accepting(data);
        String api = "127.0.0.1:" + first.api().getPort();
        try (Background screen = Background.start(first, "punches", "--follow")) {
            try (first) {
                Await.until("it follows", () -> streams(first) == 1);
                first.upload(SERIAL, Punches.lines(0, 1));
                Await.until("a live punch is shown", () -> screen.count(Punches.time(0)) > 0);
                first.kill();
            }
            try (Muster second = Muster.accepting(data, "--api", api)) {
                second.upload(SERIAL, Punches.lines(1, 2));
                Await.until("it has come back", () -> screen.count(Punches.time(2)) > 0);
                for (int number : List.of(0, 1, 2)) {
                    assertEquals(1, screen.count(Punches.time(number)), screen.output());
                }
                assertTrue(screen.alive(), screen.output());
            }
        }
    }

    private static int streams(Muster muster) throws Exception {
        return muster.get("/api/status").getAsJsonObject().get("streams").getAsInt();
    }

    @Test
    void failures_are_told_by_a_sentence_and_an_exit_code() throws Exception {
        assertFails(69, Program.run("status", "--url", "http://127.0.0.1:1"));
        assertFails(66, muster.run("terminals", "show", "NOBODY"));
        assertFails(66, muster.run("terminals", "approve", "NOBODY"));
        assertFails(66, muster.run("import", "/nonexistent.csv"));
        assertFails(66, Program.run("punches", "--data", "/nonexistent"));
        assertFails(64, muster.run("terminals", "command", SERIAL, "dance"));
        assertFails(64, muster.run("punches", "--from", "yesterday"));
    }

    private static void assertFails(int code, Outcome outcome) {
        assertEquals(code, outcome.code(), outcome.err());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("muster: "), outcome.err());
        assertTrue(!outcome.err().contains("\tat "), outcome.err());
    }
}
