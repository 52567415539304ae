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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Events, and which one the door is set to.
class GatheringsApiTest {

    private static final String FAIR = "/api/gatherings/fair";

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static void add(OpenHouse open, String... ids) throws Exception {
        for (String id : ids) {
            object(open.call("POST", "/api/gatherings", "{\"id\": \"" + id + "\", \"name\": \"The " + id + "\"}"), 201);
        }
    }

    private static void addAt(OpenHouse open, String id, String start) throws Exception {
        String body = "{\"id\": \"" + id + "\", \"name\": \"x\", \"start\": \"" + start + "\"}";
        object(open.call("POST", "/api/gatherings", body), 201);
    }

    private static String act(OpenHouse open, String id, String act) throws Exception {
        return state(object(open.call("POST", "/api/gatherings/" + id + "/" + act, "{}"), 200));
    }

    private static String state(JsonObject status) {
        return status.getAsJsonObject("gathering").get("state").getAsString();
    }

    private static List<String> ids(JsonObject list) {
        return list.getAsJsonArray("gatherings").asList().stream()
                .map(one -> one.getAsJsonObject().getAsJsonObject("gathering").get("id").getAsString())
                .toList();
    }

    @Test
    void anEventIsAddedShownChangedAndRemoved() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> added = open.call("POST", "/api/gatherings", """
                    {"id": "fair", "name": "Fair", "start": "2026-11-20T04:00:00Z", "end": "2026-11-20T10:00:00Z",
                     "capacity": 2, "automatic": false}""");
            JsonObject gathering = object(added, 201).getAsJsonObject("gathering");
            assertEquals("gatherings/fair", added.headers().firstValue("Location").orElseThrow());
            assertEquals("local", gathering.get("from").getAsString());
            assertEquals("listed", gathering.get("state").getAsString());
            assertEquals(gathering, open.json(FAIR).getAsJsonObject("gathering"));

            JsonObject changed = object(open.call("PATCH", FAIR, "{\"id\": \"fair\", \"name\": \"Book fair\"}"), 200)
                    .getAsJsonObject("gathering");
            assertEquals("Book fair", changed.get("name").getAsString());
            assertEquals(2, changed.get("capacity").getAsInt());
            assertFalse(object(open.call("PATCH", FAIR, "{\"capacity\": 0}"), 200)
                    .getAsJsonObject("gathering").has("capacity"));

            assertEquals(204, open.call("DELETE", FAIR, null).statusCode());
            assertEquals(404, open.get(FAIR).statusCode());
            assertEquals(List.of(), ids(open.json("/api/gatherings")));
        }
    }

    @Test
    void anEventWithoutAnIdGetsOne() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            HttpResponse<String> added = open.call("POST", "/api/gatherings", "{\"name\": \"Book fair\"}");
            String id = object(added, 201).getAsJsonObject("gathering").get("id").getAsString();
            assertEquals("gatherings/" + id, added.headers().firstValue("Location").orElseThrow());
            assertEquals("Book fair", open.json("/api/gatherings/" + id).getAsJsonObject("gathering").get("name")
                    .getAsString());
        }
    }

    @Test
    void eventsAreListedByStartWithTheOneTheDoorIsSetTo() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            JsonObject none = open.json("/api/gatherings");
            assertFalse(none.has("current"));
            assertEquals("{\"configured\":false,\"reachable\":false}", none.get("backend").toString());
            add(open, "sometime");
            addAt(open, "late", "2026-11-21T04:00:00Z");
            addAt(open, "soon", "2026-11-20T04:00:00Z");
            act(open, "late", "select");
            JsonObject list = open.json("/api/gatherings");
            assertEquals(List.of("soon", "late", "sometime"), ids(list));
            assertEquals("late", list.get("current").getAsString());
        }
    }

    @Test
    void whoLooksAtTheEventsWakesWhoAsksTheBackend() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            long seen = open.house.gatherings.changes();
            open.json("/api/gatherings");
            assertTrue(open.house.gatherings.changes() > seen);
        }
    }

    @Test
    void theDoorIsSetToAnEventStartedStoppedAndEnded() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            add(open, "fair", "dance");
            assertEquals("selected", act(open, "fair", "select"));
            assertEquals("scanning", act(open, "fair", "start"));
            assertEquals("paused", act(open, "fair", "stop"));
            assertEquals("scanning", act(open, "fair", "start"));
            assertEquals("scanning", act(open, "dance", "start"));
            assertEquals("listed", state(open.json(FAIR)), "the door is set to one event");
            assertEquals("dance", open.json("/api/gatherings").get("current").getAsString());
            assertEquals("ended", act(open, "dance", "end"));
            assertFalse(open.json("/api/gatherings").has("current"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "end"})
    void onlyTheEventTheDoorIsSetToIsStoppedOrEnded(String act) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            add(open, "fair", "dance");
            act(open, "dance", "start");
            JsonObject problem = object(open.call("POST", FAIR + "/" + act, "{}"), 409);
            assertTrue(problem.get("detail").getAsString().contains("fair"), problem.toString());
            assertEquals("scanning", state(open.json("/api/gatherings/dance")));
        }
    }

    @Test
    void theStateOfAnEventSurvivesARestart() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            add(open, "fair");
            act(open, "fair", "start");
        }
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals("scanning", state(open.json(FAIR)));
            assertEquals("fair", open.json("/api/gatherings").get("current").getAsString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            POST   | /api/gatherings                       | {}                                            | 422
            POST   | /api/gatherings                       | {"id": "a/b", "name": "x"}                    | 422
            POST   | /api/gatherings                       | {"id": "fair", "name": "x"}                   | 409
            POST   | /api/gatherings                       | {"name": "x", "state": "scanning"}            | 422
            POST   | /api/gatherings                       | {"name": "x", "name": "y"}                    | 422
            POST   | /api/gatherings                       | {"name": "x", "start": "tomorrow"}            | 422
            POST   | /api/gatherings                       | {"name": "x", "start": 1795000000000}         | 422
            POST   | /api/gatherings                       | {"name": "x", "capacity": "many"}             | 422
            POST   | /api/gatherings                       | {"name": "x", "capacity": -1}                 | 422
            POST   | /api/gatherings                       | {"name": "x", "automatic": "yes"}             | 422
            POST   | /api/gatherings                       | {"name": {"text": "x"}}                       | 422
            POST   | /api/gatherings                       | []                                            | 422
            POST   | /api/gatherings                       | {"name": "x",                                 | 422
            POST   | /api/gatherings?dry=1                 | {"name": "x"}                                 | 422
            GET    | /api/gatherings?current=true          |                                               | 422
            PATCH  | /api/gatherings/fair                  | {"id": "dance"}                               | 422
            PATCH  | /api/gatherings/fair                  | {"end": "2026-11-20T25:00:00Z"}               | 422
            PATCH  | /api/gatherings/dance                 | {"name": "x"}                                 | 404
            GET    | /api/gatherings/dance                 |                                               | 404
            GET    | /api/gatherings/fair?full=1           |                                               | 422
            DELETE | /api/gatherings/dance                 |                                               | 404
            DELETE | /api/gatherings/fair?force=1          |                                               | 422
            POST   | /api/gatherings/dance/select          | {}                                            | 404
            POST   | /api/gatherings/dance/start           | {}                                            | 404
            POST   | /api/gatherings/dance/stop            | {}                                            | 404
            POST   | /api/gatherings/dance/end             | {}                                            | 404
            POST   | /api/gatherings/fair/start            | {"at": "2026-11-20T04:00:00Z"}                | 422
            POST   | /api/gatherings/fair/stop             | {}                                            | 409
            POST   | /api/gatherings/fair/pause            | {}                                            | 404
            GET    | /api/gatherings/dance/attendance      |                                               | 404
            GET    | /api/gatherings/fair/attendance?limit=0     |                                         | 422
            GET    | /api/gatherings/fair/attendance?limit=1001  |                                         | 422
            GET    | /api/gatherings/fair/attendance?inside=yes  |                                         | 422
            GET    | /api/gatherings/fair/attendance?after=      |                                         | 422
            GET    | /api/gatherings/fair/attendance?cursor=3    |                                         | 422
            """)
    void whatCannotBeDoneIsAProblemAndChangesNothing(String method, String path, String body, int status)
            throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            add(open, "fair");
            long head = open.house.journal.head();
            HttpResponse<String> answer = open.call(method, path, body);
            assertEquals(status, answer.statusCode(), answer.body());
            assertEquals(head, open.house.journal.head());
        }
    }

    @Test
    void anEmptyBodyIsNoEvent() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            add(open, "fair");
            long head = open.house.journal.head();
            assertEquals(422, open.call("POST", "/api/gatherings", "").statusCode());
            assertEquals(head, open.house.journal.head());
            HttpResponse<String> started = open.call("POST", FAIR + "/start", "");
            assertEquals("scanning", state(object(started, 200)), "nothing is to be said");
        }
    }

    @Test
    void anEventThatIsMissingIsNamed() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            String detail = object(open.get("/api/gatherings/n%2Fo%0Ayes"), 404).get("detail").getAsString();
            assertTrue(detail.contains("n/o"), detail);
        }
    }
}
