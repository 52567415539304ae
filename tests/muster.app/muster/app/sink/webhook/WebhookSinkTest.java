// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.webhook;

import static muster.app.sink.http.Outgoings.TIME;
import static muster.app.sink.http.Outgoings.fact;
import static muster.app.sink.http.Outgoings.phone;
import static muster.app.sink.http.Outgoings.terminal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import muster.model.Contact;
import muster.model.Fact;
import muster.model.Gathering;
import muster.model.GatheringChange;
import muster.model.Json;
import muster.model.Notice;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.SinkChange;
import muster.model.SinkState;
import muster.model.Terminal;
import muster.model.TerminalChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The double verifies every signature by itself, from the bytes it was sent.
final class WebhookSinkTest {

    private static final byte[] OLD = "an-old-secret-of-32-bytes-000001".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW = "a-new-secret-of-32-bytes-0000002".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = TIME.plusSeconds(100);
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    @TempDir
    Path folder;

    private StrictServer server;
    private final Set<String> ids = new HashSet<>();
    private WebhookSink sink;

    @BeforeEach
    void open() throws Exception {
        server = StrictServer.open();
        server.rules(request -> {
            assertEquals("POST", request.method());
            assertEquals("/hooks/secret-path", request.path());
            assertEquals(String.valueOf(NOW.getEpochSecond()), request.header("webhook-timestamp"));
        });
        server.answers(request -> {
            String id = request.header("webhook-id");
            return Response.json(ids.add(id) ? 200 : 409, "{\"ok\":true}");
        });
    }

    @AfterEach
    void close() {
        if (sink != null) {
            sink.close();
        }
        server.close();
    }

    private Path secret(byte[] bytes) throws Exception {
        Path file = Files.createTempFile(folder, "secret", "");
        return Files.writeString(file, "whsec_" + Base64.getEncoder().encodeToString(bytes) + "\n");
    }

    private WebhookSink sink(String form, boolean privateAddresses, Path... secrets) {
        sink = new WebhookSink(new Target.Webhook(server.url("/hooks/secret-path"), List.of(secrets), form,
                privateAddresses, "head office"), ZONE, CLOCK,
                new Caller("the webhook", Duration.ofSeconds(20), privateAddresses, CLOCK));
        return sink;
    }

    private WebhookSink plain() throws Exception {
        return sink("plain", true, secret(OLD));
    }

    /// HMAC-SHA256 from its definition (RFC 2104), so that the program's own way is not tested by itself.
    private static String signature(byte[] key, String id, String timestamp, byte[] body) throws Exception {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            int bits = i < key.length ? key[i] : 0;
            inner[i] = (byte) (bits ^ 0x36);
            outer[i] = (byte) (bits ^ 0x5C);
        }
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        hash.update(inner);
        hash.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        byte[] first = hash.digest(body);
        hash.update(outer);
        return "v1," + Base64.getEncoder().encodeToString(hash.digest(first));
    }

    private static String signature(byte[] key, Request request) throws Exception {
        return signature(key, request.header("webhook-id"), request.header("webhook-timestamp"), request.body());
    }

    private JsonObject body() {
        return server.requests().getLast().json();
    }

    @Test
    void signsAsThePublishedExampleOfStandardWebhooks() throws Exception {
        Path file = Files.writeString(folder.resolve("example"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Signature.of(List.of(file)).of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body));
    }

    @Test
    void aPunchIsToldAsTheApiShowsItUnderASignatureOfItsBytes() throws Exception {
        Answers answers = plain().deliver(List.of(terminal(7, "1001")));
        assertEquals(Answer.Kind.DELIVERED, answers.each().getFirst().kind());
        Request request = server.requests().getFirst();
        assertEquals("application/json", request.header("content-type"));
        assertEquals("id7", request.header("webhook-id"));
        assertEquals(signature(OLD, request), request.header("webhook-signature"));
        JsonObject body = request.json();
        assertEquals(Set.of("type", "timestamp", "data"), body.keySet());
        assertEquals("attendance.recorded", body.get("type").getAsString());
        assertEquals("2026-03-02T09:30:00+05:30", body.get("timestamp").getAsString());
        JsonObject expected = Json.parse(Json.text(terminal(7, "1001").row()), JsonObject.class);
        expected.addProperty("direction", "in");
        assertEquals(expected, body.getAsJsonObject("data"));
    }

    @Test
    void aPunchIsToldAsItsProfileChangedIt() throws Exception {
        Outgoing known = terminal(7, "1001");
        plain().deliver(List.of(new Outgoing(known.entry(), known.id(), known.row(), "HR-1001",
                known.local().minusMinutes(10), known.time().minusMinutes(10), Outgoing.Direction.OUT, "b1")));
        JsonObject told = body().getAsJsonObject("data");
        assertEquals("HR-1001", told.get("pin").getAsString());
        assertEquals("2026-03-02 09:20:00", told.get("local_time").getAsString());
        assertEquals("2026-03-02T09:20:00+05:30", told.get("time").getAsString());
        assertEquals("out", told.get("direction").getAsString());
        assertEquals("b1", told.get("branch").getAsString());
    }

    @Test
    void twoSecretsAreTwoSignaturesAndTheSecondIsReadWhileItRuns() throws Exception {
        Path second = secret(NEW);
        sink("plain", true, secret(OLD), second).deliver(List.of(terminal(1, "1001")));
        Request request = server.requests().getFirst();
        assertEquals(signature(OLD, request) + " " + signature(NEW, request), request.header("webhook-signature"));
        Files.writeString(second, "whsec_" + Base64.getEncoder().encodeToString(OLD));
        sink.deliver(List.of(terminal(2, "1001")));
        Request later = server.requests().getLast();
        assertEquals(signature(OLD, later) + " " + signature(OLD, later), later.header("webhook-signature"));
    }

    @Test
    void tellsACloudEventOnRequest() throws Exception {
        sink("cloudevents", true, secret(OLD)).deliver(List.of(phone(7, "ann", "e1")));
        Request request = server.requests().getFirst();
        assertEquals("application/cloudevents+json; charset=utf-8", request.header("content-type"));
        assertEquals(signature(OLD, request), request.header("webhook-signature"));
        JsonObject body = request.json();
        assertEquals(Set.of("specversion", "id", "source", "type", "time", "datacontenttype", "data"), body.keySet());
        assertEquals("1.0", body.get("specversion").getAsString());
        assertEquals("id7", body.get("id").getAsString());
        assertEquals("/site/head%20office/device/TSTATT000001", body.get("source").getAsString());
        assertEquals("attendance.recorded", body.get("type").getAsString());
        assertEquals("2026-03-02T09:30:00+05:30", body.get("time").getAsString());
        assertEquals("application/json", body.get("datacontenttype").getAsString());
        assertEquals("e1", body.getAsJsonObject("data").getAsJsonObject("check_in").get("event").getAsString());
    }

    @Test
    void recordsAreSentOneByOneInTheirOrder() throws Exception {
        plain().deliver(List.of(terminal(1, "5"), terminal(2, "5"), terminal(3, "5")));
        assertEquals(List.of("id1", "id2", "id3"),
                server.requests().stream().map(request -> request.header("webhook-id")).toList());
    }

    @Test
    void whatIsSentAgainAfterACutIsTheSameAndADuplicate() throws Exception {
        server.next(Response.json(200, "{}").after(), Response.cut().after());
        List<Outgoing> records = List.of(terminal(1, "5"), terminal(2, "5"), terminal(3, "5"));
        Answers first = plain().deliver(records);
        assertEquals(1, first.each().size());
        assertEquals(Trouble.Kind.RETRY, first.trouble().kind());
        Answers second = sink.deliver(records.subList(1, 3));
        assertEquals(List.of(Answer.Kind.DUPLICATE, Answer.Kind.DELIVERED),
                second.each().stream().map(Answer::kind).toList());
        assertEquals("id2", server.requests().get(2).header("webhook-id"));
        assertArrayEquals(server.requests().get(1).body(), server.requests().get(2).body());
    }

    @ParameterizedTest
    @CsvSource({"410, STOP, switched this webhook off", "302, STOP, sends on to", "401, STOP, let muster in",
        "403, STOP, let muster in", "404, RETRY, takes no webhooks there", "429, RETRY, cannot now",
        "500, RETRY, cannot now", "503, RETRY, cannot now"})
    void anAnswerAboutTheReceiverIsTroubleForAllThatFollow(int status, Trouble.Kind kind, String words)
            throws Exception {
        server.next(Response.json(204, ""), Response.json(status, "{}"));
        Answers answers = plain().deliver(List.of(terminal(1, "5"), terminal(2, "5"), terminal(3, "5")));
        assertEquals(1, answers.each().size());
        assertEquals(kind, answers.trouble().kind());
        assertTrue(answers.trouble().text().contains(words), answers.trouble().text());
        assertFalse(answers.trouble().text().contains("secret-path"));
        assertEquals(2, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void anAnswerAboutTheRecordSetsItAsideAndTheRestFlows(int status) throws Exception {
        server.next(Response.json(status, "{\"error\":\"no such person\"}"));
        Answers answers = plain().deliver(List.of(terminal(1, "5"), terminal(2, "5")));
        assertNull(answers.trouble());
        assertEquals("refused", answers.each().get(0).reason());
        assertTrue(answers.each().get(0).text().contains("no such person"));
        assertEquals(Answer.Kind.DELIVERED, answers.each().get(1).kind());
    }

    @Test
    void aPrivateAddressIsOnlyCalledBySetting() throws Exception {
        Trouble trouble = sink("plain", false, secret(OLD)).deliver(List.of(terminal(1, "5"))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.cure().contains("private_addresses"), trouble.cure());
        assertEquals(0, server.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_c2hvcnQ=", "whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void aSecretThatIsNoneStopsAndIsNotShown(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("bad"), text);
        Trouble trouble = sink("plain", true, file).deliver(List.of(terminal(1, "5"))).trouble();
        assertEquals(Trouble.Kind.STOP, trouble.kind());
        assertTrue(trouble.text().contains(file.toString()), trouble.text());
        assertFalse(trouble.text().replace("whsec_ and", "").contains(text), trouble.text());
        assertEquals(0, server.requests().size());
    }

    @Test
    void aTestSendsASignedMessageAndTellsTheAnswer() throws Exception {
        Trial good = plain().test();
        assertTrue(good.ok() && good.text().contains("200"), good.text());
        Request request = server.requests().getFirst();
        assertEquals(signature(OLD, request), request.header("webhook-signature"));
        assertEquals("test", body().get("type").getAsString());
        server.next(Response.json(422, "{\"error\":\"unknown type\"}"), Response.json(410, ""));
        assertTrue(sink.test().text().contains("unknown type"));
        assertFalse(sink.test().ok());
    }

    @Test
    void otherKindsOfRecordsHaveTheirTypes() throws Exception {
        Terminal terminal = new Terminal("TSTATT000001", "Door", Terminal.State.APPROVED, null, List.of("192.0.2.9"),
                "att1", "", "", Map.of(), TIME);
        Gathering event = new Gathering("e1", "Meeting", TIME, null, Gathering.From.LOCAL, true,
                Gathering.State.SCANNING, null, false, false);
        List<Fact> facts = new ArrayList<>(List.of(
                new Contact("TSTATT000001", false, "192.0.2.9", "silent", TIME, TIME.minusSeconds(60)),
                new TerminalChange(terminal, "approved", "op", TIME),
                new PersonChange(new Person("1001", "A. Person", "0012345678", 0), false, "TSTATT000001", "terminal",
                        TIME),
                new GatheringChange(event, "started", "op", TIME),
                new GatheringChange(event, "ended", "op", TIME),
                new SinkChange("hr", SinkState.STOPPED, "stopped", "wrong key", null, "sink", TIME),
                new SinkChange("hr", SinkState.RUNNING, "resumed", "", null, "op", TIME),
                new Notice(Notice.Level.WARNING, "warning", null, "look", Map.of(), TIME),
                new Notice(Notice.Level.INFO, "day.closed", null, "complete", Map.of("date", "2026-03-02"), TIME)));
        int told = facts.size();
        facts.add(new Notice(Notice.Level.INFO, "info", null, "hello", Map.of(), TIME));
        facts.add(new TerminalChange(terminal, "changed", "op", TIME));
        List<Outgoing> records = facts.stream().map(one -> fact(facts.indexOf(one) + 1L, one)).toList();
        Answers answers = plain().deliver(records);
        assertEquals(List.of("device.status", "device.approved", "user.sync", "event.started", "event.stopped",
                "alert.firing", "alert.resolved", "alert.firing", "day.closed"),
                server.requests().stream().map(request -> request.json().get("type").getAsString()).toList());
        assertTrue(answers.each().stream().skip(told).allMatch(answer -> answer.kind() == Answer.Kind.SKIPPED));
        JsonObject status = server.requests().getFirst().json().getAsJsonObject("data");
        assertEquals("offline", status.get("status").getAsString());
        assertEquals("2026-03-02 09:29:00", status.get("last_ping").getAsString());
        assertFalse(server.requests().get(1).text().contains("192.0.2.9"));
        assertFalse(server.requests().get(2).text().contains("0012345678"));
    }

    @Test
    void aComparisonSendsNothing() throws Exception {
        assertEquals("unknown", plain().compare(List.of(terminal(1, "5"))).getFirst().kind());
        assertEquals(0, server.requests().size());
    }
}
