// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import muster.app.command.Shell.Run;
import muster.model.Alert;
import muster.model.AlertList;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.Metrics;
import muster.model.MonitorEntry;
import muster.model.Notice;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.StatusReport;
import muster.model.SystemState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusCommandTest {

    private static final SystemState HEALTHY =
            new SystemState("healthy", "unknown", "unknown", "unknown", "online", null, List.of());

    private static StatusReport report(
            SystemState state, int terminals, int online, int pending, long held, long free) {
        String name = "a name " + "wide 王 ".repeat(30) + "\033[2J";
        List<MonitorEntry> entries = IntStream.range(0, 20)
                .mapToObj(i -> new MonitorEntry("2026-11-20T08:00:05.123", "scan", name + i, java.util.Map.of()))
                .toList();
        List<Alert> alerts = IntStream.range(0, 10)
                .mapToObj(i -> new Alert("2026-11-20T08:00:05", "warning", name + i, "queue_long", "", "fired"))
                .toList();
        return new StatusReport("2026-11-20T08:00:05", new Metrics(7, 3, 100, 0, 0, 60), state, entries, alerts,
                "0h 1m", "9.9.9", 1_234_567, terminals, online, pending, held, 2, free, 4096,
                List.of(0L, 1L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 4L), 0);
    }

    private static List<String> screen(StatusReport report, AlertStatus... alerts) {
        return new StatusScreen(report, List.of(), List.of(alerts), null, false).lines();
    }

    private static AlertStatus alert(String rule, Notice.Level level, String quiet) {
        return new AlertStatus(rule + ":x", rule, "x", null, null, level, AlertStatus.State.FIRING,
                rule + " says so", 1, Instant.EPOCH, Instant.EPOCH, null, null, quiet, null, null);
    }

    private static SystemState state(String status, Component... components) {
        return new SystemState(status, "unknown", "unknown", "unknown", "online", null, List.of(components));
    }

    private static Component component(String name, Component.State state, boolean outside) {
        return new Component(name, state, null, Instant.EPOCH, Instant.EPOCH, null, outside);
    }

    private static String verdict(StatusReport report) {
        return screen(report).getFirst();
    }

    @Test
    void theScreenFitsAPlainWindow() {
        AlertStatus[] alerts = IntStream.range(0, 40)
                .mapToObj(i -> alert("a long rule ".repeat(10) + i, Notice.Level.ERROR, null))
                .toArray(AlertStatus[]::new);
        Component[] components = IntStream.range(0, 30)
                .mapToObj(i -> component("part" + i, Component.State.STALE, i > 15))
                .toArray(Component[]::new);
        StatusReport full = report(state("degraded", components), 120, 118, 64, 1_000_000, 1_000_000_000_000L);
        List<SinkStatus> sinks = List.of(new SinkStatus("hr", "sql", "x", "live", SinkState.RUNNING, null, null, 1, 1,
                0, null, 0, 0, 0, 0, 0, null, null, null));
        GatheringStatus event = Json.parse("{\"gathering\":{\"id\":\"e\",\"name\":\"" + "e".repeat(200)
                + "\",\"state\":\"scanning\"},\"checked_in\":1,\"inside\":1}", GatheringStatus.class);
        List<String> lines = new StatusScreen(full, sinks, List.of(alerts), event, false).lines();
        assertTrue(lines.stream().anyMatch(line -> line.contains("and 35 more: muster alerts list")), lines.toString());
        assertTrue(lines.size() <= 23, () -> lines.size() + " lines");
        lines.forEach(line -> assertTrue(Display.width(line) <= 80, line));
        lines.forEach(line -> assertFalse(line.contains("\033"), line));
    }

    @Test
    void itsFirstLineNamesTheWorstThingAndWhereToLook() {
        long free = 10_000_000_000L;
        SystemState broken = new SystemState("error", "unknown", "unknown", "unknown", "error", "disk full", List.of());
        assertEquals("the journal fails: disk full. Look: journalctl -u muster",
                verdict(report(broken, 2, 1, 1, 1, 1000)));
        assertEquals("little space is left for the journal: 1.0 kB. Look: df -h",
                verdict(report(HEALTHY, 2, 1, 1, 1, 1000)));
        assertEquals("terminals not online: 1 of 2. Look: muster terminals list",
                verdict(report(HEALTHY, 2, 1, 1, 1, free)));
        assertEquals("terminals waiting for approval: 1. Look: muster terminals list",
                verdict(report(HEALTHY, 2, 2, 1, 1, free)));
        assertEquals("records in quarantine: 1. Look: muster quarantine list",
                verdict(report(HEALTHY, 2, 2, 0, 1, free)));
        assertEquals("no terminal is known yet. Look: muster terminals pair",
                verdict(report(HEALTHY, 0, 0, 0, 0, free)));
        assertEquals("All is well.", verdict(report(HEALTHY, 2, 2, 0, 0, free)));
    }

    @Test
    void anAlertIsNamedBeforeWhatItsLevelOutweighs() {
        StatusReport report = report(HEALTHY, 2, 1, 0, 0, 10_000_000_000L);
        AlertStatus error = alert("disk_low", Notice.Level.ERROR, null);
        AlertStatus warning = alert("queue_long", Notice.Level.WARNING, null);
        assertEquals("disk_low says so. Look: muster alerts show disk_low:x",
                screen(report, error, warning).getFirst());
        assertEquals("terminals not online: 1 of 2. Look: muster terminals list", screen(report, warning).getFirst());
        StatusReport online = report(HEALTHY, 2, 2, 0, 0, 10_000_000_000L);
        assertEquals("queue_long says so. Look: muster alerts show queue_long:x", screen(online, warning).getFirst());
        AlertStatus quiet = alert("disk_low", Notice.Level.ERROR, "snoozed by ann");
        assertEquals("All is well.", screen(online, quiet).getFirst());
        assertTrue(screen(online, quiet).contains(
                "alerts      error: disk_low says so (nobody is told: snoozed by ann)"));
    }

    @Test
    void theAlertOfAFailingSinkLeavesTheWordToTheSink() {
        SinkStatus sink = new SinkStatus("x", "sql", "x", "live", SinkState.STOPPED, "wrong key", null, 1, 1, 0,
                null, 0, 0, 0, 0, 0, null, null, null);
        StatusReport report = report(HEALTHY, 2, 2, 0, 0, 10_000_000_000L);
        List<AlertStatus> alerts = List.of(alert("sink_stopped", Notice.Level.ERROR, null));
        assertEquals("sink x does not deliver: wrong key. Look: muster sinks list",
                new StatusScreen(report, List.of(sink), alerts, null, false).lines().getFirst());
    }

    @Test
    void theStateOfTheWholeIsToldWithItsReason() {
        Component clock = component("clock", Component.State.ERROR, false);
        Component camera = component("camera", Component.State.STALE, true);
        assertState("healthy: everything that is watched is well", state("healthy"));
        assertState("degraded: component clock is error", state("degraded", clock, camera));
        assertState("partial: component camera is stale", state("partial", camera));
        assertState("error: punches cannot be kept", state("error"));
        assertState("degraded: disk_low says so", state("degraded"), alert("disk_low", Notice.Level.ERROR, null));
        assertState("partial: queue_long says so", state("partial"), alert("queue_long", Notice.Level.WARNING, null));
        assertState("partial: muster works, something that it watches does not", state("partial"));
    }

    private static void assertState(String expected, SystemState state, AlertStatus... alerts) {
        List<String> lines = screen(report(state, 2, 2, 0, 0, 10_000_000_000L), alerts);
        assertTrue(lines.contains("state       " + expected), lines.toString());
    }

    @Test
    void componentsAreCountedAndTheBadOnesNamed() {
        Component clock = component("clock", Component.State.ONLINE, false);
        Component camera = component("camera", Component.State.STALE, true);
        List<String> lines = screen(report(state("partial", clock, camera), 2, 2, 0, 0, 10_000_000_000L));
        assertTrue(lines.contains("components  1 of 2 are well; camera stale"), lines.toString());
        assertEquals("component camera is stale. Look: muster components", lines.getFirst());
        assertTrue(screen(report(state("healthy", clock), 2, 2, 0, 0, 10_000_000_000L))
                .contains("components  all 1 are well"));
    }

    @Test
    void theLastMinutesAreToldByTheMinute() {
        assertTrue(screen(report(HEALTHY, 2, 2, 0, 0, 10_000_000_000L)).contains(
                "punches     7 today, 3 in the last hour, by the minute 0 1 2 0 0 0 0 0 0 4"));
    }

    @Test
    void firingAlertsAreAskedForAndShown() throws Exception {
        String report = Json.text(report(HEALTHY, 2, 2, 0, 0, 10_000_000_000L))
                .replace("\"alerts_firing\":0", "\"alerts_firing\":1");
        try (ToldApi api = new ToldApi()) {
            api.on("GET /api/status", report).on("GET /api/sinks", "{\"sinks\":[]}");
            api.on("GET /api/gatherings", "{\"gatherings\":[]}");
            api.on("GET /api/alerts/active",
                    Json.text(new AlertList(List.of(alert("disk_low", Notice.Level.ERROR, null)))));
            Run run = new Shell().run("status", "--url", api.url());
            assertTrue(run.out().startsWith("disk_low says so. Look: muster alerts show disk_low:x\n"), run.out());
        }
    }

    @Test
    void whatIsWrongStaysOnItsLineHoweverLongItIs() {
        SystemState broken =
                new SystemState("error", "unknown", "unknown", "unknown", "error", "why ".repeat(100) + "\n\033[2J",
                List.of());
        String verdict = verdict(report(broken, 1, 1, 0, 0, 0));
        assertTrue(Display.width(verdict) <= 80 && verdict.endsWith("Look: journalctl -u muster"), verdict);
    }

    @Test
    void colourIsOnlyAddedToTheWords() {
        StatusReport report = report(HEALTHY, 2, 2, 0, 0, 10_000_000_000L);
        assertEquals("\033[32mAll is well.\033[0m",
                new StatusScreen(report, List.of(), List.of(), null, true).lines().getFirst());
    }

    @Test
    void aRunningMusterIsShown(@TempDir Path directory) throws Exception {
        try (Muster muster = new Muster(directory)) {
            muster.house.approve(Muster.SERIAL);
            muster.punches(Muster.SERIAL, "7", 0, 3);
            Run run = new Shell().run("status", "--url", muster.url());
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().startsWith("terminals not online: 1 of 1. Look: muster terminals list\n"), run.out());
            assertTrue(run.out().contains("punches     3 today"), run.out());
            assertFalse(run.out().contains("\033"));
        }
    }

    @Test
    void jsonIsTheApisAnswer(@TempDir Path directory) throws Exception {
        try (Muster muster = new Muster(directory)) {
            Run run = new Shell().with("MUSTER_URL", muster.url()).run("status", "--json");
            assertEquals(1, run.out().lines().count());
            assertEquals("9.9.9", Json.parse(run.out(), StatusReport.class).version());
        }
    }

    @Test
    void watchingShowsItAgainUntilItIsInterrupted(@TempDir Path directory) throws Exception {
        try (Muster muster = new Muster(directory)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Thread thread = Thread.ofVirtual()
                    .start(() -> new Shell().run(out, err, "status", "--watch", "1", "--url", muster.url()));
            while (out.toString(StandardCharsets.UTF_8).split("version 9.9.9", -1).length < 3) {
                Thread.sleep(20);
            }
            thread.interrupt();
            assertTrue(thread.join(Duration.ofSeconds(30)));
        }
    }

    @Test
    void nobodyAnsweringIsToldWithWhatToDo() {
        Run run = new Shell().run("status", "--url", "http://127.0.0.1:1");
        assertEquals(69, run.code());
        assertEquals("""
                muster: nobody answers at http://127.0.0.1:1
                  is muster running? `systemctl status muster`
                """, run.err());
        assertEquals("", run.out());
    }

    @Test
    void theKeyIsReadFromItsFile(@TempDir Path directory) throws Exception {
        Path key = java.nio.file.Files.writeString(directory.resolve("key"), "0123456789abcdef\n");
        try (Muster muster = new Muster(directory, "0123456789abcdef", Duration.ofSeconds(15))) {
            Shell shell = new Shell().with("MUSTER_URL", muster.url());
            Run without = shell.run("status");
            assertEquals(77, without.code());
            assertTrue(without.err().contains("--key-file"), without.err());
            assertEquals(0, shell.run("status", "--key-file", key.toString()).code());
            assertEquals(0, shell.with("MUSTER_KEY_FILE", key.toString()).run("status").code());
            assertEquals(66, shell.run("status", "--key-file", directory + "/none").code());
        }
    }

    @Test
    void theFileWithTheCertificatesToTrustMustHoldSome(@TempDir Path directory) throws Exception {
        Path empty = java.nio.file.Files.writeString(directory.resolve("ca.pem"), "");
        Shell shell = new Shell().with("MUSTER_URL", "https://127.0.0.1:1");
        Run none = shell.run("status", "--ca", directory + "/none");
        assertEquals(66, none.code());
        assertTrue(none.err().contains("there is no certificate file " + directory + "/none"), none.err());
        Run held = shell.with("MUSTER_CA", empty.toString()).run("status");
        assertEquals(65, held.code());
        assertTrue(held.err().contains("holds no certificate"), held.err());
    }
}
