// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import muster.app.House;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Notice;
import muster.zk.http.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDoorTest {

    private static final String KEY = "test-key-of-more-than-enough-length";

    @TempDir
    Path directory;

    private static JsonObject problem(HttpResponse<String> answer) {
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
        JsonObject problem = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertEquals(answer.statusCode(), problem.get("status").getAsInt());
        return problem;
    }

    private static AlertChange alert(String message) {
        AlertStatus alert = new AlertStatus("test", "test", "", null, null, Notice.Level.WARNING,
                AlertStatus.State.FIRING, message, 1, House.MORNING, House.MORNING, House.MORNING, null, null, null,
                null);
        return new AlertChange(alert, "fired", null, House.MORNING);
    }

    @Test
    void theStateOfThingsIsTold() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals("{\"status\":\"alive\"}", open.get("/healthz").body());
            assertEquals("{\"status\":\"ready\"}", open.get("/readyz").body());
            open.punches("TSTATT000001", "7", 0, 3);
            open.house.journal.append(List.of(alert("look here")));
            Await.until("the follower has seen it", () -> {
                try {
                    return open.element("/api/alerts").getAsJsonArray().size() == 1;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(4, open.json("/api/status").get("head").getAsInt());
            assertEquals(3, open.json("/api/metrics").get("scans_today").getAsInt());
            assertEquals(4, open.element("/api/events").getAsJsonArray().size());
        }
    }

    @Test
    void theNewestFiftyLinesAndTwentyAlertsAreTold() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            for (int i = 0; i < 60; i++) {
                open.house.journal.append(List.of(alert("number " + i)));
            }
            Await.until("the follower has seen the last", () -> {
                try {
                    return open.get("/api/alerts").body().contains("number 59");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(50, open.element("/api/events").getAsJsonArray().size());
            assertEquals(20, open.element("/api/alerts").getAsJsonArray().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/api/status", "/api/metrics", "/api/events", "/api/alerts",
        "/api/punches", "/api/people", "/api/quarantine", "/api/terminals", "/api/branches",
        "/api/gatherings", "/api/scanner", "/api/openapi.json"})
    void headTellsTheLengthOfWhatGetWouldBring(String path) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> head = open.call("HEAD", path, null);
            HttpResponse<String> get = open.get(path);
            assertEquals(200, head.statusCode());
            assertEquals("", head.body());
            assertEquals(get.headers().firstValue("Content-Type"), head.headers().firstValue("Content-Type"));
            assertEquals(get.body().length(), head.headers().firstValueAsLong("Content-Length").orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/status                  | GET, HEAD
            DELETE | /api/punches                 | GET, POST, HEAD
            PUT    | /api/terminals/TSTATT000001  | DELETE, GET, PATCH, HEAD
            PUT    | /api/branches/north          | DELETE, GET, PATCH, HEAD
            DELETE | /api/branches                | GET, POST, HEAD
            GET    | /api/fetch                   | POST
            DELETE | /api/fetch/1                 | GET, HEAD
            DELETE | /api/gatherings              | GET, POST, HEAD
            PUT    | /api/gatherings/fair         | DELETE, GET, PATCH, HEAD
            GET    | /api/gatherings/fair/start   | POST
            DELETE | /api/gatherings/fair/roster  | GET, POST, PUT, HEAD
            GET    | /api/sightings               | POST
            POST   | /api/scanner                 | GET, HEAD
            GET    | /api/pairing                 | DELETE, POST
            HEAD   | /api/pairing                 | DELETE, POST
            OPTIONS| /devices/events              | GET, HEAD
            get    | /healthz                     | GET, HEAD
            """)
    void aMethodThatIsNotPossibleIsToldWhichAre(String method, String path, String allowed) throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            wire.send(method + " " + path + " HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n");
            assertEquals(405, wire.head());
            assertEquals(allowed, wire.header("Allow"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/api", "/api/", "/api/status/", "/api/punch", "/dashboards",
        "/api/terminals//commands", "/API/status", "/api/status/..", "/api/%2e%2e/healthz"})
    void aPathNobodyKnowsIsNotFound(String path) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> answer = open.get(path);
            assertEquals(404, answer.statusCode());
            assertEquals("/problems/not-found", problem(answer).get("type").getAsString());
            assertEquals(path, problem(answer).get("instance").getAsString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""})
    void whatAFormCouldSendChangesNothing(String type) throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            String body = "{\"serial\": \"TSTATT000001\"}";
            wire.send("POST /api/terminals HTTP/1.1\r\nHost: test\r\n"
                    + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertEquals(415, wire.head());
            assertEquals(0, open.json("/api/terminals").getAsJsonArray("terminals").size());
        }
    }

    @Test
    void theTypeOfABodyMayNameItsCharset() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals(201, open.call("POST", "/api/terminals", "{\"serial\": \"TSTATT000001\"}",
                    "Content-Type", "Application/JSON; charset=utf-8").statusCode());
        }
    }

    @Test
    void withAKeyNothingIsToldWithoutIt() throws Exception {
        try (OpenHouse open = new OpenHouse(directory, OpenHouse.withKey(KEY))) {
            HttpResponse<String> without = open.get("/api/status");
            assertEquals(401, without.statusCode());
            assertEquals("Bearer", without.headers().firstValue("WWW-Authenticate").orElseThrow());
            assertFalse(problem(without).get("detail").getAsString().contains(KEY));
            for (String wrong : List.of("Bearer " + KEY + "x", "Basic " + KEY, "Bearer", "Bearer ", KEY)) {
                assertEquals(401, open.call("GET", "/api/status", null, "Authorization", wrong).statusCode(), wrong);
            }
            assertEquals(401, open.get("/api/nothing").statusCode(), "nor what there is");
            assertEquals(401, open.get("/devices/events").statusCode());
            assertEquals(200, open.call("GET", "/api/status", null, "Authorization", "Bearer " + KEY).statusCode());
            assertEquals(200, open.call("GET", "/api/status", null, "authorization", "bearer " + KEY).statusCode());
            assertEquals(200, open.get("/healthz").statusCode());
            assertEquals(200, open.get("/readyz").statusCode());
        }
    }

    @Test
    void withoutAKeyOnlyThisMachineMayAsk() {
        assertThrows(IllegalArgumentException.class, () -> new ApiSettings(new InetSocketAddress("192.0.2.1", 8888),
                null, 1, OpenHouse.SETTINGS.keepalive(), OpenHouse.SETTINGS.stall(), "9.9.9", List.of()));
        ApiSettings withKey = new ApiSettings(new InetSocketAddress("192.0.2.1", 8888),
                KEY, 1, OpenHouse.SETTINGS.keepalive(), OpenHouse.SETTINGS.stall(), "9.9.9", List.of());
        assertEquals(Limits.STANDARD, withKey.pushLimits());
        assertFalse(withKey.toString().contains(KEY), "a key must not get into a log");
    }

    @Test
    void anAddressInUseIsToldAsSuch() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            ApiSettings same = new ApiSettings(open.api.address(), null, 1, OpenHouse.SETTINGS.keepalive(),
                    OpenHouse.SETTINGS.stall(), "9.9.9", List.of());
            assertThrows(java.net.BindException.class, () -> ApiServer.open(same, open.house.journal, null,
                    open.house.terminalSide(), open.house.doorSide(), open.house.sinkSide(), null, open.house.push,
                    InstantSource.system()));
        }
    }

    @Test
    void aJournalThatFailsIsAProblemOfItsOwn() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.journal.close();
            HttpResponse<String> ready = open.get("/readyz");
            assertEquals(503, ready.statusCode());
            assertEquals("/problems/journal", problem(ready).get("type").getAsString());
            for (String path : List.of("/api/punches", "/api/punches/1", "/api/people", "/api/quarantine",
                    "/api/branches")) {
                HttpResponse<String> answer = open.get(path);
                assertEquals(503, answer.statusCode(), path);
                assertTrue(answer.headers().firstValue("Retry-After").isPresent());
            }
            assertEquals(503, open.call("POST", "/api/terminals", "{\"serial\": \"TSTATT000001\"}").statusCode());
            assertEquals(200, open.get("/healthz").statusCode());
        }
    }

    private static final WatchSide BLIND = new WatchSide(null, null, null, null, null, null);

    @Test
    void aFaultOfOursIsANumberAndNoStackTrace() throws Exception {
        try (House house = new House(directory);
                // without a watch, the report has to fail
                ApiServer api = ApiServer.open(OpenHouse.SETTINGS, house.journal, null, house.terminalSide(),
                        house.doorSide(), house.sinkSide(), BLIND, house.push, InstantSource.system());
                Wire wire = new Wire(api.address().getPort())) {
            assertEquals(500, wire.request("/api/status").head());
            String body = wire.body();
            assertEquals("/problems/internal",
                    JsonParser.parseString(body).getAsJsonObject().get("type").getAsString());
            assertFalse(body.contains("Exception"), body);
            assertFalse(body.contains("muster.app"), body);
            assertEquals(200, new Wire(api.address().getPort()).request("/healthz").head(), "and the door stays open");
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, wire.request("/healthz").head());
                assertEquals("{\"status\":\"alive\"}", wire.body());
                assertEquals(422, wire.request("/healthz?x=1").head());
                wire.body();
            }
        }
    }
}
