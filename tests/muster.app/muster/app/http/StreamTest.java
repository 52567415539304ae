// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    Path directory;

    private static JsonObject json(Wire.Message message) {
        return JsonParser.parseString(message.data()).getAsJsonObject();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/stream", "/devices/events"})
    void theFirstBytesComeAtOnceAndTellThePosition(String path) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.punches(SERIAL, "7", 0, 3);
            try (Wire wire = Wire.stream(open.port(), path)) {
                assertEquals("text/event-stream", wire.header("Content-Type"));
                assertEquals("no-store", wire.header("Cache-Control"));
                assertEquals("no", wire.header("X-Accel-Buffering"));
                assertNull(wire.header("Access-Control-Allow-Origin"));
                assertEquals("retry: 2000", wire.line());
                assertEquals(": muster 9.9.9", wire.line());
                assertEquals("id: 3", wire.line());
                assertEquals("", wire.line());
                assertEquals(1, open.api.streams());
            }
        }
    }

    @Test
    void aPunchThatIsOnDiskIsOnItsWay() throws Exception {
        try (OpenHouse open = new OpenHouse(directory);
                Wire all = Wire.stream(open.port(), "/api/stream");
                Wire punches = Wire.stream(open.port(), "/devices/events")) {
            open.house.approve(SERIAL);
            open.punches(SERIAL, "7", 0, 1);
            all.message();
            JsonObject message = json(all.message());
            assertEquals(2, message.get("seq").getAsLong());
            assertEquals("punch", message.get("kind").getAsString());
            assertEquals("7", message.getAsJsonObject("punch").get("pin").getAsString());
            Wire.Message punch = punches.message();
            assertEquals(2, punch.id());
            OpenHouse.CONTRACT.checkMessage("/devices/events", punch.data());
            assertEquals("{\"type\":\"attendance\",\"device_id\":\"TSTATT000001\",\"device_name\":\"TSTATT000001\","
                    + "\"serial_number\":\"TSTATT000001\",\"user_id\":\"7\",\"timestamp\":\"2026-11-20 08:00:00\","
                    + "\"action\":0,\"method\":1,\"raw_data\":{\"user_id\":\"7\",\"timestamp\":\"2026-11-20 08:00:00\","
                    + "\"status\":0,\"verify_method\":1}}", punch.data());
        }
    }

    /// The newest 1,024 entries are kept in memory, so that 3,000 have to be read from the file.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?after=0     | ''                   | 1
            ?after=1500  | ''                   | 1501
            ''           | Last-Event-ID: 0     | 1
            ''           | Last-Event-ID: 2990  | 2991
            ?after=0     | Last-Event-ID: 2999  | 3000
            ''           | last-event-id: 17    | 18
            ?after=2999  | Last-Event-ID: x     | 3000
            ?after=2999  | Last-Event-ID: -1    | 3000
            ?after=2999  | Last-Event-ID:       | 3000
            """)
    void whatWasMissedIsSentAgainOfAnyAge(String query, String header, long first) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.punches(SERIAL, "7", 0, 3000);
            String[] headers = header.isEmpty() ? new String[0] : new String[] {header};
            try (Wire wire = Wire.stream(open.port(), "/devices/events" + query, headers)) {
                for (long seq = first; seq <= 3000; seq++) {
                    assertEquals(seq, wire.message().id());
                }
                open.punches(SERIAL, "8", 0, 1);
                assertEquals(3001, wire.message().id(), "and then it goes on live");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'',Last-Event-ID: 900", "?after=900,X-Nothing: 0", "'',X-Nothing: 0"})
    void aPositionFromBeforeARestoredBackupBeginsAtTheHead(String query, String header) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            open.punches(SERIAL, "7", 0, 5);
            try (Wire wire = Wire.stream(open.port(), "/api/stream" + query, header)) {
                wire.line();
                wire.line();
                assertEquals("id: 5", wire.line());
                open.punches(SERIAL, "7", 5, 1);
                assertEquals(6, wire.message().id());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/stream?after=x           | after must be a whole number
            /api/stream?after=-1          | after must be a whole number
            /api/stream?kinds=punch,nose  | punch, quarantine, contact
            /api/stream?kinds=,           | punch, quarantine, contact
            /api/stream?kind=punch        | terminal, kinds, after
            /devices/events?kinds=punch   | terminal, after
            """)
    void aWrongParameterIsNamed(String path, String expected) throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            var answer = open.get(path);
            assertEquals(422, answer.statusCode());
            assertTrue(answer.body().contains(expected), answer.body());
        }
    }

    @Test
    void filtersPassTheirOwnAlone() throws Exception {
        try (OpenHouse open = new OpenHouse(directory);
                Wire notices = Wire.stream(open.port(), "/api/stream?kinds=notice,contact");
                Wire other = Wire.stream(open.port(), "/devices/events?terminal=TSTATT000002")) {
            open.punches(SERIAL, "7", 0, 5);
            open.punches("TSTATT000002", "7", 0, 1);
            open.house.journal.append(List.of(OpenHouse.notice("first")));
            open.punches("TSTATT000002", "7", 1, 1);
            open.house.journal.append(List.of(OpenHouse.notice("second")));
            assertEquals(List.of(7L, 9L), List.of(notices.message().id(), notices.message().id()));
            assertEquals(List.of(6L, 8L), List.of(other.message().id(), other.message().id()));
        }
    }

    @Test
    void aSilentStreamIsKeptAlive() throws Exception {
        ApiSettings soon = OpenHouse.withStreams(10, Duration.ofMillis(100), Duration.ofSeconds(60));
        try (OpenHouse open = new OpenHouse(directory, soon);
                Wire wire = Wire.stream(open.port(), "/api/stream")) {
            for (String line : List.of("retry: 2000", ": muster 9.9.9", "id: 0", "")) {
                assertEquals(line, wire.line());
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(": keepalive", wire.line());
                assertEquals("", wire.line());
            }
        }
    }

    @Test
    void aFilterThatPassesNothingStillMovesThePosition() throws Exception {
        ApiSettings soon = OpenHouse.withStreams(10, Duration.ofMillis(100), Duration.ofSeconds(60));
        try (OpenHouse open = new OpenHouse(directory, soon);
                Wire wire = Wire.stream(open.port(), "/api/stream?kinds=notice")) {
            open.punches(SERIAL, "7", 0, 2000);
            String line = "";
            while (!line.equals("id: 2000")) {
                line = wire.line();
                assertFalse(line.startsWith("data"), line);
            }
        }
    }

    @Test
    void aClientThatIsGoneIsForgotten() throws Exception {
        ApiSettings soon = OpenHouse.withStreams(10, Duration.ofMillis(50), Duration.ofSeconds(60));
        try (OpenHouse open = new OpenHouse(directory, soon)) {
            Wire.stream(open.port(), "/api/stream").close();
            Wire.stream(open.port(), "/devices/events").close();
            Await.until("the keepalives have found out", () -> open.api.streams() == 0);
        }
    }

    @Test
    void noMoreThanSoManyMayFollow() throws Exception {
        ApiSettings two = OpenHouse.withStreams(2, Duration.ofMillis(50), Duration.ofSeconds(60));
        try (OpenHouse open = new OpenHouse(directory, two);
                Wire first = Wire.stream(open.port(), "/api/stream")) {
            Wire second = Wire.stream(open.port(), "/devices/events");
            first.line();
            second.line();
            var third = open.get("/api/stream");
            assertEquals(503, third.statusCode());
            assertTrue(third.body().contains("/problems/busy"), third.body());
            assertTrue(third.headers().firstValue("Retry-After").isPresent());
            assertEquals(2, open.json("/api/status").get("streams").getAsInt());
            second.close();
            Await.until("there is room again", () -> open.api.streams() == 1);
            try (Wire again = Wire.stream(open.port(), "/api/stream")) {
                assertEquals("retry: 2000", again.line());
            }
        }
    }

    @Test
    void headOpensNoStream() throws Exception {
        try (OpenHouse open = new OpenHouse(directory)) {
            var answer = open.call("HEAD", "/api/stream", null);
            assertEquals(200, answer.statusCode());
            assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(0, open.api.streams());
        }
    }

    /// What nginx speaks to the servers behind it unless told otherwise: no chunks, the end is the end.
    @Test
    void aProxyThatSpeaksHttp10GetsTheStreamAsWell() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            wire.send("GET /api/stream HTTP/1.0\r\n\r\n");
            assertEquals(200, wire.head());
            assertNull(wire.header("Transfer-Encoding"));
            assertEquals("retry: 2000", wire.line());
            open.punches(SERIAL, "7", 0, 2);
            assertEquals(List.of(1L, 2L), List.of(wire.message().id(), wire.message().id()));
        }
    }

    @Test
    void aRequestWithABodyOfItsOwnStillStreams() throws Exception {
        try (OpenHouse open = new OpenHouse(directory); Wire wire = new Wire(open.port())) {
            wire.send("GET /api/stream HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nhello");
            assertEquals(200, wire.head());
            open.punches(SERIAL, "7", 0, 1);
            assertEquals(1, wire.message().id());
        }
    }
}
