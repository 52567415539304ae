// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.app.House;
import muster.model.Fact;
import muster.model.Person;
import muster.model.PersonChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalsApiTest {

    private static final String ONE = "/api/terminals/TSTATT000001";

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static void calls(OpenHouse open, String serial) throws InterruptedException {
        open.house.ask("GET", "/iclock/cdata?SN=" + serial + "&options=all&pushver=2.4.1&language=69", "");
    }

    @Test
    void aTerminalIsAddedChangedAndRemoved() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> added = open.call("POST", "/api/terminals",
                    "{\"serial\": \"TSTATT000001\", \"name\": \"Main door\", \"zone\": \"Asia/Tokyo\"}");
            assertEquals("approved", object(added, 201).get("state").getAsString());
            assertEquals("terminals/TSTATT000001", added.headers().firstValue("Location").orElseThrow());
            assertEquals("Asia/Tokyo", open.json(ONE).get("zone").getAsString());

            JsonObject changed = object(open.call("PATCH", ONE,
                    "{\"zone\": \"\", \"addresses\": [\"192.0.2.0/24\"]}"), 200);
            assertFalse(changed.has("zone"));
            assertEquals("Main door", changed.get("name").getAsString());
            assertEquals("192.0.2.0/24", changed.getAsJsonArray("addresses").get(0).getAsString());

            assertEquals(1, open.json("/api/terminals").getAsJsonArray("terminals").size());
            assertEquals(204, open.call("DELETE", ONE, null).statusCode());
            assertEquals(404, open.get(ONE).statusCode());
            assertEquals(404, open.call("DELETE", ONE, null).statusCode());
        }
    }

    @Test
    void aTerminalThatWaitsIsApprovedOrRefused() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            calls(open, "TSTATT000001");
            calls(open, "TSTATT000002");
            JsonObject waiting = open.json("/api/terminals").getAsJsonArray("pending").get(0).getAsJsonObject();
            assertEquals("TSTATT000002", waiting.get("serial").getAsString());
            assertEquals("192.0.2.77", waiting.get("address").getAsString());

            assertEquals("Back door", object(open.call("POST", ONE + "/approve", "{\"name\": \"Back door\"}"), 200)
                    .get("name").getAsString());
            assertEquals("refused", object(open.call("POST", "/api/terminals/TSTATT000002/refuse", ""), 200)
                    .get("state").getAsString());
            assertEquals(0, open.json("/api/terminals").getAsJsonArray("pending").size());
            calls(open, "TSTATT000001");
            assertEquals("online", open.json(ONE).get("presence").getAsString());
            assertEquals("not_seen", open.json("/api/terminals/TSTATT000002").get("presence").getAsString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/terminals                            | {}                            | 422
            POST   | /api/terminals                            | {"serial": "a b"}             | 422
            POST   | /api/terminals                            | {"serial": "TSTATT000001"}    | 409
            POST   | /api/terminals                            | {"serail": "TSTATT000003"}    | 422
            POST   | /api/terminals?dry=1                      | {"serial": "TSTATT000003"}    | 422
            PATCH  | /api/terminals/TSTATT000001               | {"zone": "Mars/Base"}         | 422
            PATCH  | /api/terminals/TSTATT000001               | {"addresses": ["example"]}    | 422
            PATCH  | /api/terminals/TSTATT000001               | {"serial": "TSTATT000009"}    | 422
            PATCH  | /api/terminals/TSTATT000009               | {"name": "x"}                 | 404
            POST   | /api/terminals/TSTATT000009/approve       | {}                            | 404
            POST   | /api/terminals/TSTATT000009/refuse        | {}                            | 404
            POST   | /api/terminals/TSTATT000001/refuse        | {"name": "x"}                 | 422
            POST   | /api/terminals/TSTATT000001/commands      | {}                            | 422
            POST   | /api/terminals/TSTATT000001/commands      | {"command": "explode"}        | 422
            POST   | /api/terminals/TSTATT000001/commands      | {"command": "delete-person"}  | 422
            POST   | /api/terminals/TSTATT000009/commands      | {"command": "check"}          | 404
            DELETE | /api/terminals/TSTATT000001/commands/1    |                               | 404
            DELETE | /api/terminals/TSTATT000001/commands/x    |                               | 404
            GET    | /api/terminals/TSTATT000009/commands      |                               | 404
            GET    | /api/terminals/TSTATT000001/commands?open=yes |                           | 422
            POST   | /api/pairing                              | {}                            | 422
            POST   | /api/pairing                              | {"minutes": 0}                | 422
            POST   | /api/pairing                              | {"minutes": 1441}             | 422
            POST   | /api/pairing                              | {"minutes": 1.5}              | 422
            POST   | /api/pairing                              | {"minutes": "5"}              | 422
            POST   | /api/pairing                              | {"minutes": 5, "hours": 1}    | 422
            POST   | /api/quarantine/replay                    | {"all": true}                 | 422
            GET    | /api/people?limit=1001                    |                               | 422
            """)
    void whatCannotBeDoneIsAProblemAndChangesNothing(String method, String path, String body, int status)
            throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.approve("TSTATT000001");
            long head = open.house.journal.head();
            assertEquals(status, open.call(method, path, body).statusCode());
            assertEquals(head, open.house.journal.head());
        }
    }

    @Test
    void aSerialWithOddCharactersIsOneSegment() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> answer = open.get("/api/terminals/A%2FB+C");
            assertEquals(404, answer.statusCode());
            assertTrue(object(answer, 404).get("detail").getAsString().contains("A/B+C"));
        }
    }

    @Test
    void aCommandIsQueuedShownAndTakenBack() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.house.approve("TSTATT000001");
            JsonObject first = object(open.call("POST", ONE + "/commands", "{\"command\": \"check\"}"), 201);
            JsonObject second = object(open.call("POST", ONE + "/commands",
                    """
                    {"command": "query-punches", "from": "2026-11-01 00:00:00", "to": "2026-11-20 00:00:00",
                     "expires_minutes": 5}"""), 201);
            assertEquals("queued", second.get("state").getAsString());
            assertEquals("api", second.get("by").getAsString());
            JsonObject cancelled = object(open.call("DELETE", ONE + "/commands/" + first.get("id"), null), 200);
            assertEquals("cancelled", cancelled.get("state").getAsString());
            assertEquals(2, open.json(ONE + "/commands").getAsJsonArray("commands").size());
            assertEquals(1, open.json(ONE + "/commands?open=true").getAsJsonArray("commands").size());
            assertEquals(1, open.json(ONE).get("open_commands").getAsInt());

            open.house.queue.take("TSTATT000001");
            HttpResponse<String> late = open.call("DELETE", ONE + "/commands/" + second.get("id"), null);
            assertEquals("/problems/conflict", object(late, 409).get("type").getAsString());
        }
    }

    @Test
    void unknownTerminalsAreAcceptedForAWhile() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            assertFalse(open.json("/api/terminals").has("pairing_until"));
            assertEquals("2026-11-20T02:35:10Z", object(open.call("POST", "/api/pairing", "{\"minutes\": 5}"), 200)
                    .get("pairing_until").getAsString());
            calls(open, "TSTATT000001");
            assertEquals("approved", open.json(ONE).get("state").getAsString());
            assertEquals(204, open.call("DELETE", "/api/pairing", null).statusCode());
            calls(open, "TSTATT000002");
            assertEquals(404, open.get("/api/terminals/TSTATT000002").statusCode());
        }
    }

    @Test
    void peopleComeInPagesByPin() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            List<Fact> people = new ArrayList<>();
            for (int pin = 1; pin <= 7; pin++) {
                people.add(new PersonChange(new Person("" + pin, pin == 7 ? "Test Person" : "", "", 0), false,
                        "TSTATT000001", "terminal", House.MORNING));
            }
            open.house.journal.append(people);
            JsonObject page = open.json("/api/people?limit=4");
            assertEquals("4", page.get("next").getAsString());
            JsonObject rest = open.json("/api/people?limit=4&after=" + page.get("next").getAsString());
            assertEquals(3, rest.getAsJsonArray("people").size());
            assertFalse(rest.has("next"));
            assertFalse(open.json("/api/people?limit=7").has("next"));
        }
    }
}
