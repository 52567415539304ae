// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes to its doors, a terminal with something to say is served, the operators are answered,
/// and the log stays readable. (Closing a [Muster] looks for stack traces in its log.)
class GarbageTest {

    private static final String UPLOAD = "POST /iclock/cdata?SN=TSTATT000009&table=ATTLOG HTTP/1.1\r\n";

    @TempDir
    Path data;

    private int served;

    /// A punch nobody sent before, and a question: both must be answered well.
    private void assertServes(Muster muster) throws Exception {
        served++;
        String time = "2026-11-20 07:%02d:%02d".formatted(served / 60, served % 60);
        assertEquals("OK: 1", muster.upload("TSTATT000001", "1001\t" + time + "\t0\t1\t0\n").body());
        assertEquals(200, muster.ask("GET", "/healthz", null).statusCode());
    }

    private static void assertFewLines(Muster muster) {
        long lines = muster.log().lines().count();
        // forty-odd addresses, a line each, and what a start says
        assertTrue(lines < 60, () -> lines + " lines of log, such as " + muster.log().lines().skip(40).toList());
    }

    /// Sends what the peer may refuse to take.
    private static void pour(InetSocketAddress door, byte[] bytes) throws IOException {
        try (Raw raw = new Raw(door)) {
            raw.send(bytes);
        } catch (SocketException reset) {
            // its good right
        }
    }

    @Test
    void noise_on_both_doors_is_shaken_off() throws Exception {
        Random random = new Random(20261120);
        try (Muster muster = Muster.accepting(data)) {
            for (int i = 0; i < 400; i++) {
                byte[] noise = new byte[1 + random.nextInt(5000)];
                random.nextBytes(noise);
                pour(i % 2 == 0 ? muster.terminals() : muster.api(), noise);
                if (i % 40 == 0) {
                    assertServes(muster);
                }
            }
            assertServes(muster);
            assertFewLines(muster);
        }
    }

    @Test
    void requests_that_are_none_get_an_answer_or_an_end() throws Exception {
        List<String> requests = List.of(
                "GET / HTTP/1.1\r\n" + "X: " + "a".repeat(1 << 20) + "\r\n\r\n",
                "GET / HTTP/1.1\r\n" + "X: 1\r\n".repeat(50_000) + "\r\n",
                "GET /" + "a".repeat(1 << 20) + " HTTP/1.1\r\n\r\n",
                UPLOAD + "Content-Length: 99999999999999999999\r\n\r\n",
                UPLOAD + "Content-Length: -1\r\n\r\n",
                UPLOAD + "Content-Length: 10\r\nContent-Length: 20\r\n\r\n0123456789",
                UPLOAD + "Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0123456789",
                UPLOAD + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nx",
                UPLOAD + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "no request at all\r\n\r\n",
                "GET\r\n\r\n",
                "\r\n\r\n\r\n",
                "GET /iclock/cdata?SN=%00%zz&%%%&&=&SN HTTP/9.9\r\nHost\r\n: \r\n\r\n",
                "\0\0\0\0\r\n\r\n");
        try (Muster muster = Muster.accepting(data)) {
            for (String request : requests) {
                for (InetSocketAddress door : List.of(muster.terminals(), muster.api())) {
                    assertShakenOff(door, request);
                }
                assertServes(muster);
            }
            assertEquals(served, muster.get("/api/terminals/TSTATT000001").getAsJsonObject().get("punches").getAsInt());
            assertFewLines(muster);
        }
    }

    /// Neither a success nor silence: an error, or the end of the connection.
    private static void assertShakenOff(InetSocketAddress door, String request) throws IOException {
        try (Raw raw = new Raw(door)) {
            raw.send(request).endSending();
            String answer = raw.rest();
            assertTrue(!answer.contains(" 200 "), () -> request.lines().findFirst().orElse("") + " got " + answer);
        } catch (SocketException reset) {
            // over while it was still being written
        }
    }

    @Test
    void a_terminal_set_to_https_is_named_once_in_the_log() throws Exception {
        byte[] hello = Files.readAllBytes(Path.of("tests/samples/push/125-tls-hello-on-plain-port.req"));
        try (Muster muster = Muster.accepting(data)) {
            for (int i = 0; i < 20; i++) {
                try (Raw raw = new Raw(muster.terminals())) {
                    assertEquals("", raw.send(hello).rest());
                }
            }
            assertServes(muster);
            List<String> told = muster.log().lines().filter(line -> line.contains("https")).toList();
            assertEquals(1, told.size(), told.toString());
            assertTrue(told.getFirst().contains("127.0.0.1"), told.getFirst());
        }
    }

    @Test
    void a_request_that_does_not_go_on_is_ended_when_its_time_is_over() throws Exception {
        try (Muster muster = Muster.accepting(data,
                "--set", "push.head_time=500ms", "--set", "push.request_time=1s")) {
            List<Raw> slow = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String half = i % 2 == 0 ? "POST /iclock/cda" : UPLOAD + "Content-Length: 50\r\n\r\n1001\t2026";
                slow.add(Raw.from(i / 40, muster.terminals()).send(half));
            }
            assertServes(muster);
            for (Raw raw : slow) {
                try (raw) {
                    String answer = raw.rest();
                    assertTrue(!answer.contains(" 200 "), answer);
                }
            }
            assertServes(muster);
            assertFewLines(muster);
        }
    }

    @Test
    void two_thousand_idle_connections_shut_nobody_out() throws Exception {
        List<Raw> idle = new ArrayList<>();
        try (Muster muster = Muster.accepting(data)) {
            for (int i = 0; i < 2000; i++) {
                idle.add(Raw.from(i / 40, muster.terminals()));
                if (i % 250 == 0) {
                    assertServes(muster);
                }
            }
            assertServes(muster);
            assertFewLines(muster);
        } finally {
            closeAll(idle);
        }
    }

    @Test
    void uploads_that_fill_the_memory_and_stop_there_shut_nobody_out() throws Exception {
        byte[] most = new byte[3 << 20];
        byte[] head = (UPLOAD + "Content-Length: 4000000\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        List<Raw> stuck = new ArrayList<>();
        try (Muster muster = Muster.accepting(data)) {
            for (int i = 0; i < 60; i++) {
                Raw raw = Raw.from(i, muster.terminals());
                stuck.add(raw);
                Thread.ofVirtual().start(() -> pourQuietly(raw, head, most));
            }
            assertServes(muster);
            assertServes(muster);
            assertFewLines(muster);
        } finally {
            closeAll(stuck);
        }
    }

    private static void pourQuietly(Raw raw, byte[] head, byte[] body) {
        try {
            raw.send(head).send(body);
        } catch (IOException refused) {
            // what the test is about
        }
    }

    @Test
    void a_table_of_open_files_that_is_full_shuts_nobody_out() throws Exception {
        List<Raw> idle = new ArrayList<>();
        ProcessBuilder builder = Program.serve(data, "--set", Muster.ACCEPT);
        builder.command().addAll(0, List.of("bash", "-c", "ulimit -n 256; exec \"$@\"", "few-files"));
        try (Muster muster = Muster.start(builder, data)) {
            for (int i = 0; i < 400; i++) {
                idle.add(Raw.from(i / 40, muster.terminals()));
            }
            assertServes(muster);
        } finally {
            closeAll(idle);
        }
    }

    @Test
    void a_flood_of_invented_serials_shuts_no_terminal_out() throws Exception {
        try (Muster muster = Muster.start(data)) {
            assertEquals(201, muster.post("/api/terminals", "{\"serial\":\"TSTATT000001\"}").statusCode());
            long head = head(muster);
            for (int i = 0; i < 500; i++) {
                assertEquals(503, muster.upload("TSTFLOOD%04d".formatted(i), Punches.lines(0, 1)).status());
            }
            assertEquals(64, muster.get("/api/terminals").getAsJsonObject().getAsJsonArray("pending").size());
            assertEquals(head, head(muster), "nothing is written");
            assertServes(muster);
            long lines = muster.log().lines().count();
            assertTrue(lines < 200, () -> lines + " lines of log");
        }
    }

    private static long head(Muster muster) throws Exception {
        return muster.get("/api/status").getAsJsonObject().get("head").getAsLong();
    }

    private static void closeAll(List<Raw> connections) throws IOException {
        for (Raw raw : connections) {
            raw.close();
        }
    }
}
