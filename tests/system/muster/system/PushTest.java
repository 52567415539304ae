// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import muster.model.PendingTerminal;
import muster.model.PunchPage;
import muster.model.PunchRow;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// From a terminal's upload to everybody who watches. One daemon takes terminals as they come, and each
/// test has a terminal of its own; two tests need one that does not know them.
@Tag("quick")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushTest {

    private static final String PUNCH = "1001\t2026-11-20 08:00:05\t0\t15\t0\n";

    private Muster muster;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        muster = Muster.accepting(data, "--set", "time.zone=Asia/Kolkata");
    }

    @AfterAll
    void stop() throws IOException {
        muster.close();
    }

    private static List<PunchRow> punches(Muster muster, String serial) throws Exception {
        return muster.get("/api/punches?terminal=" + serial, PunchPage.class).punches();
    }

    @Test
    void a_punch_is_acknowledged_kept_and_on_the_open_stream() throws Exception {
        try (Follower screen = Follower.open(muster, "/devices/events?terminal=TSTATT000001")) {
            Answer answer = muster.upload("TSTATT000001", PUNCH);
            assertEquals(200, answer.status());
            assertEquals("OK: 1", answer.body());

            PunchRow punch = punches(muster, "TSTATT000001").getFirst();
            assertEquals("TSTATT000001", punch.terminal());
            assertEquals("1001", punch.pin());
            assertEquals("2026-11-20 08:00:05", punch.localTime());
            assertEquals("2026-11-20T08:00:05+05:30", punch.time().toString());
            assertEquals("Asia/Kolkata", punch.zone());
            assertEquals(0, punch.state());
            assertEquals(15, punch.verifyMode());
            assertEquals(PUNCH.strip(), punch.raw().toString());

            Follower.Message message = screen.await(1).messages().getFirst();
            assertEquals(punch.seq(), message.id());
            assertEquals("", message.event(), "readers know unnamed messages only");
            assertEquals("online", screen.others().getFirst().json().get("status").getAsString());
            assertEquals("""
                    {"type":"attendance","device_id":"TSTATT000001","device_name":"TSTATT000001",\
                    "serial_number":"TSTATT000001","user_id":"1001","timestamp":"2026-11-20 08:00:05",\
                    "action":0,"method":15,"raw_data":{"user_id":"1001","timestamp":"2026-11-20 08:00:05",\
                    "status":0,"verify_method":15}}""", message.data());
        }
    }

    @Test
    void the_stream_begins_at_once_and_passes_proxies_unbuffered() throws Exception {
        try (Follower screen = Follower.open(muster, "/devices/events?terminal=NOBODY")) {
            String head = screen.head().toLowerCase();
            assertTrue(head.contains("content-type: text/event-stream"), head);
            assertTrue(head.contains("x-accel-buffering: no"), head);
            assertTrue(head.contains("cache-control: no-store"), head);
            assertEquals(0, screen.count());
        }
    }

    @Test
    void the_same_punch_again_is_acknowledged_and_kept_once() throws Exception {
        assertEquals("OK: 1", muster.upload("TSTATT000002", PUNCH).body());
        assertEquals("OK: 2", muster.upload("TSTATT000002", PUNCH + PUNCH.replace("1001", "1002")).body());
        assertEquals(2, punches(muster, "TSTATT000002").size());
        TerminalStatus terminal = muster.get("/api/terminals/TSTATT000002", TerminalStatus.class);
        assertEquals(2, terminal.punches());
        assertEquals(1, terminal.duplicates());
    }

    @Test
    void an_unknown_terminal_is_held_until_somebody_approves_it(@TempDir Path data) throws Exception {
        String serial = "TSTATT000003";
        try (Muster careful = Muster.start(data)) {
            Answer held = careful.upload(serial, PUNCH);
            assertEquals(503, held.status());
            assertTrue(Integer.parseInt(held.headers().get("Retry-After")) > 0);
            assertEquals(503, careful.terminal("GET", "/iclock/cdata?SN=" + serial + "&options=all", "").status());
            assertEquals(List.of(), punches(careful, serial));

            PendingTerminal pending = careful.get("/api/terminals", TerminalList.class).pending().getFirst();
            assertEquals(serial, pending.serial());
            assertEquals("127.0.0.1", pending.address());
            assertEquals(2, pending.requests());

            String approve = "/api/terminals/" + serial + "/approve";
            assertEquals(200, careful.post(approve, "{\"name\":\"Main door\"}").statusCode());
            assertEquals("OK: 1", careful.upload(serial, PUNCH).body());
            TerminalList terminals = careful.get("/api/terminals", TerminalList.class);
            assertEquals(List.of(), terminals.pending());
            assertEquals("Main door", terminals.terminals().getFirst().name());
        }
    }

    @Test
    void a_refused_terminal_keeps_its_punches(@TempDir Path data) throws Exception {
        String serial = "TSTATT000004";
        try (Muster careful = Muster.start(data)) {
            careful.upload(serial, PUNCH);
            assertEquals(200, careful.post("/api/terminals/" + serial + "/refuse", "{}").statusCode());
            Answer refused = careful.upload(serial, PUNCH);
            assertTrue(refused.status() >= 400 && !refused.body().startsWith("OK"), refused.toString());
            assertEquals(List.of(), punches(careful, serial));
        }
    }

    @Test
    void a_terminal_behind_a_proxy_finds_the_same_service_at_the_api_port() throws Exception {
        String target = "/iclock/cdata?SN=TSTATT000005&table=ATTLOG&Stamp=9999";
        assertEquals("OK: 1", Raw.exchange(muster.api(), Muster.request("POST", target, PUNCH)).body());
        assertEquals(1, punches(muster, "TSTATT000005").size());
        String poll = Muster.request("GET", "/iclock/getrequest?SN=TSTATT000005", "");
        assertEquals("OK", Raw.exchange(muster.api(), poll).body());
    }

    @Test
    void a_body_whose_length_a_proxy_lost_is_not_acknowledged() throws Exception {
        String request = "POST /iclock/cdata?SN=TSTATT000006&table=ATTLOG HTTP/1.1\r\nHost: 192.0.2.10\r\n"
                + "Connection: close\r\n\r\n" + PUNCH;
        assertEquals(411, Raw.exchange(muster.api(), request).status());
        assertEquals(List.of(), punches(muster, "TSTATT000006"));
    }

    @Test
    void the_terminals_door_gives_nothing_but_their_service() throws Exception {
        for (String path : List.of("/", "/api/punches", "/api/terminals", "/devices/events", "/healthz")) {
            assertEquals(404, muster.terminal("GET", path, "").status(), path);
        }
    }

    @Test
    void what_cannot_be_a_punch_is_acknowledged_and_held_with_its_bytes() throws Exception {
        String noise = "1001\t2026-02-30 08:00:05\t0\t15\t0";
        assertEquals("OK: 2", muster.upload("TSTATT000007", noise + "\n" + PUNCH).body());
        assertEquals(1, punches(muster, "TSTATT000007").size());
        String held = muster.get("/api/quarantine?terminal=TSTATT000007").getAsJsonObject()
                .getAsJsonArray("quarantine").get(0).getAsJsonObject().get("raw").getAsString();
        assertEquals(noise, held);
    }

    @Test
    void wrong_questions_are_answered_with_problems_that_tell_what_is_right() throws Exception {
        assertProblem(404, "/problems/not-found", muster.ask("GET", "/api/nothing", null));
        assertProblem(405, "/problems/method", muster.ask("DELETE", "/api/punches", null));
        assertProblem(422, "/problems/invalid", muster.ask("GET", "/api/punches?terminals=1", null));
        assertProblem(422, "/problems/invalid", muster.ask("GET", "/api/punches?from=yesterday", null));
        assertProblem(422, "/problems/invalid", muster.post("/api/pairing", "{\"minutes\":0}"));
        assertProblem(422, "/problems/invalid", muster.post("/api/pairing", "{"));
        assertProblem(404, "/problems/not-found", muster.post("/api/terminals/NOBODY/approve", "{}"));
    }

    private static void assertProblem(int status, String type, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(type, JsonParser.parseString(answer.body()).getAsJsonObject().get("type").getAsString());
    }
}
