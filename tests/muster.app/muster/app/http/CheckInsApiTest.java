// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.model.RosterList.Listed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People that a QR reader, a kiosk or any program checks in.
class CheckInsApiTest {

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /// A house whose door is set to an event.
    private OpenHouse fair() throws Exception {
        OpenHouse open = new OpenHouse(directory);
        object(open.call("POST", "/api/gatherings", "{\"id\": \"fair\", \"name\": \"Book fair\"}"), 201);
        object(open.call("POST", "/api/gatherings/fair/start", "{}"), 200);
        return open;
    }

    private static HttpResponse<String> post(OpenHouse open, String body, String... headers) throws Exception {
        return open.call("POST", "/api/punches", body, headers);
    }

    private static JsonObject only(OpenHouse open) throws Exception {
        var punches = open.json("/api/punches").getAsJsonArray("punches");
        assertEquals(1, punches.size());
        return punches.get(0).getAsJsonObject();
    }

    @Test
    void aPersonIsCheckedInOnceAndThenIsAlready() throws Exception {
        try (OpenHouse open = fair()) {
            open.house.roster.add("fair", List.of(new Listed("7", "Test Person")), "test");
            HttpResponse<String> first = post(open, "{\"pin\": \"7\"}");
            JsonObject result = object(first, 201);
            assertEquals("punches/" + result.get("seq"), first.headers().firstValue("Location").orElseThrow());
            assertEquals("checked_in", result.get("outcome").getAsString());
            assertEquals("Test Person", result.get("name").getAsString());
            assertEquals("fair", result.get("event").getAsString());
            assertEquals("Book fair", result.get("event_name").getAsString());
            assertFalse(result.get("message").getAsString().isBlank());

            JsonObject again = object(post(open, "{\"pin\": \"7\"}"), 200);
            assertEquals("already", again.get("outcome").getAsString());
            assertEquals(result.get("seq"), again.get("seq"));
            assertEquals(result.get("time"), again.get("time"));
            only(open);
        }
    }

    @Test
    void aCheckInIsAPunchWithAllThatIsKnownOfIt() throws Exception {
        try (OpenHouse open = fair()) {
            String seq = object(post(open, """
                    {
                      "pin": "0007", "event": "fair", "method": "qr", "scanner": "Gate-2",
                      "photo": "photos/7.jpg", "key": "a key"
                    }"""), 201).get("seq").getAsString();
            JsonObject row = open.json("/api/punches/" + seq).getAsJsonObject("punch");
            assertEquals("manual", row.get("source").getAsString());
            assertEquals("Gate-2", row.get("terminal").getAsString());
            assertEquals("Gate-2", row.get("terminal_name").getAsString());
            assertEquals("0007", row.get("pin").getAsString());
            assertEquals("2026-11-20 08:00:10", row.get("local_time").getAsString());
            assertFalse(row.has("state"));
            assertEquals("{\"event\":\"fair\",\"method\":\"qr\",\"proof\":\"claimed\",\"timing\":\"clock\","
                    + "\"photo\":\"photos/7.jpg\",\"key\":\"a key\"}", row.get("check_in").toString());
            assertEquals("{\"pin\":\"0007\",\"event\":\"fair\",\"method\":\"qr\",\"scanner\":\"Gate-2\","
                    + "\"photo\":\"photos/7.jpg\",\"key\":\"a key\"}", row.get("raw").getAsString(), "on one line");
        }
    }

    @Test
    void theTimeOfTheSenderCounts() throws Exception {
        try (OpenHouse open = fair()) {
            JsonObject result = object(post(open, "{\"pin\": \"7\", \"time\": \"2026-11-20T02:00:00Z\"}"), 201);
            assertEquals("2026-11-20T02:00:00Z", result.get("time").getAsString());
            JsonObject row = only(open);
            assertEquals("2026-11-20 07:30:00", row.get("local_time").getAsString());
            assertEquals("sender", row.getAsJsonObject("check_in").get("timing").getAsString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"pin": "7"}              | abc
            {"pin": "7"}              | "abc"
            {"pin": "7", "key": "abc"} | abc
            {"pin": "7", "key": "abc"} | "abc"
            """)
    void aRequestRepeatedWithItsKeyChangesNothing(String body, String header) throws Exception {
        try (OpenHouse open = fair()) {
            JsonObject first = object(post(open, body, "Idempotency-Key", header), 201);
            // long after the time in which the same person is not checked in again
            open.house.pass(Duration.ofHours(2));
            HttpResponse<String> repeated = post(open, body, "Idempotency-Key", header);
            assertEquals(2, repeated.statusCode() / 100, repeated.body());
            JsonObject second = JsonParser.parseString(repeated.body()).getAsJsonObject();
            assertEquals(first.get("seq"), second.get("seq"));
            assertEquals(first.get("time"), second.get("time"));
            assertEquals("abc", only(open).getAsJsonObject("check_in").get("key").getAsString());
        }
    }

    @Test
    void aKeyIsRememberedAcrossARestart() throws Exception {
        JsonObject first;
        try (OpenHouse open = fair()) {
            first = object(post(open, "{\"pin\": \"7\", \"key\": \"abc\"}"), 201);
        }
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.pass(Duration.ofHours(2));
            HttpResponse<String> repeated = post(open, "{\"pin\": \"7\", \"key\": \"abc\"}");
            assertEquals(first.get("seq"),
                    JsonParser.parseString(repeated.body()).getAsJsonObject().get("seq"), repeated.body());
            only(open);
        }
    }

    @Test
    void twoKeysForOneRequestAreRefused() throws Exception {
        try (OpenHouse open = fair()) {
            long head = open.house.journal.head();
            assertEquals(422, post(open, "{\"pin\": \"7\", \"key\": \"a\"}", "Idempotency-Key", "b").statusCode());
            assertEquals(422, post(open, "{\"pin\": \"7\"}", "Idempotency-Key", "").statusCode());
            assertEquals(422, post(open, "{\"pin\": \"7\"}", "Idempotency-Key", "x".repeat(129)).statusCode());
            assertEquals(head, open.house.journal.head());
        }
    }

    @Test
    void aKeyInAHeaderThatIsReadInManyWaysIsRefused() throws Exception {
        try (OpenHouse open = fair(); Wire wire = new Wire(open.port())) {
            long head = open.house.journal.head();
            wire.send("POST /api/punches HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                    + "Idempotency-Key: k\u00e9y\r\nContent-Length: 12\r\n\r\n{\"pin\": \"7\"}");
            assertEquals(422, wire.head());
            assertEquals(head, open.house.journal.head());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                              | 422 | punches
            ~~                                              | 422 | pin is missing
            {"pin": null}                                   | 422 | pin is missing
            {"pin": ""}                                     | 422 | pin is missing
            {"pin": " "}                                    | 422 | pin is missing
            {"pin": ["7"]}                                  | 422 | $.pin
            {"pin": {}}                                     | 422 | $.pin
            {"pin": "7", "pin": "8"}                        | 422 | "pin" is given twice
            {"pin": "7", "person": "x"}                     | 422 | there is no member "person"
            {"pin": "7", "punches": []}                     | 422 | there is no member "pin"
            {"pin": "7", "time": "now"}                     | 422 | $.time
            {"pin": "7", "time": 1795000000000}             | 422 | $.time
            {"pin": "7", "event": "dance"}                  | 404 | dance
            {"event": "fair"}                               | 422 | pin is missing
            {"punch": []}                                   | 422 | there is no member "punch"
            {"pin": "7"                                     | 422 | ends too early
            []                                              | 422 | an object is expected
            "7"                                             | 422 | an object is expected
            """)
    void whatIsNoCheckInIsToldAndChangesNothing(String body, int status, String told) throws Exception {
        try (OpenHouse open = fair()) {
            long head = open.house.journal.head();
            String detail = object(post(open, body), status).get("detail").getAsString();
            assertTrue(detail.contains(told), detail);
            assertEquals(head, open.house.journal.head());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin", "method", "scanner", "photo", "key", "event"})
    void aTextWithoutEndIsRefused(String member) throws Exception {
        try (OpenHouse open = fair()) {
            long head = open.house.journal.head();
            JsonObject body = new JsonObject();
            body.addProperty("pin", "7");
            body.addProperty(member, "x".repeat(100_000));
            int status = post(open, body.toString()).statusCode();
            assertTrue(status == 422 || status == 404, member + " -> " + status);
            assertEquals(head, open.house.journal.head());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7\\n8", "7\\u0000", "\\u001b[2J", "<b>7</b>", "'; DROP TABLE punch; --", "=1+1",
        "\\ud83d\\ude00"})
    void whateverThePinIsItIsOnlyText(String pin) throws Exception {
        try (OpenHouse open = fair()) {
            HttpResponse<String> answer = post(open, "{\"pin\": \"" + pin + "\"}");
            if (answer.statusCode() == 201) {
                String plain = JsonParser.parseString("\"" + pin + "\"").getAsString();
                assertEquals(plain, only(open).get("pin").getAsString());
            } else {
                assertEquals(422, answer.statusCode(), answer.body());
            }
        }
    }

    @Test
    void aReplyToAPersonAtTheDoorNeverRepeatsAFault() throws Exception {
        try (OpenHouse open = fair()) {
            open.house.journal.close();
            HttpResponse<String> answer = post(open, "{\"pin\": \"7\"}");
            assertEquals(503, answer.statusCode());
            assertEquals("/problems/journal", object(answer, 503).get("type").getAsString());
        }
    }

    @Test
    void theCheckInsOfOneEventAreListed() throws Exception {
        try (OpenHouse open = fair()) {
            object(open.call("POST", "/api/gatherings", "{\"id\": \"dance\"}"), 201);
            open.punches("TSTATT000001", "7", 0, 3);
            for (String event : List.of("fair", "dance", "fair")) {
                String pin = "1" + open.house.journal.head();
                object(post(open, "{\"pin\": \"" + pin + "\", \"event\": \"" + event + "\"}"), 201);
            }
            JsonObject page = open.json("/api/punches?event=fair&limit=1");
            assertEquals(1, page.getAsJsonArray("punches").size());
            JsonObject rest = open.json("/api/punches?event=fair&limit=1&cursor=" + page.get("next"));
            assertEquals(1, rest.getAsJsonArray("punches").size());
            assertFalse(rest.has("next"));
            assertEquals(1, open.json("/api/punches?event=dance&source=manual").getAsJsonArray("punches").size());
            assertEquals(0, open.json("/api/punches?event=nothing").getAsJsonArray("punches").size());
            assertEquals(6, open.json("/api/punches").getAsJsonArray("punches").size());
        }
    }

    @Test
    void aDoorsCheckInIsOnBothStreams() throws Exception {
        try (OpenHouse open = fair();
                Wire everything = Wire.stream(open.port(), "/api/stream?kinds=punch");
                Wire devices = Wire.stream(open.port(), "/devices/events")) {
            object(post(open, "{\"pin\": \"7\", \"scanner\": \"Gate-2\"}"), 201);
            String whole = everything.message().data();
            OpenHouse.CONTRACT.checkMessage("/api/stream", whole);
            assertEquals("fair", JsonParser.parseString(whole).getAsJsonObject().getAsJsonObject("punch")
                    .getAsJsonObject("check_in").get("event").getAsString());
            String attendance = devices.message().data();
            OpenHouse.CONTRACT.checkMessage("/devices/events", attendance);
            assertEquals("{\"type\":\"attendance\",\"device_id\":\"Gate-2\",\"device_name\":\"Gate-2\","
                    + "\"serial_number\":\"Gate-2\",\"user_id\":\"7\",\"timestamp\":\"2026-11-20 08:00:10\","
                    + "\"action\":255,\"method\":255,\"raw_data\":{\"user_id\":\"7\","
                    + "\"timestamp\":\"2026-11-20 08:00:10\",\"status\":255,\"verify_method\":255}}", attendance);
        }
    }

    @Test
    void anImportIsStillAnImport() throws Exception {
        try (OpenHouse open = fair()) {
            String batch = "{\"punches\": [{\"terminal\": \"TSTATT000001\", \"pin\": \"7\", "
                    + "\"local_time\": \"2026-11-20 08:00:00\"}]}";
            assertEquals("{\"stored\":1,\"duplicates\":0,\"variants\":0,\"quarantined\":0}",
                    post(open, batch).body());
            assertEquals("import", only(open).get("source").getAsString());
        }
    }
}
