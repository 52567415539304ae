// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import muster.app.House;
import muster.app.command.Shell.Run;
import muster.model.ComponentList;
import muster.model.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What other programs report, components and the numbers, on the command line.
final class ReportCommandTest {

    private static final String CAMERA = "{\"name\":\"camera\",\"state\":\"offline\",\"details\":\"no picture\","
            + "\"since\":\"" + House.MORNING.minusSeconds(300) + "\",\"reported_at\":\""
            + House.MORNING.minusSeconds(20) + "\",\"stale_after_seconds\":300,\"outside\":true}";
    private static final String CLOCK = "{\"name\":\"clock\",\"state\":\"online\",\"since\":\""
            + House.MORNING.minusSeconds(7200) + "\",\"reported_at\":\"" + House.MORNING + "\",\"outside\":false}";
    private static final String METRICS = "{\"scans_today\":1234,\"scans_last_hour\":3,\"success_rate\":79.9,"
            + "\"queue_size\":51,\"failed_syncs\":11,\"uptime_seconds\":3600}";

    private ToldApi api;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        api = new ToldApi();
        shell = new Shell().with("MUSTER_URL", api.url()).with("TZ", "Asia/Kolkata");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Run run(String... args) {
        return shell.run(args);
    }

    @Test
    void anEventIsReportedQuietlyWithWhatBelongsToIt() {
        api.on("POST /api/events", 201,
                "{\"timestamp\":\"2026-11-20T08:00:00\",\"type\":\"sms\",\"message\":\"sent\"}");
        assertEquals(new Run(0, "", ""), run("report", "event", "sms", "message sent", "--data", "operation=absence",
                "--data", "query=a=b"));
        assertEquals(new Run(0, "", ""), run("report", "event", "error", "no picture"));
        assertEquals(List.of("POST /api/events {\"type\":\"sms\",\"message\":\"message sent\","
                        + "\"data\":{\"operation\":\"absence\",\"query\":\"a=b\"}}",
                "POST /api/events {\"type\":\"error\",\"message\":\"no picture\"}"), api.asked);
    }

    @Test
    void aComponentIsReportedQuietlyAndForgotten() {
        api.on("PUT /api/components/camera", CAMERA);
        api.on("DELETE /api/components/camera", CAMERA);
        assertEquals(new Run(0, "", ""), run("report", "component", "camera", "offline", "no picture"));
        assertEquals(new Run(0, "", ""), run("report", "component", "camera", "ONLINE", "--stale-after", "1h"));
        assertEquals(new Run(0, "", ""), run("report", "forget", "camera"));
        assertEquals(List.of("PUT /api/components/camera {\"state\":\"offline\",\"details\":\"no picture\"}",
                "PUT /api/components/camera {\"state\":\"online\",\"stale_after_seconds\":3600}",
                "DELETE /api/components/camera"), api.asked);
    }

    @Test
    void aReportThatIsRefusedSaysWhyAndFails() {
        api.refuses("PUT /api/components/journal", 409, "journal is a component of muster itself");
        Run run = run("report", "component", "journal", "online");
        assertEquals(65, run.code());
        assertTrue(run.err().startsWith("muster: journal is a component of muster itself\n"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "report event", "report event sms", "report event sms x --data k",
        "report component camera", "report component camera broken", "report component camera stale",
        "report component camera unknown", "report component camera online --stale-after 5", "report forget",
        "metrics --json --prometheus", "metrics --export x --json", "log -n 1001", "log -n -1", "events",
        "events -n 3"})
    void aLineThatCannotBeMeantIsAMistakeOfUsage(String line) {
        assertEquals(64, run(line.split(" ")).code());
        assertEquals(List.of(), api.asked);
    }

    @Test
    void componentsAreListedAsATable() {
        api.on("GET /api/components", "{\"components\":[" + CLOCK + "," + CAMERA + "]}");
        List<String> lines = run("components").out().lines().toList();
        assertEquals("NAME    STATE    SINCE      REPORTED  DETAILS", lines.get(0));
        assertEquals("clock   online   2 h ago    -         -", lines.get(1));
        assertEquals("camera  offline  5 min ago  20 s ago  no picture", lines.get(2));
        assertEquals(2, Json.parse(run("components", "--json").out(), ComponentList.class).components().size());
    }

    @Test
    void theNumbersAreShownWithTheirMeaning() {
        api.on("GET /api/metrics", METRICS);
        List<String> lines = run("metrics").out().lines().toList();
        assertEquals("scans_today      1,234   punches of today, by the terminals' dates", lines.get(1));
        assertEquals("success_rate     79.9 %  deliveries since the start that succeeded", lines.get(3));
        assertEquals(METRICS + "\n", run("metrics", "--json").out());
    }

    @Test
    void prometheusTextComesAsItIs() {
        String text = "# HELP muster_scans_today x\n# TYPE muster_scans_today gauge\nmuster_scans_today 7\n";
        api.on("GET /metrics", text);
        assertEquals(new Run(0, text, ""), run("metrics", "--prometheus"));
    }

    @Test
    void anExportHoldsEverythingAndReplacesTheFileWhole(@TempDir Path directory) throws Exception {
        api.on("GET /api/status", "{\"timestamp\":\"2026-11-20T08:00:00\",\"version\":\"9.9.9\",\"uptime\":\"1h 0m\","
                + "\"metrics\":" + METRICS + ",\"system_state\":{\"status\":\"partial\"},\"head\":1}");
        api.on("GET /api/components", "{\"components\":[" + CAMERA + "]}");
        api.on("GET /api/alerts/active", "{\"alerts\":[]}");
        api.on("GET /api/alerts", "[]");
        api.on("GET /api/events", "[{\"timestamp\":\"2026-11-20T08:00:00\",\"type\":\"sms\",\"message\":\"sent\"}]");
        Path file = Files.writeString(directory.resolve("out.json"), "old");
        Run run = run("metrics", "--export", file.toString());
        assertEquals(new Run(0, "", "written to " + file + "\n"), run);
        JsonObject export = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertEquals(Set.of("timestamp", "version", "uptime", "status", "metrics", "components", "alerts",
                "recent_alerts", "recent_events"), export.keySet());
        assertEquals(79.9, export.getAsJsonObject("metrics").get("success_rate").getAsDouble());
        assertEquals("partial", export.get("status").getAsString());
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void anExportThatFailsLeavesTheOldFile(@TempDir Path directory) throws Exception {
        api.refuses("GET /api/status", 503, "no facts can be kept");
        Path file = Files.writeString(directory.resolve("out.json"), "old");
        assertEquals(75, run("metrics", "--export", file.toString()).code());
        assertEquals("old", Files.readString(file));
        assertEquals(73, exported(directory.resolve("none").resolve("out.json")));
        assertFalse(Files.exists(directory.resolve("none")));
    }

    private int exported(Path file) {
        api.on("GET /api/status", "{\"metrics\":" + METRICS + ",\"system_state\":{\"status\":\"healthy\"}}");
        api.on("GET /api/components", "{\"components\":[]}").on("GET /api/alerts/active", "{\"alerts\":[]}");
        api.on("GET /api/alerts", "[]").on("GET /api/events", "[]");
        return run("metrics", "--export", file.toString()).code();
    }
}
