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
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget;
import muster.app.sink.SinkSet;
import muster.model.DeadLetterChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that a target does not take: listed, tried again, given to somebody else, given up.
final class DeadLettersApiTest {

    private static final String LETTERS = "/api/deadletters";

    @TempDir
    private Path directory;

    private final MemoryTarget hr = new MemoryTarget(100);
    private final MemoryTarget db = new MemoryTarget(100);
    private OpenHouse open;

    /// `hr` knows neither 8 nor 9 and chokes on P; `db` knows not 9. So there are four letters.
    @BeforeEach
    void setFourAside() throws Exception {
        hr.unknown("8", "9");
        hr.poison("P");
        db.unknown("9");
        open = new OpenHouse(directory, SinkSet.of(
                SinkSet.memory("hr", Mode.LIVE, null, hr), SinkSet.memory("db", Mode.LIVE, null, db)));
        for (String pin : List.of("7", "8", "9", "P")) {
            open.punches("TSTATT000001", pin, Math.abs(pin.hashCode()), 1);
        }
        Await.until("all was tried", () -> waiting("hr") == 0 && waiting("db") == 0);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private long waiting(String sink) {
        try {
            return open.json("/api/sinks/" + sink).get("waiting").getAsLong();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject json(String path) {
        try {
            return open.json(path);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Sink, PIN, reason and state of the letters on a page, sorted.
    private List<String> letters(String query) {
        return page(json(LETTERS + query)).sorted().toList();
    }

    private static Stream<String> page(JsonObject page) {
        return StreamSupport.stream(page.getAsJsonArray("letters").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .map(letter -> letter.get("sink").getAsString() + " " + letter.get("pin").getAsString() + " "
                        + letter.get("reason").getAsString() + " " + letter.get("state").getAsString());
    }

    private long id(String sink, String pin) {
        return StreamSupport.stream(json(LETTERS + "?sink=" + sink).getAsJsonArray("letters").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(letter -> letter.get("pin").getAsString().equals(pin))
                .findFirst()
                .orElseThrow()
                .get("id").getAsLong();
    }

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private List<DeadLetterChange> changes() throws Exception {
        return open.house.entries().stream()
                .map(entry -> entry.fact())
                .filter(DeadLetterChange.class::isInstance)
                .map(DeadLetterChange.class::cast)
                .toList();
    }

    @Test
    void theyAreListedByWhatIsAskedFor() {
        assertEquals(List.of("db 9 unknown_person open", "hr 8 unknown_person open", "hr 9 unknown_person open",
                "hr P refused open"), letters(""));
        assertEquals(List.of("db 9 unknown_person open"), letters("?sink=db"));
        assertEquals(List.of("hr P refused open"), letters("?reason=refused"));
        assertEquals(List.of("hr 8 unknown_person open", "hr 9 unknown_person open"),
                letters("?sink=hr&reason=unknown_person&state=open"));
        assertEquals(List.of(), letters("?state=discarded"));
        assertEquals(List.of(), letters("?sink=nowhere"));
        assertEquals(3, json("/api/sinks/hr").get("dead_letters").getAsLong());
    }

    @Test
    void aLongListIsReadPageByPage() {
        JsonObject first = json(LETTERS + "?limit=3");
        assertEquals(3, page(first).count());
        JsonObject second = json(LETTERS + "?limit=3&cursor=" + first.get("next").getAsLong());
        assertEquals(1, page(second).count());
        assertFalse(second.has("next"));
        assertFalse(json(LETTERS + "?limit=4").has("next"), "a page that is just full is the last");
    }

    @Test
    void oneTellsWhatTheTargetSaid() {
        JsonObject letter = json(LETTERS + "/" + id("hr", "8"));
        assertEquals("nobody is called 8", letter.get("detail").getAsString());
        assertEquals(2, letter.get("seq").getAsLong());
        assertEquals(1, letter.get("tries").getAsInt());
        assertFalse(letter.has("edit"));
    }

    @Test
    void oneIsDeliveredUnderAnotherNumberAndWhoSaidSoIsKept() throws Exception {
        long id = id("hr", "8");
        JsonObject edited = object(open.call("PATCH", LETTERS + "/" + id, "{\"pin\": \" 1042 \"}"), 200);
        assertEquals("1042", edited.get("edit").getAsString());
        assertEquals("api", edited.get("by").getAsString());
        Await.until("it was taken", () -> json(LETTERS + "/" + id).get("state").getAsString().equals("delivered"));
        assertTrue(hr.pins().contains("1042"));
        assertEquals(2, json(LETTERS + "/" + id).get("tries").getAsInt());
        assertEquals(List.of("edited"), changes().stream().map(DeadLetterChange::act).toList());
        assertEquals("api", changes().getFirst().by());
        for (HttpResponse<String> again : List.of(
                open.call("PATCH", LETTERS + "/" + id, "{\"pin\": \"7\"}"),
                open.call("POST", LETTERS + "/" + id + "/retry", "{}"),
                open.call("DELETE", LETTERS + "/" + id, null))) {
            assertEquals("dead letter " + id + " is not open any more", object(again, 409).get("detail").getAsString());
        }
    }

    @Test
    void aNumberThatIsNoneIsRefusedAndTheLetterStays() throws Exception {
        long id = id("hr", "8");
        for (String body : List.of("{}", "{\"pin\": \"\"}", "{\"pin\": \"  \"}", "{\"pin\": \"a\\tb\"}",
                "{\"pin\": \"" + "9".repeat(129) + "\"}", "{\"pin\": []}", "{\"name\": \"x\"}")) {
            assertEquals(422, open.call("PATCH", LETTERS + "/" + id, body).statusCode(), body);
        }
        assertEquals("open", json(LETTERS + "/" + id).get("state").getAsString());
        assertEquals(List.of(), changes());
    }

    @Test
    void oneIsTriedAgainAndStaysWhenNothingChanged() throws Exception {
        long id = id("hr", "8");
        assertEquals("{\"letters\":1}", open.call("POST", LETTERS + "/" + id + "/retry", "{}").body());
        Await.until("it was tried", () -> json(LETTERS + "/" + id).get("tries").getAsInt() == 2);
        assertEquals("open", json(LETTERS + "/" + id).get("state").getAsString());
        hr.unknown();
        open.call("POST", LETTERS + "/" + id + "/retry", "{}");
        Await.until("it was taken", () -> json(LETTERS + "/" + id).get("state").getAsString().equals("delivered"));
        assertEquals(422, open.call("POST", LETTERS + "/" + id + "/retry", "{\"pin\": \"7\"}").statusCode());
    }

    @Test
    void allOfASinkAndAClassAreTriedAgain() throws Exception {
        hr.unknown();
        db.unknown();
        assertEquals("{\"letters\":2}",
                open.call("POST", LETTERS + "/retry", "{\"sink\": \"hr\", \"reason\": \"unknown_person\"}").body());
        Await.until("they were taken", () -> letters("?state=delivered").size() == 2);
        assertEquals(List.of("db 9 unknown_person open", "hr P refused open"), letters("?state=open"));
        assertEquals("{\"letters\":2}", open.call("POST", LETTERS + "/retry", "{}").body());
        Await.until("the other was taken", () -> letters("?state=delivered").size() == 3);
    }

    @Test
    void oneIsGivenUpAndStaysToBeLookedAt() throws Exception {
        long id = id("hr", "P");
        JsonObject discarded = object(open.call("DELETE", LETTERS + "/" + id, null), 200);
        assertEquals("discarded", discarded.get("state").getAsString());
        assertEquals("api", discarded.get("by").getAsString());
        assertEquals(discarded, json(LETTERS + "/" + id));
        assertEquals(2, json("/api/sinks/hr").get("dead_letters").getAsLong());
        assertEquals("discarded", changes().getFirst().act());
    }

    @Test
    void allAreGivenUpByClassOrAltogether() throws Exception {
        assertEquals("{\"letters\":1}", open.call("POST", LETTERS + "/discard", "{\"reason\": \"refused\"}").body());
        assertEquals("{\"letters\":0}", open.call("POST", LETTERS + "/discard", "{\"reason\": \"refused\"}").body());
        assertEquals("{\"letters\":3}", open.call("POST", LETTERS + "/discard", "{}").body());
        assertEquals(4, letters("?state=discarded").size());
        assertEquals(4, changes().size());
    }
}
