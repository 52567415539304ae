// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import muster.app.config.ProfileConfig;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.MemoryTarget;
import muster.app.sink.MemoryTarget.Call;
import muster.app.sink.SinkSet;
import muster.model.Fact;
import muster.model.SinkChange;
import muster.model.SinkState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sinks as operators see and steer them; every answer is held against openapi.json.
final class SinksApiTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    private Path directory;

    private MemoryTarget target;

    @BeforeEach
    void makeATarget() {
        target = new MemoryTarget(100);
    }

    /// A house with the sinks `hr`, whose target is in memory, and `pay`, which writes files.
    private OpenHouse open(Mode mode) throws Exception {
        return new OpenHouse(directory.resolve("journal"), SinkSet.of(SinkSet.memory("hr", mode, null, target),
                SinkSet.files("pay", directory.resolve("pay"), "day")));
    }

    /// A house with the one sink `hr` and a profile that leaves out PINs of more than two characters.
    private OpenHouse openShort() throws Exception {
        ProfileConfig plain = ProfileConfig.plain();
        ProfileConfig brief = new ProfileConfig("brief", plain.shift(), plain.since(), plain.terminals(),
                plain.branches(), plain.events(), plain.sources(), Optional.of(2), plain.pinPattern(),
                plain.pinPrefix(), plain.pinWidth(), plain.pins(), plain.direction(), plain.directions());
        return new OpenHouse(directory.resolve("journal"),
                SinkSet.of(List.of(brief), SinkSet.memory("hr", Mode.MANUAL, "brief", target)));
    }

    private static JsonObject object(HttpResponse<String> answer, int status) {
        assertEquals(status, answer.statusCode(), answer.body());
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    private static JsonObject post(OpenHouse open, String path, String body) throws Exception {
        return object(open.call("POST", path, body), 200);
    }

    /// What the API says went wrong.
    private static String refused(OpenHouse open, String method, String path, String body, int status)
            throws Exception {
        return text(object(open.call(method, path, body), status), "detail");
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsString() : null;
    }

    private static long number(JsonObject object, String name) {
        return object.get(name).getAsLong();
    }

    private static List<JsonObject> list(JsonObject object, String name) {
        return StreamSupport.stream(object.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static JsonObject sink(OpenHouse open, String name) {
        try {
            return open.json("/api/sinks/" + name);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitNoneWaiting(OpenHouse open, String name) {
        Await.until("nothing waits for " + name, () -> number(sink(open, name), "waiting") == 0);
    }

    private static <T extends Fact> List<T> facts(OpenHouse open, Class<T> type) throws Exception {
        return open.house.entries().stream()
                .map(entry -> entry.fact())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void withoutSinksTheListIsEmpty() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            assertEquals("{\"sinks\":[]}", open.get("/api/sinks").body());
            assertEquals("{\"sinks\":[]}", open.call("POST", "/api/sync", "{}").body());
        }
    }

    @Test
    void sinksAreListedAsConfiguredAndEachIsThereByItsName() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 3);
            awaitNoneWaiting(open, "hr");
            awaitNoneWaiting(open, "pay");
            List<JsonObject> sinks = list(open.json("/api/sinks"), "sinks");
            assertEquals(List.of("hr", "pay"), sinks.stream().map(each -> text(each, "name")).toList());
            JsonObject pay = sinks.getLast();
            assertEquals("file", text(pay, "type"));
            assertEquals("live", text(pay, "mode"));
            assertEquals("running", text(pay, "state"));
            assertTrue(text(pay, "target").contains("pay/punches-"), text(pay, "target"));
            assertEquals(3, number(pay, "delivered"));
            assertEquals(0, number(pay, "dead_letters"));
            assertNull(text(pay, "oldest_waiting"));
            assertEquals(sinks.getLast(), open.json("/api/sinks/pay"));
            assertEquals(4, Files.readAllLines(directory.resolve("pay/punches-2026-11-20.csv")).size());
        }
    }

    @Test
    void nothingIsDeliveredToAPausedSinkUntilItIsResumed() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            JsonObject paused = post(open, "/api/sinks/hr/pause", "{}");
            assertEquals("paused", text(paused, "state"));
            assertEquals("paused by " + TerminalResource.BY, text(paused, "reason"));
            assertEquals("muster sinks resume hr", text(paused, "cure"));
            open.punches(SERIAL, "7", 0, 2);
            awaitNoneWaiting(open, "pay");
            assertEquals(2, number(sink(open, "hr"), "waiting"));
            assertEquals("2026-11-20T02:30:10Z", text(sink(open, "hr"), "oldest_waiting"));
            assertTrue(refused(open, "POST", "/api/sync", "{\"sink\": \"hr\"}", 409).contains("is paused"));
            post(open, "/api/sync", "{}");
            assertEquals("paused", text(sink(open, "hr"), "state"));
            assertEquals(List.of(), target.taken());

            assertEquals("running", text(post(open, "/api/sinks/hr/resume", "{}"), "state"));
            awaitNoneWaiting(open, "hr");
            assertEquals(List.of("7", "7"), target.pins());
            assertEquals(List.of("paused", "resumed"), facts(open, SinkChange.class).stream()
                    .map(SinkChange::act).toList());
            assertTrue(facts(open, SinkChange.class).stream().allMatch(change -> change.by().equals("api")));
        }
    }

    @Test
    void aTargetIsTriedWithoutARecord() throws Exception {
        Path blocked = Files.writeString(directory.resolve("blocked"), "a file, not a folder");
        try (OpenHouse open = new OpenHouse(directory.resolve("journal"), SinkSet.of(
                SinkSet.memory("hr", Mode.LIVE, null, target), SinkSet.files("pay", blocked, "day")))) {
            assertEquals("{\"ok\":true,\"text\":\"it is there\"}",
                    open.call("POST", "/api/sinks/hr/test", "{}").body());
            JsonObject trial = post(open, "/api/sinks/pay/test", "{}");
            assertFalse(trial.get("ok").getAsBoolean());
            assertTrue(text(trial, "text").contains("cannot write into " + blocked), text(trial, "text"));
            assertTrue(text(trial, "cure").contains("resume the sink"), text(trial, "cure"));
            assertEquals(List.of(), target.taken());
        }
    }

    @Test
    void aWrongKeyStopsOneSinkOnlyAndSyncTriesItAgain() throws Exception {
        target.plan(call -> call == 0 ? Call.REFUSES_KEY : Call.TAKES);
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 2);
            Await.until("it stopped", () -> "stopped".equals(text(sink(open, "hr"), "state")));
            awaitNoneWaiting(open, "pay");
            JsonObject stopped = sink(open, "hr");
            assertEquals("the key is refused", text(stopped, "reason"));
            assertEquals("put the right key into the file", text(stopped, "cure"));
            assertEquals(2, number(stopped, "waiting"));
            post(open, "/api/sync", "{}");
            awaitNoneWaiting(open, "hr");
            assertEquals("running", text(sink(open, "hr"), "state"));
        }
    }

    @Test
    void aSinkThatWaitsToBeToldDeliversOnlyThen() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            open.punches(SERIAL, "7", 0, 2);
            awaitNoneWaiting(open, "pay");
            assertEquals(2, number(sink(open, "hr"), "waiting"));
            assertEquals("manual", text(sink(open, "hr"), "mode"));
            assertEquals(1, list(post(open, "/api/sync", "{\"sink\": \"hr\"}"), "sinks").size());
            awaitNoneWaiting(open, "hr");
            assertEquals(2, target.taken().size());
            assertEquals(2, list(post(open, "/api/sync", "{}"), "sinks").size());
        }
    }

    @Test
    void recordsAreDeliveredOnceMoreAndTheTargetKnowsThem() throws Exception {
        try (OpenHouse open = open(Mode.LIVE)) {
            open.punches(SERIAL, "7", 0, 3);
            awaitNoneWaiting(open, "hr");
            post(open, "/api/sinks/hr/replay", "{\"position\": 1}");
            Await.until("they came again", () -> number(sink(open, "hr"), "duplicates") == 2);
            assertEquals(3, target.taken().size());
            assertEquals(3, number(sink(open, "hr"), "delivered"));
            SinkChange change = facts(open, SinkChange.class).getLast();
            assertEquals("replayed", change.act());
            assertEquals("from 3 to 1 by api", change.reason());
            assertEquals(SinkState.RUNNING, change.state());
        }
    }

    @Test
    void recordsThatWereNotDeliveredAreLeftOutOnlyWhenThatIsMeant() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            open.punches(SERIAL, "7", 0, 3);
            String detail = refused(open, "POST", "/api/sinks/hr/replay", "{\"position\": 2}", 409);
            assertTrue(detail.contains("leaves out records that were not delivered"), detail);
            assertEquals(0, number(sink(open, "hr"), "cursor"));
            JsonObject moved = post(open, "/api/sinks/hr/replay", "{\"position\": 2, \"forward\": true}");
            assertEquals(2, number(moved, "cursor"));
            assertEquals(1, number(moved, "waiting"));
            assertEquals("skipped", facts(open, SinkChange.class).getLast().act());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/sinks/no/pause            | {}                          | 404 | there is no sink no
            POST   | /api/sinks/no/resume           | {}                          | 404 | there is no sink no
            POST   | /api/sinks/no/test             | {}                          | 404 | there is no sink no
            POST   | /api/sinks/no/replay           | {"position": 0}             | 404 | there is no sink no
            POST   | /api/sync                      | {"sink": "no"}              | 404 | there is no sink no
            POST   | /api/sync                      | {"sinks": "hr"}             | 422 | sinks
            POST   | /api/sync                      | {"sink": {}}                | 422 | sink
            POST   | /api/sinks/hr/pause            | {"for": "1h"}               | 422 | send {}
            POST   | /api/sinks/hr/resume           | [1]                         | 422 | an object is expected
            POST   | /api/sinks/hr/test             | {"deep": true}              | 422 | send {}
            POST   | /api/sinks/hr/replay           | {}                          | 422 | position is missing
            POST   | /api/sinks/hr/replay           | {"position": -1}            | 422 | 0 to 0
            POST   | /api/sinks/hr/replay           | {"position": 1}             | 422 | 0 to 0
            POST   | /api/sinks/hr/replay           | {"position": 1.5}           | 422 | position
            POST   | /api/sinks/hr/replay           | {"position": 0, "back": 1}  | 422 | back
            POST   | /api/deadletters/retry         | {"all": true}               | 422 | all
            POST   | /api/deadletters/7/retry       | {}                          | 404 | no dead letter 7
            POST   | /api/deadletters/x/retry       | {}                          | 404 | is no number
            PATCH  | /api/deadletters/7             | {"pin": "8"}                | 404 | no dead letter 7
            """)
    void whatIsNotThereOrNotAllowedIsNamed(String method, String path, String body, int status, String said)
            throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            String detail = refused(open, method, path, body, status);
            assertTrue(detail.contains(said), detail);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/sinks?state=running       | 422 | state
            GET    | /api/sinks/no                  | 404 | there is no sink no
            GET    | /api/sinks/no/diff             | 404 | there is no sink no
            GET    | /api/sinks/hr/diff?limit=0     | 422 | 1 to 1000
            GET    | /api/sinks/hr/diff?limit=1001  | 422 | 1 to 1000
            GET    | /api/sinks/hr/diff?after=-1    | 422 | after
            GET    | /api/deadletters?state=closed  | 422 | open, delivered, discarded
            GET    | /api/deadletters?limit=0       | 422 | 1 to 1000
            GET    | /api/deadletters?sink=         | 422 | sink is empty
            GET    | /api/deadletters/7             | 404 | no dead letter 7
            GET    | /api/deadletters/-1            | 404 | is no number
            DELETE | /api/deadletters/7             | 404 | no dead letter 7
            GET    | /api/punches/1/explain         | 404 | no punch at 1
            GET    | /api/punches/0/explain         | 404 | no punch at 0
            GET    | /api/punches/x/explain         | 404 | is no number
            """)
    void whatIsAskedForInAWrongWayIsRefused(String method, String path, int status, String said) throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            String detail = refused(open, method, path, null, status);
            assertTrue(detail.contains(said), detail);
        }
    }

    @Test
    void aFormOfAForeignPageCannotPauseASink() throws Exception {
        try (OpenHouse open = open(Mode.MANUAL)) {
            assertEquals(415,
                    open.call("POST", "/api/sinks/hr/pause", "{}", "Content-Type", "text/plain").statusCode());
            assertEquals("running", text(sink(open, "hr"), "state"));
        }
    }

    @Test
    void differencesTellOfEachRecordWhatItWouldBe() throws Exception {
        try (OpenHouse open = openShort()) {
            open.punches(SERIAL, "7", 0, 2);
            post(open, "/api/sync", "{}");
            awaitNoneWaiting(open, "hr");
            open.punches(SERIAL, "1042", 10, 1);
            open.punches(SERIAL, "8", 20, 1);
            assertEquals(Map.of(3L, "skipped", 4L, "new"), kinds(open.json("/api/sinks/hr/diff")));
            JsonObject all = open.json("/api/sinks/hr/diff?after=0");
            assertEquals(Map.of(1L, "known", 2L, "known", 3L, "skipped", 4L, "new"), kinds(all));
            assertEquals("left out by pin_longest of profile brief",
                    text(list(all, "differences").get(2), "sent"));
            assertEquals(2, target.taken().size(), "nothing was delivered by looking");
        }
    }

    @Test
    void differencesAreThoseOfTheFirstRecordsWhateverBecomesOfThem() throws Exception {
        try (OpenHouse open = openShort()) {
            for (int i = 0; i < 10; i++) {
                open.punches(SERIAL, i % 2 == 0 ? "7" : "1042", i * 10, 1);
            }
            assertEquals(Map.of(1L, "new", 2L, "skipped", 3L, "new", 4L, "skipped"),
                    kinds(open.json("/api/sinks/hr/diff?limit=4")));
            assertEquals(Map.of(9L, "new", 10L, "skipped"), kinds(open.json("/api/sinks/hr/diff?after=8&limit=4")));
            assertEquals(Map.of(), kinds(open.json("/api/sinks/hr/diff?after=10")));
        }
    }

    private static Map<Long, String> kinds(JsonObject differences) {
        return list(differences, "differences").stream().collect(Collectors.toMap(
                each -> number(each, "seq"), each -> text(each, "kind")));
    }
}
