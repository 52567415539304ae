// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attacks on the program as it ships (issue 8, show 3). Behind each a terminal is served, the memory is bounded and
/// the journal holds what terminals sent and nothing else. [GarbageTest] has noise, idle crowds and invented serials,
/// [KeyTest] the doors without a key.
@Tag("system")
class AttackTest {

    /// The heap is 256 MiB by the launcher's -Xmx256m; the rest is the JVM's own, its code, and SQLite.
    private static final long MOST_KIB = 480 * 1024;

    private static final int CROWD = 2000;
    private static final String SERIAL = "TSTATT000001";

    @TempDir
    Path data;

    private final AtomicInteger poured = new AtomicInteger();

    private int served;

    /// A punch nobody sent before and the supervisor's question.
    private void assertServes(Muster muster) throws Exception {
        assertEquals("OK: 1", muster.upload(SERIAL, Punches.lines(served, 1)).body());
        served++;
        assertEquals(200, muster.ask("GET", "/readyz", null).statusCode());
    }

    /// Nothing came in but what [#assertServes] sent, and nothing grew without bound.
    private void assertUnharmed(Muster muster) throws Exception {
        assertServes(muster);
        assertEquals(served, muster.get("/api/terminals/" + SERIAL).getAsJsonObject().get("punches").getAsInt());
        assertEquals(1, muster.get("/api/terminals").getAsJsonObject().getAsJsonArray("terminals").size());
        long most = memory(muster, "VmHWM");
        System.out.printf("attack: at most %,d KiB resident%n", most);
        assertTrue(most < MOST_KIB, () -> most + " KiB resident");
    }

    /// In KiB (proc(5), /proc/pid/status).
    private static long memory(Muster muster, String field) throws IOException {
        Matcher line = Pattern.compile(field + ":\\s+(\\d+) kB")
                .matcher(Files.readString(Path.of("/proc/" + muster.pid() + "/status")));
        assertTrue(line.find());
        return Long.parseLong(line.group(1));
    }

    /// What a door says to bytes: the status of every answer, until it ends the connection.
    private static List<Integer> statuses(InetSocketAddress door, String request) throws IOException {
        String said = "";
        try (Raw raw = new Raw(door)) {
            raw.send(request).endSending();
            said = raw.rest();
        } catch (SocketException reset) {
            // over while it was still being written
        }
        return Pattern.compile("HTTP/1\\.1 (\\d{3})").matcher(said).results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    private void pour(Raw raw, String head, byte[] body) {
        try {
            raw.send(head).send(body);
        } catch (IOException refused) {
            // what the test is about
        } finally {
            poured.incrementAndGet();
        }
    }

    private static void closeAll(List<Raw> all) throws IOException {
        for (Raw raw : all) {
            raw.close();
        }
    }

    @Test
    void two_thousand_that_drip_on_each_door_starve_no_terminal() throws Exception {
        List<Raw> slow = new ArrayList<>();
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            for (int i = 0; i < CROWD; i++) {
                slow.add(Raw.from(i, muster.terminals()).send("POST /iclock/cdata?SN=TSTSLOW&x="));
                slow.add(Raw.from(i, muster.api()).send(i % 2 == 0 ? "GET /api/status?x="
                        : "POST /api/terminals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n{"));
                if (i % 200 == 0) {
                    assertServes(muster);
                }
            }
            for (int round = 0; round < 3; round++) {
                for (Raw raw : slow) {
                    drip(raw);
                }
                assertServes(muster);
            }
            assertUnharmed(muster);
            closeAll(slow);
        } finally {
            closeAll(slow);
        }
    }

    private static void drip(Raw raw) {
        try {
            raw.send("a");
        } catch (IOException cut) {
            // its time was over
        }
    }

    @Test
    void a_request_that_drips_into_the_operators_door_is_ended_when_its_time_is_over() throws Exception {
        ProcessBuilder builder = Program.serve(data, "--set", Muster.ACCEPT);
        builder.environment().put("MUSTER_JAVA_OPTS", "-Dsun.net.httpserver.maxReqTime=1");
        try (Muster muster = Muster.start(builder, data)) {
            for (String half : List.of("GET /api/status?x=", "GET /api/status HTTP/1.1\r\nHost: localhost\r\nX: ",
                    "POST /api/terminals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n{",
                    "POST /iclock/cdata?SN=TSTSLOW HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n{")) {
                try (Raw raw = new Raw(muster.api()).send(half)) {
                    assertTrue(!raw.rest().contains(" 200 "), half);
                }
            }
            assertUnharmed(muster);
        }
    }

    @Test
    void a_crowd_at_the_operators_door_leaves_files_for_terminals() throws Exception {
        List<Raw> idle = new ArrayList<>();
        ProcessBuilder builder = Program.serve(data, "--set", Muster.ACCEPT);
        builder.command().addAll(0, List.of("bash", "-c", "ulimit -n 512; exec \"$@\"", "few-files"));
        try (Muster muster = Muster.start(builder, data)) {
            for (int i = 0; i < 800; i++) {
                idle.add(Raw.from(i / 40, muster.api()).send("GET /"));
            }
            assertEquals("OK: 1", muster.upload(SERIAL, Punches.lines(served++, 1)).body());
            closeAll(idle);
            assertUnharmed(muster);
        } finally {
            closeAll(idle);
        }
    }

    @Test
    void bodies_that_fill_the_memory_of_the_operators_door_and_stop_there_end_nothing() throws Exception {
        List<Raw> stuck = new ArrayList<>();
        byte[] most = new byte[3 << 20];
        try (Muster muster = Muster.accepting(data)) {
            for (int i = 0; i < 200; i++) {
                Raw raw = Raw.from(i, muster.api());
                stuck.add(raw);
                String path = i % 2 == 0 ? "/iclock/cdata?SN=" + SERIAL + "&table=ATTLOG" : "/api/sightings";
                Thread.ofVirtual().start(() -> pour(raw, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Length: 4000000\r\n\r\n", most));
            }
            for (int i = 0; i < 20; i++) {
                assertServes(muster);
            }
            Await.until("all is poured or refused", () -> poured.get() == 200);
            closeAll(stuck);
            assertUnharmed(muster);
        } finally {
            closeAll(stuck);
        }
    }

    @Test
    void what_is_too_large_is_refused_and_held_nowhere() throws Exception {
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            String host = " HTTP/1.1\r\nHost: localhost\r\n";
            for (InetSocketAddress door : List.of(muster.terminals(), muster.api())) {
                for (String path : List.of("/api/status", "/iclock/getrequest?SN=TSTBIG")) {
                    for (String request : List.of(
                            "GET " + path + host + "X: " + "a".repeat(2 << 20) + "\r\n\r\n",
                            "GET " + path + host + "X: 1\r\n".repeat(20_000) + "\r\n",
                            "GET " + path + "&" + "a".repeat(2 << 20) + host + "\r\n",
                            "POST " + path + host + "Content-Length: 999999999999\r\n\r\n" + "a".repeat(1 << 20),
                            "POST " + path + host + "Transfer-Encoding: chunked\r\n\r\n"
                                    + ("100000\r\n" + "a".repeat(1 << 20) + "\r\n").repeat(24) + "0\r\n\r\n")) {
                        assertTrue(statuses(door, request).stream().noneMatch(status -> status < 300),
                                request.substring(0, 60));
                    }
                }
            }
            assertUnharmed(muster);
        }
    }

    @Test
    void a_request_with_two_ends_is_never_two_requests() throws Exception {
        String body = "1001\t2026-11-20 07:00:00\t0\t1\t0\n";
        String inner = Muster.request("POST", "/iclock/cdata?SN=TSTSMUGGLED&table=ATTLOG", body);
        String head = "POST /iclock/cdata?SN=TSTOUTER&table=ATTLOG HTTP/1.1\r\nHost: localhost\r\n";
        String chunk = "0\r\n\r\n";
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            for (String ends : List.of(
                    "Content-Length: " + (chunk.length() + inner.length()) + "\r\nTransfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                    "Content-Length: 5\r\nContent-Length: " + (chunk.length() + inner.length()) + "\r\n",
                    "Content-Length: 5, 400\r\n",
                    "Transfer-Encoding: xchunked\r\n",
                    "Transfer-Encoding: chunked, identity\r\nContent-Length: 5\r\n",
                    "Transfer-Encoding: identity, chunked\r\nContent-Length: 5\r\n",
                    "X: 1\rTransfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
                    "Content-Length: +5\r\n",
                    "Content-Length: 0x5\r\n",
                    "Content-Length: -5\r\n",
                    "Content-Length : 5\r\nContent-Length: 7\r\n")) {
                for (InetSocketAddress door : List.of(muster.terminals(), muster.api())) {
                    List<Integer> said = statuses(door, head + ends + "\r\n" + chunk + inner);
                    assertTrue(said.size() <= 1 && said.stream().noneMatch(status -> status < 400),
                            (door == muster.api() ? "api " : "terminals ") + ends + said);
                }
            }
            assertUnharmed(muster);
        }
    }

    @Test
    void folded_lines_and_bare_carriage_returns_add_no_header() throws Exception {
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            for (String trick : List.of("X: 1\r\n Content-Length: 40\r\n", "X: 1\rContent-Length: 40\r\n",
                    "X: 1\r\n\tTransfer-Encoding: chunked\r\n", "X: 1\rTransfer-Encoding: chunked\r\n")) {
                for (InetSocketAddress door : List.of(muster.terminals(), muster.api())) {
                    List<Integer> said = statuses(door, "GET /nothing HTTP/1.1\r\nHost: localhost\r\n" + trick
                            + "Connection: close\r\n\r\n"
                            + Muster.request("POST", "/iclock/cdata?SN=TSTSMUGGLED&table=ATTLOG", "x"));
                    assertTrue(said.size() <= 1 && !said.contains(200), trick + said);
                }
            }
            assertUnharmed(muster);
        }
    }

    @Test
    void no_path_leads_out_of_the_page_or_the_service() throws Exception {
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            for (String up : List.of("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "%252e%252e/", "%00/",
                    "..;/", "//", "%c0%ae%c0%ae/", "....//")) {
                for (String file : List.of("etc/passwd", "muster.db", "module-info.class", "Page.class")) {
                    for (String folder : List.of("/dashboard/", "/iclock/", "/iclock/file/", "/")) {
                        String request = "GET " + folder + up.repeat(6) + file
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                        assertSecret(muster.api(), request);
                        assertSecret(muster.terminals(), request);
                    }
                }
            }
            assertUnharmed(muster);
        }
    }

    private static void assertSecret(InetSocketAddress door, String request) throws IOException {
        try (Raw raw = new Raw(door)) {
            String said = raw.send(request).rest();
            assertTrue(!said.contains(" 200 ") && !said.contains("root:") && !said.contains("SQLite format")
                    && !said.contains("\tat ") && !said.contains("\u00ca\u00fe\u00ba\u00be"), request + said);
        }
    }

    @Test
    void no_text_of_a_request_becomes_a_header_of_its_answer() throws Exception {
        String injected = "%0d%0aX-Injected:%20yes%0d%0a%0d%0a<script>";
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            for (String target : List.of("/" + injected, "/dashboard/" + injected, "/api/terminals/" + injected,
                    "/api/punches?pin=" + injected, "/api/punches?format=" + injected,
                    "/iclock/cdata?SN=" + injected + "&options=all", "/iclock/getrequest?SN=" + injected,
                    "/iclock/cdata?SN=" + SERIAL + "&table=" + injected)) {
                for (InetSocketAddress door : List.of(muster.terminals(), muster.api())) {
                    for (String method : List.of("GET", "POST", "DELETE")) {
                        String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a"
                                + "\rX-Injected: yes\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
                        try (Raw raw = new Raw(door)) {
                            String said = raw.send(request).rest();
                            assertTrue(!said.contains("\nX-Injected") && !said.contains("\rX-Injected"), said);
                        }
                    }
                }
            }
            assertEquals(List.of(), muster.log().lines().filter(line -> line.startsWith("X-Injected")).toList());
            assertUnharmed(muster);
        }
    }

    @Test
    void guessed_keys_cost_little_and_shut_out_neither_terminals_nor_the_supervisor() throws Exception {
        String key = Program.run("keys", "create", "--name", "desk", "--role", "admin", "--data", data.toString())
                .good().out().strip().lines().toList().getLast().strip();
        try (Muster muster = Muster.accepting(data)) {
            assertServes(muster);
            List<Integer> said = new ArrayList<>();
            double before = cpu(muster);
            long begin = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                String guess = key.substring(0, key.length() - 6) + "%06d".formatted(i);
                said.addAll(statuses(muster.api(), "DELETE /api/terminals/" + SERIAL + " HTTP/1.1\r\n"
                        + "Host: localhost\r\nAuthorization: Bearer " + guess + "\r\nConnection: close\r\n\r\n"));
            }
            double spent = cpu(muster) - before;
            System.out.printf("attack: 1,000 guesses took %.1f s of processor%n", spent);
            assertEquals(Set.of(401, 429), Set.copyOf(said));
            // ten, and one more every six seconds, are looked at; each of those is slow on purpose
            long most = 11 + (System.nanoTime() - begin) / 6_000_000_000L;
            assertTrue(said.stream().filter(status -> status == 401).count() <= most, said::toString);
            assertServes(muster);
            assertUnharmed(muster);
        }
    }

    /// Seconds of processor time (proc(5), /proc/pid/stat fields 14 and 15).
    private static double cpu(Muster muster) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + muster.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    @Test
    void what_is_sent_again_counts_once_and_what_is_forged_for_others_gets_nothing() throws Exception {
        try (Muster muster = Muster.start(data)) {
            assertEquals(201, muster.post("/api/terminals", "{\"serial\":\"" + SERIAL + "\"}").statusCode());
            assertServes(muster);
            String again = Punches.lines(0, 1);
            for (int i = 0; i < 100; i++) {
                assertEquals("OK: 1", muster.upload(SERIAL, again).body());
            }
            assertEquals(201, muster.post("/api/terminals/" + SERIAL + "/commands", "{\"command\":\"info\"}")
                    .statusCode());
            for (String forged : List.of("TSTFORGED0001", SERIAL + "%20x", SERIAL + "%00", "", "%25", "*")) {
                Answer poll = muster.terminal("GET", "/iclock/getrequest?SN=" + forged, "");
                assertTrue(!poll.body().contains("C:"), () -> forged + " got " + poll.body());
                Answer sent = muster.upload(forged, again);
                assertTrue(sent.status() >= 400, () -> forged + " got " + sent);
                Answer done = muster.terminal("POST", "/iclock/devicecmd?SN=" + forged, "ID=1&Return=0&CMD=INFO\n");
                assertTrue(done.status() >= 400, () -> forged + " got " + done);
            }
            String own = muster.terminal("GET", "/iclock/getrequest?SN=" + SERIAL, "").body();
            assertTrue(own.startsWith("C:"), own);
            assertUnharmed(muster);
        }
    }

    @Test
    void more_followers_than_allowed_are_refused_and_nobody_else_notices() throws Exception {
        List<Raw> followers = new ArrayList<>();
        try (Muster muster = Muster.accepting(data, "--set", "api.streams=50")) {
            assertServes(muster);
            Set<Integer> said = new TreeSet<>();
            for (int i = 0; i < 600; i++) {
                Raw raw = new Raw(muster.api());
                followers.add(raw.send("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                int status = raw.answer().status();
                said.add(status);
                assertEquals(i < 50 ? 200 : 503, status, "follower " + i);
            }
            assertEquals(Set.of(200, 503), said);
            assertEquals(200, muster.ask("GET", "/api/status", null).statusCode());
            assertUnharmed(muster);
            closeAll(followers);
            Await.until("there is room again", () -> {
                try (Raw raw = new Raw(muster.api())) {
                    return raw.send("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n").answer().status() == 200;
                }
            });
        } finally {
            closeAll(followers);
        }
    }
}
