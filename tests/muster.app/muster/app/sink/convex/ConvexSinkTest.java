// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.convex;

import static muster.app.sink.http.Outgoings.TIME;
import static muster.app.sink.http.Outgoings.code;
import static muster.app.sink.http.Outgoings.fact;
import static muster.app.sink.http.Outgoings.phone;
import static muster.app.sink.http.Outgoings.terminal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import muster.app.config.BackendDialect;
import muster.app.config.Target;
import muster.app.sink.Answer;
import muster.app.sink.Answers;
import muster.app.sink.Outgoing;
import muster.app.sink.Trial;
import muster.app.sink.Trouble;
import muster.app.sink.http.Caller;
import muster.app.sink.http.StrictServer;
import muster.app.sink.http.StrictServer.Request;
import muster.app.sink.http.StrictServer.Response;
import muster.model.Json;
import muster.model.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The double is as the seeds describe the backend: it looks at every member, and de-duplicates by event and id.
final class ConvexSinkTest {

    private static final String KEY = "key-of-the-scanner-0001";
    private static final InstantSource CLOCK = InstantSource.fixed(TIME);

    @TempDir
    Path folder;

    private StrictServer server;
    private Path key;
    private final Set<String> attendance = new HashSet<>();
    private ConvexSink sink;

    @BeforeEach
    void open() throws Exception {
        server = StrictServer.open();
        key = Files.writeString(folder.resolve("key"), KEY + "\n");
    }

    @AfterEach
    void close() {
        sink.close();
        server.close();
    }

    private ConvexSink sink(BackendDialect dialect) {
        boolean bearer = dialect == BackendDialect.BEARER;
        server.rules(request -> {
            assertEquals(bearer ? "Bearer " + KEY : "", request.header("authorization"));
            assertEquals(bearer ? "" : KEY, request.header("x-api-key"));
            assertEquals("application/json", request.header("content-type"));
            assertEquals("application/json", request.header("accept"));
            assertEquals("POST", request.method());
            assertEquals(bearer ? "/batchCheckIn" : "/batch-checkin", request.path());
            assertNull(request.query());
        });
        server.answers(bearer ? this::bearer : this::keyed);
        sink = new ConvexSink(new Target.Convex(server.url(), key, dialect),
                new Caller("Convex", Duration.ofSeconds(20), true, CLOCK));
        return sink;
    }

    private Response bearer(Request request) {
        JsonObject body = request.json();
        assertEquals(Set.of("eventId", "records"), body.keySet());
        JsonArray records = body.getAsJsonArray("records");
        for (JsonElement element : records) {
            JsonObject record = element.getAsJsonObject();
            assertEquals(Set.of("bleUuid", "checkInTime", "scannerId"), record.keySet());
            assertEquals(TIME.toEpochMilli(), record.getAsJsonPrimitive("checkInTime").getAsNumber().longValue());
            assertTrue(record.getAsJsonPrimitive("checkInTime").isNumber());
            assertEquals("TSTATT000001", record.get("scannerId").getAsString());
            attendance.add(body.get("eventId").getAsString() + "/" + record.get("bleUuid").getAsString());
        }
        return Response.json(200, "{\"status\":\"success\",\"received\":" + records.size() + "}");
    }

    private Response keyed(Request request) {
        JsonObject body = request.json();
        assertEquals(Set.of("records"), body.keySet());
        JsonArray results = new JsonArray();
        for (JsonElement element : body.getAsJsonArray("records")) {
            results.add(result(element.getAsJsonObject()));
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("success", true);
        answer.add("results", results);
        return Response.json(200, Json.text(answer));
    }

    private JsonObject result(JsonObject record) {
        String id = record.get("bleUuid").getAsString();
        String event = record.get("eventId").getAsString();
        assertTrue(Set.of("bleUuid", "eventId", "timestamp", "scannerSource", "rssi", "deviceName")
                .containsAll(record.keySet()));
        assertEquals(TIME.toEpochMilli(), record.getAsJsonPrimitive("timestamp").getAsNumber().longValue());
        assertEquals("TSTATT000001", record.get("scannerSource").getAsString());
        JsonObject result = new JsonObject();
        result.addProperty("bleUuid", id);
        String error = id.startsWith("nobody") ? "User not found"
                : id.startsWith("guest") ? "User not registered for this event"
                : id.startsWith("odd") ? "Something else"
                : event.startsWith("no") ? "Event not found" : null;
        if (error != null) {
            result.addProperty("status", "error");
            result.addProperty("error", error);
        } else {
            result.addProperty("status", attendance.add(event + "/" + id) ? "success" : "duplicate");
            result.addProperty("attendanceId", "a-" + id);
        }
        return result;
    }

    private static List<Answer.Kind> kinds(Answers answers) {
        return answers.each().stream().map(Answer::kind).toList();
    }

    private static final Answer.Kind DELIVERED = Answer.Kind.DELIVERED;

    @Test
    void theBearersDialectHasARequestForEachRunOfAnEvent() throws Exception {
        Answers answers = sink(BackendDialect.BEARER).deliver(List.of(
                phone(1, "ann", "e1"), phone(2, "bob", "e1"), terminal(3, "77"), phone(4, "cho", "e1"),
                phone(5, "ann", "e2"), phone(6, "dee", "e1")));
        assertNull(answers.trouble());
        assertEquals(List.of(DELIVERED, DELIVERED, Answer.Kind.SKIPPED, DELIVERED, DELIVERED, DELIVERED),
                kinds(answers));
        assertEquals(List.of("e1", "e2", "e1"), server.requests().stream()
                .map(request -> request.json().get("eventId").getAsString()).toList());
        assertEquals(Set.of("e1/ann", "e1/bob", "e1/cho", "e2/ann", "e1/dee"), attendance);
    }

    @Test
    void theKeysDialectHasOneRequestForAllEvents() throws Exception {
        Answers answers = sink(BackendDialect.API_KEY).deliver(List.of(
                phone(1, "ann", "e1"), code(2, "bob", "e2"), terminal(3, "77")));
        assertEquals(List.of(DELIVERED, DELIVERED, Answer.Kind.SKIPPED), kinds(answers));
        JsonArray records = server.requests().getFirst().json().getAsJsonArray("records");
        assertEquals(-61, records.get(0).getAsJsonObject().get("rssi").getAsInt());
        assertEquals("Phone of ann", records.get(0).getAsJsonObject().get("deviceName").getAsString());
        assertFalse(records.get(1).getAsJsonObject().has("rssi"));
        assertFalse(records.get(1).getAsJsonObject().has("deviceName"));
    }

    @Test
    void everyRecordHasItsOwnResult() throws Exception {
        Answers answers = sink(BackendDialect.API_KEY).deliver(List.of(phone(1, "ann", "e1"), phone(2, "ann", "e1"),
                phone(3, "nobody", "e1"), phone(4, "guest", "e1"), phone(5, "ann", "none"), phone(6, "odd", "e1")));
        assertNull(answers.trouble());
        assertEquals(List.of(DELIVERED, Answer.Kind.DUPLICATE), kinds(answers).subList(0, 2));
        assertEquals(List.of("unknown_person", "not_registered", "unknown_event", "refused"),
                answers.each().stream().skip(2).map(Answer::reason).toList());
        assertEquals("User not found", answers.each().get(2).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEARER", "API_KEY"})
    void whatIsSentAgainAfterACutIsThereOnce(BackendDialect dialect) throws Exception {
        server.next(Response.cut().after());
        List<Outgoing> records = List.of(phone(1, "ann", "e1"), phone(2, "bob", "e1"));
        Answers first = sink(dialect).deliver(records);
        assertEquals(Trouble.Kind.RETRY, first.trouble().kind());
        assertEquals(List.of(), first.each());
        assertEquals(2, attendance.size());
        assertNull(sink.deliver(records).trouble());
        assertEquals(2, attendance.size());
    }

    @Test
    void aFullBatchOfFiveHundredIsOneRequestWhoseAnswerIsReadToItsEnd() throws Exception {
        sink(BackendDialect.API_KEY);
        assertEquals(500, sink.batch());
        Answers answers = sink.deliver(IntStream.range(0, 500)
                .mapToObj(i -> phone(i + 1, "guest-" + "x".repeat(60) + i, "e1")).toList());
        assertEquals(500, answers.each().size());
        assertTrue(answers.each().stream().allMatch(answer -> "not_registered".equals(answer.reason())));
        assertEquals(1, server.requests().size());
    }

    @ParameterizedTest
    @CsvSource({"BEARER, 401", "BEARER, 403", "API_KEY, 401", "API_KEY, 403"})
    void aWrongKeyStopsTheSinkAndIsNotShown(BackendDialect dialect, int status) throws Exception {
        server.next(Response.json(status, "{\"error\":\"Invalid API key\"}"));
        Trouble trouble = sink(dialect).deliver(List.of(phone(1, "ann", "e1"))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains(key.toString()), trouble.cure());
        assertFalse((trouble.text() + trouble.cure()).contains(KEY));
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "413, REFUSED", "422, REFUSED", "404, STOP", "410, STOP", "500, RETRY", "503, RETRY",
        "429, RETRY"})
    void aStatusForTheWholeBatchIsTrouble(int status, Trouble.Kind kind) throws Exception {
        server.next(Response.json(status, "{\"error\":\"bad\",\"details\":\"worse\"}"));
        Trouble trouble = sink(BackendDialect.API_KEY).deliver(List.of(phone(1, "ann", "e1"))).trouble();
        assertEquals(kind, trouble.kind());
        assertTrue(status == 413 || trouble.text().contains("worse"), trouble.text());
    }

    @Test
    void aBusyBackendSaysHowLong() throws Exception {
        server.next(Response.bare(429, "Retry-After", "30"));
        assertEquals(Duration.ofSeconds(30),
                sink(BackendDialect.API_KEY).deliver(List.of(phone(1, "ann", "e1"))).trouble().after());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404, 502})
    void aWebPageIsSomethingInBetween(int status) throws Exception {
        server.next(Response.page(status));
        Trouble trouble = sink(BackendDialect.BEARER).deliver(List.of(phone(1, "ann", "e1"))).trouble();
        assertEquals(Trouble.Kind.RETRY, trouble.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{}", "{\"success\":true}", "{\"success\":true,\"results\":7}",
        "{\"success\":false,\"error\":\"no\",\"results\":[]}", "{\"success\":true,\"results\":[7]}",
        "{\"results\":[{}]}",
        "{\"success\":true,\"results\":[{\"bleUuid\":\"ann\",\"status\":\"maybe\"}]}", "{\"status\":\"failed\"}",
        "{\"success\":true,\"results\":[{\"bleUuid\":\"eve\",\"status\":\"success\"}]}"})
    void anAnswerThatSaysNothingOfARecordDeliversNothing(String body) throws Exception {
        server.next(Response.json(200, body), Response.json(200, body));
        for (BackendDialect dialect : BackendDialect.values()) {
            Answers answers = sink(dialect).deliver(List.of(phone(1, "ann", "e1")));
            sink.close();
            assertEquals(List.of(), answers.each(), dialect.name());
            assertEquals(Trouble.Kind.RETRY, answers.trouble().kind());
        }
    }

    @Test
    void onlyRecordsThatWereReceivedCount() throws Exception {
        server.next(Response.json(200, "{\"status\":\"success\",\"received\":1}"));
        Answers answers = sink(BackendDialect.BEARER).deliver(List.of(phone(1, "ann", "e1"), phone(2, "bob", "e1")));
        assertEquals(List.of(DELIVERED), kinds(answers));
        assertTrue(answers.trouble().text().contains("1 of 2"), answers.trouble().text());
    }

    @Test
    void onlyRecordsThatHaveAResultCountUpToTheFirstWithoutOne() throws Exception {
        server.next(Response.json(200, "{\"success\":true,\"results\":[{\"bleUuid\":\"cho\",\"status\":\"success\"},"
                + "{\"bleUuid\":\"ann\",\"status\":\"duplicate\"}]}"));
        Answers answers = sink(BackendDialect.API_KEY).deliver(
                List.of(phone(1, "ann", "e1"), phone(2, "bob", "e1"), phone(3, "cho", "e1")));
        assertEquals(List.of(Answer.Kind.DUPLICATE), kinds(answers));
        assertEquals(Trouble.Kind.RETRY, answers.trouble().kind());
    }

    @Test
    void resultsWithoutIdsAreTakenByTheirPlace() throws Exception {
        server.next(Response.json(200,
                "{\"success\":true,\"results\":[{\"status\":\"success\"},{\"status\":\"duplicate\"}]}"));
        assertEquals(List.of(DELIVERED, Answer.Kind.DUPLICATE), kinds(sink(BackendDialect.API_KEY).deliver(
                List.of(phone(1, "ann", "e1"), phone(2, "bob", "e1")))));
    }

    @Test
    void troubleWithTheSecondEventKeepsWhatWasSaidOfTheFirst() throws Exception {
        sink(BackendDialect.BEARER);
        server.answers(request -> request.json().get("eventId").getAsString().equals("e1")
                ? bearer(request) : Response.json(503, "{}"));
        Answers answers = sink.deliver(List.of(
                phone(1, "ann", "e1"), terminal(2, "77"), phone(3, "ann", "e2"), terminal(4, "78")));
        assertEquals(List.of(DELIVERED, Answer.Kind.SKIPPED), kinds(answers));
        assertEquals(Trouble.Kind.RETRY, answers.trouble().kind());
    }

    @Test
    void whatIsNoCheckInIsSkippedWithoutARequest() throws Exception {
        Notice notice = new Notice(Notice.Level.INFO, "info", null, "hello", Map.of(), TIME);
        Answers answers = sink(BackendDialect.API_KEY).deliver(
                List.of(terminal(1, "77"), phone(2, "ann", ""), fact(3, notice)));
        assertTrue(answers.each().stream().allMatch(answer -> answer.kind() == Answer.Kind.SKIPPED));
        assertEquals(0, server.requests().size());
    }

    @Test
    void aKeyFileThatIsMissingStopsAndOneThatIsWrittenHeals() throws Exception {
        sink(BackendDialect.API_KEY);
        Files.delete(key);
        Trouble trouble = sink.deliver(List.of(phone(1, "ann", "e1"))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.text().contains(key.toString()), trouble.text());
        assertFalse(sink.test().ok());
        Files.writeString(key, KEY);
        assertNull(sink.deliver(List.of(phone(1, "ann", "e1"))).trouble());
    }

    @Test
    void aTestAsksForTheBackendsHealth() throws Exception {
        sink(BackendDialect.API_KEY);
        server.rules(request -> assertEquals("GET", request.method()));
        server.answers(request -> request.path().equals("/ping")
                ? Response.json(200, "{\"status\":\"ok\"}") : Response.json(404, "{}"));
        assertTrue(sink.test().ok());
        assertEquals(List.of("/health", "/ping"), server.requests().stream().map(Request::path).toList());
        server.answers(_ -> Response.json(401, "{\"error\":\"Invalid API key\"}"));
        Trial refused = sink.test();
        assertTrue(!refused.ok() && refused.cure().contains(key.toString()));
        server.down();
        assertFalse(sink.test().ok());
    }

    @Test
    void anAddressForConvexsOwnClientsIsMendedAndNamed() {
        sink = new ConvexSink(new Target.Convex(URI.create("https://tall-cat-1.convex.cloud/http"), key,
                BackendDialect.API_KEY), CLOCK);
        assertEquals("https://tall-cat-1.convex.site", sink.target());
    }

    @Test
    void whatTheBackendHasIsNotKnown() {
        var differences = sink(BackendDialect.API_KEY).compare(List.of(phone(1, "ann", "e1"), terminal(2, "77")));
        assertEquals("unknown", differences.get(0).kind());
        assertTrue(differences.get(0).sent().contains("\"bleUuid\":\"ann\""));
        assertEquals("skipped", differences.get(1).kind());
        assertEquals(0, server.requests().size());
    }
}
