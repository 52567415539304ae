// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The dashboard, as an operator meets it: in a terminal window, against a daemon with simulated terminals.
class TopTest {

    private static final String SERIAL = "TSTATT000001";
    private static final int PUNCHES = 60;

    /// What tells that a view is there, by its number.
    private static final Map<String, String> VIEWS = new LinkedHashMap<>();

    static {
        VIEWS.put("1", "punches today");
        VIEWS.put("2", "North");
        VIEWS.put("3", SERIAL);
        VIEWS.put("4", "Punches, live");
        VIEWS.put("5", "Event open-day");
        VIEWS.put("6", "No sink is configured");
        VIEWS.put("7", "No record is set aside");
        VIEWS.put("8", "$ muster alerts list");
        VIEWS.put("9", "$ muster log");
    }

    @TempDir
    private static Path data;

    private static Muster muster;
    private static SimulatedFleet fleet;

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin() throws Exception {
        muster = Muster.accepting(data.resolve("journal"));
        muster.run("branches", "add", "B001", "--name", "North").good();
        fleet = SimulatedFleet.start(data.resolve("ledger"), 2, "--records", "20");
        fleet.addTo(muster);
        Await.until("the simulated terminals are read", () -> fleet.devices().stream()
                .allMatch(device -> read(device.serial()) == 20));
        muster.terminal("POST", "/iclock/cdata?SN=" + SERIAL + "&table=OPERLOG&Stamp=1",
                "USER PIN=" + Punches.pin(PUNCHES - 1) + "\tName=张伟 e\u0301\u202Ex\tPri=0\n");
        muster.upload(SERIAL, Punches.lines(0, PUNCHES));
        OpenEvent.begin(muster, "open-day").checkIn("ATT-1", "one");
    }

    private static long read(String serial) {
        try {
            return muster.get("/api/terminals/" + serial, TerminalStatus.class).punches();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void end() throws Exception {
        fleet.close();
        muster.close();
    }

    private TerminalWindow window(int columns, int rows) throws Exception {
        return TerminalWindow.open(folder, columns, rows, "MUSTER_URL=" + muster.url());
    }

    private static void top(TerminalWindow window, String options) throws Exception {
        window.run(Program.LAUNCHER + " top " + options);
        window.await("? help");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void every_view_is_there_in_a_small_and_in_a_large_window(int columns, int rows) throws Exception {
        try (TerminalWindow window = window(columns, rows)) {
            top(window, "");
            for (Map.Entry<String, String> view : VIEWS.entrySet()) {
                window.press(view.getKey());
                String text = window.await(view.getValue());
                assertTrue(text.contains("$ muster ") && text.contains("? help"), text);
                List<String> lines = text.lines().toList();
                assertTrue(lines.get(0).startsWith(" muster " + muster.url()), text);
                assertEquals(rows, lines.size(), text);
            }
        }
    }

    @Test
    void a_punch_appears_while_one_looks() throws Exception {
        try (TerminalWindow window = window(80, 24)) {
            top(window, "--view punches");
            window.await("check-in");
            long begin = System.nanoTime();
            muster.upload(SERIAL, "4711\t2026-11-19 08:00:00\t0\t1\t0\n");
            window.await("4711");
            System.out.println("a punch was on the screen after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            assertTrue(window.text().contains("2026-11-19 08:00:00"));
        }
    }

    @Test
    void keys_do_what_the_help_says() throws Exception {
        try (TerminalWindow window = window(80, 50)) {
            top(window, "--view punches");
            window.await("check-in");
            window.press("?");
            String help = window.await("Keys everywhere");
            for (String line : List.of("Enter             details of the chosen row", "Space             freeze: ",
                    "/                 filter: ", "s                 sort by the next column", ":                 jump",
                    "Tab               the next view", "c                 copy ",
                    "q ^C              leave the dashboard")) {
                assertTrue(help.contains(line), () -> line + " is not in\n" + help);
            }
            window.press("Escape");
            window.await("Punches, live");
            window.press("Space");
            window.await("FROZEN");
            window.press("Space");
            window.awaitGone("FROZEN");
            window.press("/");
            window.type(Punches.time(7).substring(11));
            window.press("Enter");
            window.await("1 of ");
            window.press("Enter");
            String life = window.await("What happened");
            assertTrue(life.contains(Punches.time(7)) && life.contains("$ muster explain"), life);
            // not in one breath: Escape and a letter is how a window sends Alt and that letter
            window.press("Escape");
            window.await("Punches, live");
            window.press("s");
            window.await("by seq");
            window.press("S");
            window.await("by seq falling");
            window.press(":");
            window.type("al");
            window.press("Tab", "Enter");
            window.await("$ muster alerts list");
            window.press("Tab");
            window.await("$ muster log");
            window.press("q");
            Await.until("it has ended", () -> window.processes().isEmpty());
            assertFalse(window.otherScreen());
            top(window, "--view punches");
            window.await("by seq falling");
        }
    }

    @Test
    void what_an_operator_does_is_done_and_asked_for_first_when_it_destroys() throws Exception {
        OpenEvent event = OpenEvent.begin(muster, "evening");
        try (TerminalWindow window = window(120, 30)) {
            top(window, "--view event");
            window.await("Event evening");
            window.press("/");
            window.type("evening");
            window.press("Enter", "p");
            window.await("Stop checking people in for Event evening? y/n");
            window.press("n");
            window.awaitGone("y/n");
            assertEquals("SCANNING", event.status().gathering().state().name());
            window.press("p", "y");
            window.await("$ muster events stop evening");
            Await.until("it is stopped", () -> event.status().gathering().state().name().equals("PAUSED"));
            window.press("t");
            window.await("$ muster events start evening");
            Await.until("it is started", () -> event.status().gathering().state().name().equals("SCANNING"));
        }
        try (TerminalWindow window = TerminalWindow.open(Files.createDirectory(folder.resolve("second")), 120, 30,
                "MUSTER_URL=" + muster.url())) {
            top(window, "--view event --read-only");
            window.await("Event evening");
            window.press("p");
            window.await("Nothing is changed: this dashboard runs with --read-only.");
        }
    }

    @Test
    void a_daemon_that_is_killed_and_comes_back_is_told_and_no_punch_is_missing() throws Exception {
        Path journal = folder.resolve("journal");
        Muster first = Muster.accepting(journal);
        String api = "127.0.0.1:" + first.api().getPort();
        try (TerminalWindow window = TerminalWindow.open(folder, 80, 24, "MUSTER_URL=" + first.url())) {
            first.upload(SERIAL, Punches.lines(0, 3));
            top(window, "--view punches");
            window.await(Punches.time(2));
            first.kill();
            window.await("NO CONNECTION");
            try (Muster second = Muster.accepting(journal, "--api", api)) {
                second.upload(SERIAL, Punches.lines(3, 3));
                window.await("The connection is back");
                String text = window.await(Punches.time(5));
                for (int i = 0; i < 6; i++) {
                    assertEquals(2, text.split(Punches.time(i), -1).length, text);
                }
                assertFalse(text.contains("NO CONNECTION"), text);
            }
        }
    }

    @Test
    void a_window_opened_before_the_daemon_waits_for_it() throws Exception {
        try (TerminalWindow window = TerminalWindow.open(folder, 80, 24, "MUSTER_URL=http://127.0.0.1:1")) {
            window.run(Program.LAUNCHER + " top");
            window.await("NO CONNECTION");
            assertTrue(window.text().contains("It is tried again until there is one."), window.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "HUP"})
    void a_dashboard_that_is_killed_leaves_the_line_as_it_was(String signal) throws Exception {
        try (TerminalWindow window = window(80, 24)) {
            String before = window.modes();
            top(window, "");
            assertTrue(window.otherScreen());
            long java = window.processes().getLast().pid();
            assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(java)).start().waitFor());
            Await.until("the shell is back", () -> window.processes().isEmpty());
            assertFalse(window.otherScreen());
            assertTrue(window.cursorShown());
            assertEquals(before, window.modes());
        }
    }

    @Test
    void an_ascii_window_is_sent_no_byte_above_127() throws Exception {
        try (TerminalWindow window = window(80, 24)) {
            Path sent = window.record();
            top(window, "--ascii");
            for (Map.Entry<String, String> view : VIEWS.entrySet()) {
                window.press(view.getKey());
                window.await(view.getValue());
            }
            window.press("4", "Enter");
            window.await("Where it went");
            window.press("?");
            window.await("Keys everywhere");
            window.press("C-c");
            Await.until("it has ended", () -> window.processes().isEmpty());
            byte[] bytes = Files.readAllBytes(sent);
            assertTrue(bytes.length > 1000);
            for (byte each : bytes) {
                assertTrue(each >= 0, "a byte above 127 was sent");
            }
        }
    }

    @Test
    void the_window_may_change_its_size_at_any_time() throws Exception {
        try (TerminalWindow window = window(80, 24)) {
            top(window, "--view terminals");
            window.await(SERIAL);
            window.resize(30, 8);
            window.await("make the window larger");
            window.resize(160, 40);
            String text = window.await(SERIAL);
            assertEquals(40, text.lines().count());
            window.await("latest punch");
        }
    }

    /// Reports, and asserts nothing but that it can be measured: how many bytes a second go over the line.
    @Test
    void bytes_a_second_are_reported() throws Exception {
        try (TerminalWindow window = window(80, 24)) {
            top(window, "");
            window.await("punches today");
            Path sent = window.record();
            report(window, sent, "overview, idle", false);
            window.press("3");
            window.await(SERIAL);
            report(window, sent, "terminals, idle", false);
            window.press("4");
            window.await("check-in");
            report(window, sent, "punches, idle", false);
            report(window, sent, "punches, 20 a second", true);
        }
    }

    private static void report(TerminalWindow window, Path sent, String what, boolean busy) throws Exception {
        int seconds = 6;
        long begin = Files.size(sent);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int i = 0; System.nanoTime() < end; i++) {
            if (busy) {
                muster.upload(SERIAL, "8" + i + "\t" + Punches.time(1_000_000 + i) + "\t0\t1\t0\n");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        System.out.println(what + ": " + (Files.size(sent) - begin) / seconds + " bytes a second");
        assertTrue(window.text().contains("? help"));
    }
}
