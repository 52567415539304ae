// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import muster.app.watch.Measures;
import muster.app.watch.Promtool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is measured, components, and what external programs report.
final class WatchApiTest {

    private static final String CAMERA = "/api/components/camera";

    @TempDir
    private Path directory;

    private OpenHouse open;

    @BeforeEach
    void open() throws Exception {
        open = new OpenHouse(directory);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private JsonObject component(String name) throws Exception {
        for (var each : open.json("/api/components").getAsJsonArray("components")) {
            if (each.getAsJsonObject().get("name").getAsString().equals(name)) {
                return each.getAsJsonObject();
            }
        }
        throw new AssertionError("no component " + name);
    }

    @Test
    void aCameraProgramReportsAndIsShownInTheSeedsPlaceUntilItGoesStale() throws Exception {
        assertEquals("unknown", systemState("camera_status"));
        JsonObject told = json(open.call("PUT", CAMERA,
                "{\"state\": \"online\", \"details\": \"640x480\", \"stale_after_seconds\": 60}"), 200);
        assertEquals("640x480", told.get("details").getAsString());
        assertEquals("online", systemState("camera_status"));
        assertEquals("healthy", systemState("status"));
        open.post.pass(Duration.ofSeconds(60));
        assertEquals("stale", component("camera").get("state").getAsString());
        assertEquals("stale", systemState("camera_status"));
        assertEquals("partial", systemState("status"));
        json(open.call("DELETE", CAMERA, null), 200);
        assertEquals("unknown", systemState("camera_status"));
        assertEquals(404, open.call("DELETE", CAMERA, null).statusCode());
    }

    private String systemState(String member) throws Exception {
        return open.json("/api/status").getAsJsonObject("system_state").get(member).getAsString();
    }

    @Test
    void whatDoesNotFitIsAProblem() throws Exception {
        assertEquals(422, open.call("PUT", CAMERA, "{}").statusCode());
        assertEquals(422, open.call("PUT", CAMERA, "{\"state\": \"stale\"}").statusCode());
        assertEquals(422, open.call("PUT", CAMERA, "{\"state\": \"sleepy\"}").statusCode());
        assertEquals(409, open.call("PUT", "/api/components/journal", "{\"state\": \"online\"}").statusCode());
        assertEquals(422, open.call("POST", "/api/events", "{\"type\": \"two words\", \"message\": \"m\"}")
                .statusCode());
        for (String path : new String[] {
            "/api/history", "/api/history?measure=height", "/api/history?measure=queue_size&subject=hr",
            "/api/history?measure=queue_size&since=yesterday", "/api/activity?minutes=0", "/api/activity?minutes=61",
            "/metrics?name=up"
        }) {
            assertEquals(422, open.get(path).statusCode(), path);
        }
    }

    @Test
    void aReportIsShownAmongTheEventsAndMasked() throws Exception {
        JsonObject line = json(open.call("POST", "/api/events", "{\"type\": \"sms\", \"message\": \"SMS sent\","
                + " \"data\": {\"phone\": \"5550100\", \"operation\": \"absence\"}}"), 201);
        assertEquals("***00", line.getAsJsonObject("data").get("phone").getAsString());
        Await.until("it is shown", () -> shown("SMS sent"));
    }

    private boolean shown(String message) {
        try {
            return open.element("/api/events").toString().contains(message);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theActivityIsThatOfTheStatus() throws Exception {
        open.punches("TSTATT000001", "7", 0, 3);
        Await.until("they are counted", () -> activity("/api/activity").endsWith("3]"));
        assertEquals("[0,0,0,0,0,0,0,0,0,3]", activity("/api/activity"));
        assertEquals("[3]", activity("/api/activity?minutes=1"));
        assertEquals("[0,0,0,0,0,0,0,0,0,3]", open.json("/api/status").get("activity").toString());
    }

    private String activity(String path) {
        try {
            return open.json(path).get("punches").toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyMeasureIsTold() throws Exception {
        JsonArray measures = open.element("/api/measures").getAsJsonArray();
        assertEquals(Measures.all().size(), measures.size());
        JsonObject uptime = measures.asList().stream()
                .map(each -> each.getAsJsonObject())
                .filter(each -> each.get("name").getAsString().equals("uptime_seconds"))
                .findFirst()
                .orElseThrow();
        assertEquals("since", uptime.get("kind").getAsString());
        assertEquals("", uptime.get("family").getAsString());
    }

    @Test
    void theHistoryOfAMeasureIsToldWithItsValueNow() throws Exception {
        open.post.sample();
        open.punches("TSTATT000001", "7", 0, 2);
        open.house.pass(Duration.ofMinutes(1));
        JsonArray points = open.json("/api/history?measure=scans_today").getAsJsonArray("points");
        assertEquals(0, points.get(0).getAsJsonObject().get("value").getAsInt());
        assertEquals(2, points.get(points.size() - 1).getAsJsonObject().get("value").getAsInt());
        assertEquals("2026-11-20T02:31:10Z", points.get(points.size() - 1).getAsJsonObject().get("at").getAsString());
        String path = "/api/history?measure=scans_today&since=2026-11-20T02:30:00Z&until=2026-11-20T02:31:00Z";
        assertEquals(1, open.json(path).getAsJsonArray("points").size());
    }

    /// Show 5: the same number everywhere.
    @Test
    void everyNumberForPrometheusIsThatOfTheApi() throws Exception {
        open.house.approve("TSTATT000001");
        open.house.ask("POST", "/iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999",
                "1\t2026-11-20 08:00:05\t0\t1\n2\t2026-11-20 08:00:06\t0\t1\nspoilt\n");
        Await.until("all is counted", () -> activity("/api/activity").endsWith("2]"));
        HttpResponse<String> answer = open.get("/metrics");
        assertEquals("text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        Map<String, Double> told = numbers(answer.body());
        JsonObject metrics = open.json("/api/metrics");
        assertEquals(metrics.get("scans_today").getAsDouble(), told.get("muster_scans_today"));
        assertEquals(2, told.get("muster_scans_today"));
        assertEquals(metrics.get("scans_last_hour").getAsDouble(), told.get("muster_scans_last_hour"));
        assertEquals(metrics.get("success_rate").getAsDouble(), told.get("muster_success_percent"));
        assertEquals(metrics.get("queue_size").getAsDouble(), told.get("muster_queue_size"));
        assertEquals(metrics.get("failed_syncs").getAsDouble(), told.get("muster_failed_syncs"));
        assertEquals(metrics.get("uptime_seconds").getAsDouble(), told.get("muster_uptime_seconds"));
        JsonObject status = open.json("/api/status");
        assertEquals(status.get("terminals").getAsDouble(), told.get("muster_terminals"));
        assertEquals(status.get("terminals_online").getAsDouble(), told.get("muster_terminals_online"));
        assertEquals(status.get("quarantined").getAsDouble(),
                told.get("muster_quarantine_records{reason=\"unparsable\"}"), told::toString);
        assertEquals(2, told.get("muster_device_punches_total{sn=\"TSTATT000001\"}"));
        assertEquals(2, told.get("muster_punches_total{source=\"push\",branch=\"\"}"));
        assertFalse(answer.body().contains("NaN"));
        assertEquals("", Promtool.says(answer.body(), "check", "metrics"));
    }

    private static Map<String, Double> numbers(String text) {
        Map<String, Double> numbers = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            numbers.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
        assertTrue(numbers.size() > 20, text);
        return numbers;
    }
}
