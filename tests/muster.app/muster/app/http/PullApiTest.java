// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import muster.app.House;
import muster.model.ClockReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Terminals that are read on port 4370. Nothing listens where these tests send muster.
class PullApiTest {

    private static final String ONE = "/api/terminals/TSTATT000001";

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /// Two terminals of a branch that are read, and one that only pushes.
    private static void addTerminals(OpenHouse open) throws Exception {
        open.call("POST", "/api/branches", "{\"id\": \"north\"}");
        for (int i = 1; i <= 2; i++) {
            open.call("POST", "/api/terminals", "{\"serial\": \"TSTATT00000" + i
                    + "\", \"branch\": \"north\", \"pull\": {\"host\": \"127.0.0.1\", \"port\": 1}}");
        }
        open.house.approve("TSTATT000003");
    }

    private static List<String> serials(JsonObject report) {
        return report.getAsJsonArray("rows").asList().stream()
                .map(row -> row.getAsJsonObject().get("terminal").getAsString())
                .toList();
    }

    @Test
    void howATerminalIsReadIsSetChangedAndTakenBack() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            JsonObject added = object(open.call("POST", "/api/terminals",
                    "{\"serial\": \"TSTATT000001\", \"pull\": {\"host\": \"127.0.0.1\"}}"), 201);
            assertEquals("{\"host\":\"127.0.0.1\",\"port\":4370,\"transport\":\"auto\",\"poll_seconds\":0,"
                    + "\"live\":true,\"set_clock\":false}", added.get("pull").toString());

            JsonObject pull = object(open.call("PATCH", ONE, """
                    {"pull": {"port": 1, "transport": "udp", "key_file": "/etc/muster/door.key", "poll_seconds": 600,
                     "live": false, "layout": "40", "charset": "GB18030", "set_clock": true}}"""), 200)
                    .getAsJsonObject("pull");
            assertEquals("127.0.0.1", pull.get("host").getAsString());
            assertEquals("udp", pull.get("transport").getAsString());
            assertEquals("/etc/muster/door.key", pull.get("key_file").getAsString());
            assertEquals(pull, open.json(ONE).getAsJsonObject("pull"));

            assertFalse(object(open.call("PATCH", ONE, "{\"pull\": {\"layout\": \"\", \"key_file\": \"\"}}"), 200)
                    .getAsJsonObject("pull").has("key_file"));
            assertTrue(object(open.call("PATCH", ONE, "{\"name\": \"Main door\"}"), 200).has("pull"));
            assertFalse(object(open.call("PATCH", ONE, "{\"pull\": {\"host\": \"\"}}"), 200).has("pull"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"port": 4370}                              | host
            {"host": "a b"}                             | host
            {"host": "127.0.0.1", "port": 0}            | port
            {"host": "127.0.0.1", "port": 65536}        | port
            {"host": "127.0.0.1", "port": "x"}          | pull.port
            {"host": "127.0.0.1", "transport": "smoke"} | pull.transport
            {"host": "127.0.0.1", "poll_seconds": 9}    | poll_seconds
            {"host": "127.0.0.1", "live": "perhaps"}    | pull.live
            {"host": "127.0.0.1", "layout": "17"}       | layout
            {"host": "127.0.0.1", "charset": "Latin"}   | charset
            {"host": "127.0.0.1", "comm_key": "1"}      | key_file
            []                                          | pull
            """)
    void aSettingThatIsNotPossibleIsNamedAndChangesNothing(String pull, String named) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.approve("TSTATT000001");
            long head = open.house.journal.head();
            HttpResponse<String> answer = open.call("PATCH", ONE, "{\"pull\": " + pull + "}");
            String detail = object(answer, 422).get("detail").getAsString();
            assertTrue(detail.contains(named), detail);
            assertEquals(head, open.house.journal.head());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"terminals": ["TSTATT000002"]}                         | TSTATT000002
            {"terminals": ["TSTATT000001", "TSTATT000002"]}         | TSTATT000001 TSTATT000002
            {"branch": "north", "since": "2026-11-01 00:00:00"}     | TSTATT000001 TSTATT000002
            {"all": true}                                           | TSTATT000001 TSTATT000002
            {"all": true, "terminals": []}                          | TSTATT000001 TSTATT000002
            """)
    void anOrderToReadIsTakenAndCanBeFollowed(String request, String serials) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            addTerminals(open);
            HttpResponse<String> begun = open.call("POST", "/api/fetch", request);
            JsonObject report = object(begun, 202);
            assertEquals(List.of(serials.split(" ")), serials(report));
            assertFalse(report.get("complete").getAsBoolean());
            String location = begun.headers().firstValue("Location").orElseThrow();
            assertEquals("fetch/" + report.get("id"), location, "relative to /api/fetch");
            JsonObject followed = open.json("/api/" + location);
            assertEquals(report.get("id"), followed.get("id"));
            assertEquals(serials(report), serials(followed));
        }
    }

    @Test
    void theLastTwentyOrdersAreRemembered() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            addTerminals(open);
            for (int i = 0; i < 21; i++) {
                object(open.call("POST", "/api/fetch", "{\"terminals\": [\"TSTATT000001\"]}"), 202);
            }
            assertEquals(404, open.get("/api/fetch/1").statusCode());
            assertEquals(2, open.json("/api/fetch/2").get("id").getAsInt());
            assertEquals(21, open.json("/api/fetch/21").get("id").getAsInt());
            assertEquals(404, open.get("/api/fetch/22").statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/fetch             | {}                                              | 422
            POST | /api/fetch             |                                                 | 422
            POST | /api/fetch             | {"all": false}                                  | 422
            POST | /api/fetch             | {"all": "true"}                                 | 422
            POST | /api/fetch             | {"terminals": []}                               | 422
            POST | /api/fetch             | {"terminals": [null]}                           | 422
            POST | /api/fetch             | {"terminals": "TSTATT000001"}                   | 422
            POST | /api/fetch             | {"all": true, "branch": "north"}                | 422
            POST | /api/fetch             | {"all": true, "terminals": ["TSTATT000001"]}    | 422
            POST | /api/fetch             | {"all": true, "since": "yesterday"}             | 422
            POST | /api/fetch             | {"all": true, "until": "2026-11-20 08:00:00"}   | 422
            POST | /api/fetch?dry=1       | {"all": true}                                   | 422
            POST | /api/fetch             | {"terminals": ["TSTATT000009"]}                 | 404
            POST | /api/fetch             | {"branch": "south"}                             | 404
            POST | /api/fetch             | {"terminals": ["TSTATT000001", "TSTATT000003"]} | 409
            GET  | /api/fetch/1           |                                                 | 404
            GET  | /api/fetch/x           |                                                 | 404
            GET  | /api/fetch/1?wait=1    |                                                 | 422
            """)
    void anOrderThatMakesNoSenseIsAProblemAndBeginsNothing(String method, String path, String body, int status)
            throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            addTerminals(open);
            assertEquals(status, open.call(method, path, body == null && method.equals("POST") ? "" : body)
                    .statusCode());
            assertEquals(404, open.get("/api/fetch/1").statusCode());
        }
    }

    @Test
    void theReadingsOfAClockComeNewestFirst() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.approve("TSTATT000001");
            open.house.approve("TSTATT000002");
            assertEquals(0, open.json(ONE + "/clock").getAsJsonArray("readings").size());
            for (int i = 0; i < 5; i++) {
                open.house.journal.append(List.of(
                        new ClockReading("TSTATT000001", i * 2000L, 600, i == 4, House.MORNING.plusSeconds(i)),
                        new ClockReading("TSTATT000002", 0, 600, false, House.MORNING)));
            }
            List<Long> offsets = open.json(ONE + "/clock?limit=3").getAsJsonArray("readings").asList().stream()
                    .map(reading -> reading.getAsJsonObject().get("offset_millis").getAsLong())
                    .toList();
            assertEquals(List.of(8000L, 6000L, 4000L), offsets);
            assertEquals(5, open.json(ONE + "/clock").getAsJsonArray("readings").size());
            assertEquals(404, open.get("/api/terminals/TSTATT000009/clock").statusCode());
            assertEquals(422, open.get(ONE + "/clock?limit=0").statusCode());
        }
    }
}
