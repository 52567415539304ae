// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.model.RosterList.Listed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is on an event's list, and who came.
class RostersApiTest {

    private static final String FAIR = "/api/gatherings/fair";
    private static final String ROSTER = FAIR + "/roster";

    @TempDir
    Path directory;

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    /// A house with one event.
    private OpenHouse fair() throws Exception {
        OpenHouse open = new OpenHouse(directory);
        object(open.call("POST", "/api/gatherings", "{\"id\": \"fair\", \"name\": \"Book fair\"}"), 201);
        return open;
    }

    private static void checkIn(OpenHouse open, String event, String... pins) throws Exception {
        for (String pin : pins) {
            object(open.call("POST", "/api/punches", "{\"pin\": \"" + pin + "\", \"event\": \"" + event + "\"}"), 201);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            GET    | /api/gatherings/dance/roster          |                                               | 404
            PUT    | /api/gatherings/dance/roster          | {"people": []}                                | 404
            PUT    | /api/gatherings/fair/roster           | {}                                            | 422
            PUT    | /api/gatherings/fair/roster           | {"people": null}                              | 422
            PUT    | /api/gatherings/fair/roster           | {"people": [null]}                            | 422
            PUT    | /api/gatherings/fair/roster           | {"people": ["7"]}                             | 422
            PUT    | /api/gatherings/fair/roster           | {"people": [{"name": "x"}]}                   | 422
            PUT    | /api/gatherings/fair/roster           | {"people": [{"pin": " "}]}                    | 422
            PUT    | /api/gatherings/fair/roster           | {"people": [{"pin": "7", "card": "1"}]}       | 422
            PUT    | /api/gatherings/fair/roster           | {"people": {"pin": "7"}}                      | 422
            POST   | /api/gatherings/fair/roster           | {"people": [{"pin": "7"}, {"pin": {}}]}       | 422
            """)
    void whatIsNoListIsAProblemAndChangesNothing(String method, String path, String body, int status)
            throws Exception {
        try (OpenHouse open = fair()) {
            long head = open.house.journal.head();
            HttpResponse<String> answer = open.call(method, path, body);
            assertEquals(status, answer.statusCode(), answer.body());
            assertEquals(head, open.house.journal.head());
        }
    }

    @Test
    void anEmptyBodyIsNoListAndTakesNobodyOff() throws Exception {
        try (OpenHouse open = fair()) {
            open.call("PUT", ROSTER, "{\"people\": [{\"pin\": \"7\"}]}");
            assertEquals(422, open.call("PUT", ROSTER, "").statusCode());
            assertEquals(422, open.call("POST", ROSTER, " ").statusCode());
            assertEquals(1, open.json(FAIR).get("registered").getAsInt());
        }
    }

    @Test
    void aListIsNotSentByAForm() throws Exception {
        try (OpenHouse open = fair()) {
            assertEquals(415, open.call("PUT", ROSTER, "{\"people\": []}", "Content-Type", "text/plain")
                    .statusCode());
        }
    }

    @Test
    void aListIsSetAddedToAndShownWithNames() throws Exception {
        try (OpenHouse open = fair()) {
            assertEquals("{\"people\":[]}", open.json(ROSTER).toString());
            JsonObject set = object(open.call("PUT", ROSTER,
                    "{\"people\": [{\"pin\": \"8\", \"name\": \"Test Eight\"}, {\"pin\": \"7\"}]}"), 200);
            assertEquals("{\"event\":\"fair\",\"registered\":2,\"added\":2,\"removed\":0,\"released\":0}",
                    set.toString());
            assertEquals("{\"people\":[{\"pin\":\"7\"},{\"pin\":\"8\",\"name\":\"Test Eight\"}]}",
                    open.json(ROSTER).toString());

            JsonObject more = object(open.call("POST", ROSTER,
                    "{\"people\": [{\"pin\": \"8\"}, {\"pin\": \"9\"}]}"), 200);
            assertEquals("{\"event\":\"fair\",\"registered\":3,\"added\":1,\"removed\":0,\"released\":0}",
                    more.toString());
            JsonObject fewer = object(open.call("PUT", ROSTER, "{\"people\": [{\"pin\": \"9\"}]}"), 200);
            assertEquals(2, fewer.get("removed").getAsInt());
            assertEquals(1, open.json(FAIR).get("registered").getAsInt());
            object(open.call("PUT", ROSTER, "{\"people\": []}"), 200);
            assertEquals(0, open.json(FAIR).get("registered").getAsInt());
        }
    }

    @Test
    void whoIsNotOnTheListCountsAsSoonAsTheListHasThem() throws Exception {
        try (OpenHouse open = fair()) {
            open.call("PUT", ROSTER, "{\"people\": [{\"pin\": \"7\"}]}");
            JsonObject held = object(open.call("POST", "/api/punches", "{\"pin\": \"8\", \"event\": \"fair\"}"), 200);
            assertEquals("not_on_list", held.get("outcome").getAsString());
            assertEquals(1, open.json(FAIR).get("not_on_list").getAsInt());
            JsonObject row = open.json("/api/quarantine").getAsJsonArray("quarantine").get(0).getAsJsonObject();
            assertEquals("not_on_list", row.get("reason").getAsString());
            assertEquals("checkin", row.get("table").getAsString());

            JsonObject result = object(open.call("POST", ROSTER, "{\"people\": [{\"pin\": \"8\"}]}"), 200);
            assertEquals(1, result.get("released").getAsInt());
            assertEquals(0, open.json(FAIR).get("not_on_list").getAsInt());
            assertEquals(1, open.json(FAIR).get("checked_in").getAsInt());
            assertEquals(0, open.json("/api/quarantine").getAsJsonArray("quarantine").size());
        }
    }

    @Test
    void heldCheckInsAreTriedAgainWithAllThatIsHeld() throws Exception {
        try (OpenHouse open = fair()) {
            open.call("PUT", ROSTER, "{\"people\": [{\"pin\": \"7\"}]}");
            object(open.call("POST", "/api/punches", "{\"pin\": \"8\", \"event\": \"fair\"}"), 200);
            assertEquals("{\"released\":0}", open.call("POST", "/api/quarantine/replay", "{}").body());
            // the list learns the person behind the API's back, as from the backend
            open.house.roster.add("fair", List.of(new Listed("8", null)), "test");
            assertEquals("{\"released\":1}", open.call("POST", "/api/quarantine/replay", "{}").body());
            assertEquals(1, open.json(FAIR).get("checked_in").getAsInt());
        }
    }

    @Test
    void whoCameAndWhoDidNotIsPaged() throws Exception {
        try (OpenHouse open = fair()) {
            open.call("PUT", ROSTER, "{\"people\": [{\"pin\": \"1\", \"name\": \"Test One\"},"
                    + " {\"pin\": \"2\"}, {\"pin\": \"3\"}, {\"pin\": \"4\"}, {\"pin\": \"5\"}]}");
            checkIn(open, "fair", "4", "1");
            open.call("POST", "/api/punches", "{\"pin\": \"9\", \"event\": \"fair\"}");
            List<String> whole = new ArrayList<>();
            String after = "";
            while (after != null) {
                JsonObject page = open.json(FAIR + "/attendance?limit=2" + after);
                for (JsonElement one : page.getAsJsonArray("attendees")) {
                    whole.add(one.getAsJsonObject().get("pin").getAsString() + " "
                            + one.getAsJsonObject().get("check_in").getAsString());
                }
                after = page.has("next") ? "&after=" + page.get("next").getAsString() : null;
            }
            assertEquals(List.of("1 checked_in", "2 absent", "3 absent", "4 checked_in", "5 absent", "9 not_on_list"),
                    whole);
            JsonObject first = open.json(FAIR + "/attendance?limit=1").getAsJsonArray("attendees").get(0)
                    .getAsJsonObject();
            assertEquals("Test One", first.get("name").getAsString());
            assertTrue(first.get("registered").getAsBoolean());
            assertFalse(open.json(FAIR + "/attendance").has("next"));
            assertEquals(0, open.json(FAIR + "/attendance?inside=true").getAsJsonArray("attendees").size());
            assertEquals(6, open.json(FAIR + "/attendance?inside=false").getAsJsonArray("attendees").size());
        }
    }
}
