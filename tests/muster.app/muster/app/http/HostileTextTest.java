// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What anybody at a terminal can enter is text at every edge of the API, never anything else: names and fields go the
/// whole way, from an upload to what is read.
final class HostileTextTest {

    private static final String SERIAL = "TSTATT000001";
    private static final String NAME = "<script>alert(1)</script>\"}],\"x\":\u001b[31m data: 1 event: y";
    private static final String PIN = "900417";

    @TempDir
    private Path directory;

    private static String post(OpenHouse open, String table, String body) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + open.port()
                            + "/iclock/cdata?SN=" + SERIAL + "&table=" + table + "&Stamp=1"))
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static void enter(OpenHouse open) throws Exception {
        open.house.approve(SERIAL);
        post(open, "OPERLOG", "USER PIN=" + PIN + "\tName=" + NAME + "\tPri=0\tCard=\n");
        post(open, "ATTLOG", PIN + "\t2026-11-20 08:00:05\t0\t1\t=1+1\t0\t0\n");
        post(open, "ATTLOG", NAME + "\tnever\r\n\r\nevent: forged\r\ndata: {}\n");
    }

    @Test
    void jsonHoldsItAsText() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            enter(open);
            JsonObject person = open.json("/api/people").getAsJsonArray("people").get(0).getAsJsonObject();
            assertEquals(PIN, person.get("pin").getAsString());
            assertTrue(person.get("name").getAsString().contains("<script>"), person.toString());
            HttpResponse<String> raw = open.get("/api/people");
            assertTrue(raw.headers().firstValue("Content-Type").orElseThrow().startsWith("application/json"));
            assertTrue(raw.body().chars().noneMatch(c -> c < ' ' && c != '\n'), "control characters are escaped");
            assertEquals("nosniff", raw.headers().firstValue("X-Content-Type-Options").orElse(""));
        }
    }

    @Test
    void aStreamHasOneMessagePerEntryAndNoForgedOne() throws Exception {
        try (OpenHouse open = new OpenHouse(directory);
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            enter(open);
            long head = open.house.journal.head();
            HttpResponse<Stream<String>> answer = client.send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + open.port() + "/api/stream?after=0")).build(),
                    BodyHandlers.ofLines());
            try (Stream<String> lines = answer.body()) {
                List<String> data = lines.peek(line -> assertFalse(line.startsWith("event: forged"), line))
                        .filter(line -> line.startsWith("data: {\"seq\""))
                        .limit(head).toList();
                data.forEach(line -> JsonParser.parseString(line.substring(6)));
                assertEquals(head, data.size());
            }
        }
    }

    @Test
    void aLabelOfTheMetricsEndsWhereItEnds() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            enter(open);
            open.call("PATCH", "/api/terminals/" + SERIAL, "{\"name\": \"x\\\"} 1\\nforged_metric 1\\\\\"}");
            String text = open.get("/metrics").body();
            assertFalse(text.lines().anyMatch(line -> line.startsWith("forged_metric")), text);
            assertTrue(text.lines().allMatch(line -> line.startsWith("#") || line.isEmpty()
                    || line.matches("[a-z_]+(\\{([a-z_]+=\"([^\"\\\\]|\\\\[\\\\\"n])*\",?)*\\})? \\S+")), text);
            assertFalse(text.contains(PIN), "a person is no label");
        }
    }

    @Test
    void anErasureGoesThroughTheApiAndStreamsReadItFromThenOn() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            enter(open);
            HttpResponse<String> answer =
                    open.call("POST", "/api/people/" + PIN + "/erase", "{\"reason\": \"asked for it\"}");
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(JsonParser.parseString(answer.body()).getAsJsonObject().get("compacted").getAsBoolean());
            assertFalse(open.get("/api/punches").body().contains(PIN));
            assertEquals(422, open.call("POST", "/api/people/" + PIN + "/erase", "{}").statusCode());
            assertEquals(404, open.call("POST", "/api/people/1/erase", "{\"reason\": \"x\"}").statusCode());
            open.house.journal.read(0, 1000).forEach(entry ->
                    assertFalse(muster.model.Json.text(entry.fact()).contains(PIN), entry.toString()));
            assertEquals(200, open.call("POST", "/api/people/" + PIN + "/readmit", "{}").statusCode());
        }
    }

    @Test
    void noPinNorNameIsInTheLogAndNoLineOfItIsForged() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        try (OpenHouse open = new OpenHouse(directory)) {
            enter(open);
            post(open, "OPERLOG", "OPLOG 23\t" + PIN + "\t2026-11-20 08:00:05\t0\t0\t0\t0\n");
            post(open, "ATTLOG", "x\n\u001b[31m2026-11-20 INFO forged " + PIN + "\n");
            open.call("POST", "/api/punches", "{\"pin\": \"" + PIN + "\", \"key\": \"k\\nforged\"}");
            open.call("POST", "/api/people/" + PIN + "/erase", "{\"reason\": \"asked for it\"}");
            open.call("POST", "/api/people/" + PIN + "/nothing", "{}");
        } finally {
            System.setErr(before);
            System.setOut(out);
        }
        String said = log.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("schema version") && said.contains("its records were deleted"),
                "this test must see the log: " + said);
        assertFalse(said.contains(PIN), said);
        assertFalse(said.contains("script"), said);
        assertFalse(said.contains("\u001b") || said.contains("forged"), said);
    }
}
