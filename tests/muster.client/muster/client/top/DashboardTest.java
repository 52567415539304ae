// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import muster.client.ApiException;
import muster.model.Component;
import muster.model.Metrics;
import muster.model.PunchRow;
import muster.model.Source;
import muster.model.StatusReport;
import muster.model.SystemState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardTest {

    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> done = new ArrayList<>();
    private Punches punches;

    private final Outside outside = new Outside() {
        @Override
        public void ask(Call call, Consumer<ApiException> failed) {
            done.add("asked");
        }

        @Override
        public void reload() {}

        @Override
        public void copy(String text) {
            done.add("copied " + text);
        }

        @Override
        public void redraw() {}

        @Override
        public void quit() {
            done.add("quit");
        }
    };

    private Dashboard dashboard(boolean ascii, boolean readOnly) {
        TopSettings settings = new TopSettings(ascii, TopSettings.Colours.SIXTEEN, readOnly, null,
                folder.resolve("top.state"), "operator", ZoneOffset.UTC, true);
        Dashboard desk = new Dashboard(settings, "http://192.0.2.7:8888", () -> NOW, outside);
        punches = new Punches(desk);
        desk.begin(List.of(new Overview(desk, punches), Branches.of(desk), Terminals.of(desk), punches.view(),
                Events.of(desk), Outlets.of(desk), Letters.of(desk), Alerts.of(desk), Diary.of(desk)));
        return desk;
    }

    private static String frame(Dashboard desk, int columns, int rows) {
        Canvas canvas = new Canvas(columns, rows, desk.settings().ascii());
        Frame.draw(desk, canvas);
        return canvas.text();
    }

    private static StatusReport status() {
        List<Component> components = List.of(
                new Component("journal", Component.State.ONLINE, null, NOW, NOW, null, false),
                new Component("camera", Component.State.STALE, "not heard for 2 h", NOW, NOW, 60L, true));
        return new StatusReport("2026-11-20T08:00:00", new Metrics(1234, 56, 99.5, 7, 2, 3600),
                new SystemState("partial", "stale", "unknown", "unknown", "online", null, components), List.of(),
                List.of(), "1h 0m", "0.1.0", 4711, 5, 4, 1, 0, 1, 80_000_000_000L, 1000,
                List.of(0L, 1L, 2L, 3L, 0L, 12L, 5L, 4L, 9L, 3L), 0);
    }

    private static PunchRow punch(long seq, String name) {
        return new PunchRow(seq, Source.PUSH, "TSTATT000001", "Gate", "1007", name, "2026-11-20 07:59:00",
                OffsetDateTime.parse("2026-11-20T07:59:00Z"), "Etc/UTC", null, null, NOW, 0, "check-in", 1, "finger",
                "", null, null);
    }

    private static void type(Dashboard desk, String... keys) {
        for (String key : keys) {
            desk.press(key);
        }
    }

    @Test
    void the_first_picture_needs_no_answer() {
        String frame = frame(dashboard(false, false), 80, 24);
        assertTrue(frame.contains("connecting ..."), frame);
        assertTrue(frame.contains("Asking http://192.0.2.7:8888 ..."), frame);
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void the_overview_shows_health_numbers_chart_and_punches(int columns, int rows) {
        Dashboard desk = dashboard(false, false);
        desk.answered(status());
        punches.came(List.of(punch(1, "张伟"), punch(2, null)));
        String frame = frame(desk, columns, rows);
        for (String part : List.of("PARTIAL: camera is stale", "camera        stale not heard", "punches today 1,234",
                "success rate  99.5 %", "4 of 5 online, 1 PENDING", "Last 10 minutes, up to 12 a minute",
                "No alert fires", "1007 张伟", "Gate", "check-in", "$ muster status", "? help")) {
            assertTrue(frame.contains(part), () -> part + " is not in\n" + frame);
        }
        assertEquals(rows, frame.lines().count());
    }

    @Test
    void a_small_window_says_what_it_needs() {
        Dashboard desk = dashboard(false, false);
        for (int columns = 1; columns < 120; columns += 7) {
            for (int rows = 1; rows < 40; rows += 3) {
                for (String key : List.of("1", "3", "4", "?", ":", "Esc")) {
                    desk.press(key);
                    assertEquals(rows, frame(desk, columns, rows).lines().count());
                }
            }
        }
        assertTrue(frame(desk, 39, 24).startsWith("muster: make the window larger"));
    }

    @Test
    void the_help_of_a_view_is_the_keys_that_work_in_it() {
        Dashboard desk = dashboard(false, false);
        for (View view : List.copyOf(desk.views())) {
            desk.jump(view.name());
            List<Key> keys = desk.keys();
            desk.press("?");
            String help = frame(desk, 80, 60);
            for (Key key : keys) {
                assertTrue(help.contains(key.name()) && help.contains(key.help()),
                        () -> key.name() + " not in " + help);
            }
            desk.press("q");
            assertEquals(view, desk.visible());
        }
    }

    @Test
    void no_key_means_two_things_in_one_view() {
        Dashboard desk = dashboard(false, false);
        for (View view : List.copyOf(desk.views())) {
            desk.jump(view.name());
            List<String> names =
                    desk.keys().stream().flatMap(key -> Arrays.stream(key.name().split(" "))).toList();
            assertEquals(names.size(), names.stream().distinct().count(), () -> view.name() + " " + names);
        }
    }

    @Test
    void a_view_is_reached_by_its_number_its_name_and_the_begin_of_it() {
        Dashboard desk = dashboard(false, false);
        desk.press("6");
        assertEquals("sinks", desk.visible().name());
        type(desk, ":", "t", "e", "Tab", "Enter");
        assertEquals("terminals", desk.visible().name());
        type(desk, ":", "x", "Enter");
        assertTrue(desk.message().contains("There is no view \"x\""));
        type(desk, ":", "l", "Esc");
        assertEquals("terminals", desk.visible().name());
    }

    @Test
    void frozen_punches_hold_still_and_none_is_missing_afterwards() {
        Dashboard desk = dashboard(false, false);
        punches.page(List.of(punch(1, null)));
        type(desk, "4", "Space");
        punches.came(List.of(punch(2, "Late Comer")));
        assertFalse(frame(desk, 80, 24).contains("Late Comer"));
        assertTrue(frame(desk, 80, 24).contains("FROZEN, 1 new"));
        desk.press("Space");
        assertTrue(frame(desk, 80, 24).contains("Late Comer"));
    }

    @Test
    void what_destroys_is_done_after_a_y_only() {
        Dashboard desk = dashboard(false, false);
        open(desk);
        type(desk, "x", "n", "x", "Esc", "x", "Enter");
        assertEquals(List.of(), done);
        type(desk, "x");
        assertTrue(frame(desk, 80, 24).contains("Refuse terminal TSTATT000001? It keeps its records. y/n"));
        type(desk, "y");
        assertEquals(List.of("asked"), done);
        assertTrue(frame(desk, 80, 24).contains("$ muster terminals refuse TSTATT000001"));
    }

    @Test
    void read_only_changes_nothing() {
        Dashboard desk = dashboard(false, true);
        open(desk);
        type(desk, "x", "y", "a", "f");
        assertEquals(List.of(), done);
        assertTrue(desk.message().contains("--read-only"));
        assertTrue(frame(desk, 80, 24).contains("[read only]"));
    }

    @SuppressWarnings("unchecked")
    private static void open(Dashboard desk) {
        desk.jump("terminals");
        ((TableView<TerminalRow>) desk.visible()).rows(List.of(new TerminalRow(null, new muster.model.PendingTerminal(
                "TSTATT000001", "192.0.2.10", "push", "", NOW, NOW, 3))));
    }

    @Test
    void the_command_line_that_shows_the_same_is_copied() {
        Dashboard desk = dashboard(false, false);
        type(desk, "6", "c");
        assertEquals(List.of("copied muster sinks list"), done);
    }

    @Test
    void sort_and_filter_are_remembered() throws Exception {
        Dashboard desk = dashboard(false, false);
        type(desk, "3", "s", "S", "/", "g", "a", "Enter");
        assertEquals(List.of("terminals.filter=ga", "terminals.sort=-serial"),
                Files.readAllLines(folder.resolve("top.state")));
        Dashboard next = dashboard(false, false);
        next.press("3");
        assertTrue(next.visible().title().contains("filter /ga, by serial falling"), next.visible().title());
    }

    @Test
    void a_lost_daemon_is_told_and_its_return_too() {
        Dashboard desk = dashboard(false, false);
        desk.answered(status());
        assertEquals("", desk.trouble());
        desk.lost(refusal());
        assertTrue(frame(desk, 80, 24).contains("NO CONNECTION"));
        desk.answered(status());
        assertTrue(desk.message().startsWith("The connection is back"));
    }

    private static ApiException refusal() {
        try (muster.client.Api api = muster.client.Api.at(java.net.URI.create("http://127.0.0.1:1"))) {
            api.status();
            throw new AssertionError("nobody listens there");
        } catch (ApiException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void no_frame_of_an_ascii_dashboard_has_more_than_ascii() {
        Dashboard desk = dashboard(true, false);
        desk.answered(status());
        punches.came(List.of(punch(1, "张伟 José 😀")));
        for (View view : List.copyOf(desk.views())) {
            desk.jump(view.name());
            assertTrue(frame(desk, 80, 24).chars().allMatch(c -> c < 0x7F), () -> frame(desk, 80, 24));
        }
    }

    @Test
    void commands_are_quoted_as_a_shell_needs_it() {
        assertEquals("muster events start 'open day; rm -rf'", CommandLine.of("events", "start", "open day; rm -rf"));
        assertEquals("muster alerts ack 'it'\\''s'", CommandLine.of("alerts", "ack", "it's"));
    }

    @ParameterizedTest
    @CsvSource({"30m, 1800", "2h, 7200", "1d, 86400", "60s, 60", "soon, 0", "1w, 0", "'', 0"})
    void a_while_is_read_as_people_write_it(String text, long seconds) {
        assertEquals(seconds, Alerts.seconds(text));
    }
}
