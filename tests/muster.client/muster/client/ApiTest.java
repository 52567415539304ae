// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import muster.model.BranchSettings;
import muster.model.Bytes;
import muster.model.Command;
import muster.model.CommandRequest;
import muster.model.FetchRequest;
import muster.model.ImportResult;
import muster.model.ImportedPunch;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.model.PunchQuery;
import muster.model.Source;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiTest {

    private static final String TERMINAL = """
            {"serial":"TSTATT000001","name":"Gate","state":"approved","addresses":[],"reported":{},
             "presence":"online","punches":7,"duplicates":1,"variants":0,"quarantined":0,"open_commands":2}""";
    private static final TerminalSettings NO_SETTINGS = new TerminalSettings(null, null, null, null);

    private interface Call<T> {
        T on(Api api) throws ApiException, InterruptedException;
    }

    private record Done<T>(T value, TinyServer.Request request) {
        String line() {
            return request.method() + " " + request.target();
        }
    }

    private static <T> Done<T> call(String answer, Call<T> call) throws Exception {
        try (TinyServer server = TinyServer.json(answer); Api api = Api.at(server.uri())) {
            T value = call.on(api);
            return new Done<>(value, server.requests.getFirst());
        }
    }

    @Test
    void statusIsRead() throws Exception {
        var done = call("{\"version\":\"1.2\",\"head\":42,\"metrics\":{\"scans_today\":5}}", Api::status);
        assertEquals("GET /api/status", done.line());
        assertEquals(42, done.value().head());
        assertEquals(5, done.value().metrics().scansToday());
    }

    @Test
    void metricsEntriesAndAlertsAreRead() throws Exception {
        assertEquals(3, call("{\"queue_size\":3}", Api::metrics).value().queueSize());
        assertEquals("scan", call("[{\"type\":\"scan\",\"data\":{}}]", Api::entries).value().getFirst().type());
        assertEquals("error", call("[{\"level\":\"error\"}]", Api::alerts).value().getFirst().level());
    }

    @Test
    void everyPartOfAQueryIsInTheRequest() throws Exception {
        PunchQuery query = new PunchQuery(
                "TST 1/2", "00&7", Source.IMPORT, LocalDateTime.of(2026, 11, 20, 0, 0),
                LocalDateTime.of(2026, 11, 21, 8, 30, 5), 99L, true, 10);
        var done = call("{\"punches\":[{\"seq\":98,\"pin\":\"007\"}],\"next\":98}", api -> api.punches(query));
        assertEquals(
                "GET /api/punches?terminal=TST%201%2F2&pin=00%267&source=import&from=2026-11-20T00%3A00%3A00"
                        + "&to=2026-11-21T08%3A30%3A05&order=newest&limit=10&cursor=99",
                done.line());
        assertEquals("007", done.value().punches().getFirst().pin());
        assertEquals(98L, done.value().next());
    }

    @Test
    void whatIsAnyIsNotInTheRequest() throws Exception {
        var done = call("{\"punches\":[]}", api -> api.punches(PunchQuery.all(5)));
        assertEquals("GET /api/punches?order=oldest&limit=5", done.line());
        assertNull(done.value().next());
    }

    @Test
    void onePunchComesWithItsVariants() throws Exception {
        var done = call("{\"punch\":{\"seq\":3},\"variants\":[{\"state\":1}]}", api -> api.punch(3));
        assertEquals("GET /api/punches/3", done.line());
        assertEquals(3, done.value().punch().seq());
        assertEquals(1, done.value().variants().getFirst().state());
    }

    @Test
    void anImportGoesAsOneBatch() throws Exception {
        ImportedPunch punch = new ImportedPunch(
                "TSTATT000001", "7", "2026-11-20 08:00:05", null, 0, 1, null, Bytes.of("a line"));
        var done = call("{\"stored\":1,\"duplicates\":2,\"variants\":3,\"quarantined\":4}",
                api -> api.importAll(List.of(punch)));
        assertEquals("POST /api/punches", done.line());
        assertEquals("application/json", done.request().headers().get("Content-Type"));
        assertEquals(
                "{\"punches\":[{\"terminal\":\"TSTATT000001\",\"pin\":\"7\",\"local_time\":\"2026-11-20 08:00:05\","
                        + "\"state\":0,\"verify_mode\":1,\"raw\":\"a line\"}]}",
                done.request().body());
        assertEquals(new ImportResult(1, 2, 3, 4), done.value());
    }

    @Test
    void terminalsAreListedAndShown() throws Exception {
        var list = call("{\"terminals\":[" + TERMINAL + "],\"pending\":[]}", Api::terminals);
        assertEquals("Gate", list.value().terminals().getFirst().name());
        var one = call(TERMINAL, api -> api.terminal("TSTATT000001"));
        assertEquals("GET /api/terminals/TSTATT000001", one.line());
        assertEquals(2, one.value().openCommands());
    }

    @Test
    void terminalsAreAddedChangedApprovedAndRefused() throws Exception {
        TerminalSettings settings = new TerminalSettings("TSTATT000001", "Gate", null, List.of("192.0.2.0/24"));
        var add = call(TERMINAL, api -> api.add(settings));
        assertEquals("POST /api/terminals", add.line());
        assertEquals("{\"serial\":\"TSTATT000001\",\"name\":\"Gate\",\"addresses\":[\"192.0.2.0/24\"]}",
                add.request().body());
        assertEquals("PATCH /api/terminals/A%2FB", call(TERMINAL, api -> api.change("A/B", settings)).line());
        var approve = call(TERMINAL, api -> api.approve("S1", NO_SETTINGS));
        assertEquals("POST /api/terminals/S1/approve {}", approve.line() + " " + approve.request().body());
        var refuse = call(TERMINAL, api -> api.refuse("S1"));
        assertEquals("POST /api/terminals/S1/refuse {}", refuse.line() + " " + refuse.request().body());
    }

    @Test
    void terminalsOfOneBranchAreListed() throws Exception {
        assertEquals("GET /api/terminals?branch=B%201",
                call("{\"terminals\":[],\"pending\":[]}", api -> api.terminals("B 1")).line());
    }

    @Test
    void howATerminalIsReadGoesWithItsSettings() throws Exception {
        PullSettings pull = new PullSettings(
                "192.0.2.7", 4371, Pull.Transport.UDP, "/etc/muster/key", 60, false, "40", "GB18030", true);
        var add = call(TERMINAL, api -> api.add(new TerminalSettings("S1", null, null, null, "B1", pull)));
        assertEquals("{\"serial\":\"S1\",\"branch\":\"B1\",\"pull\":{\"host\":\"192.0.2.7\",\"port\":4371,"
                + "\"transport\":\"udp\",\"key_file\":\"/etc/muster/key\",\"poll_seconds\":60,\"live\":false,"
                + "\"layout\":\"40\",\"charset\":\"GB18030\",\"set_clock\":true}}", add.request().body());
    }

    @Test
    void branchesAreListedShownAddedAndChanged() throws Exception {
        String branch = "{\"id\":\"B1\",\"name\":\"Main\",\"terminals\":2,\"online\":1,\"punches_today\":7}";
        var list = call("{\"branches\":[" + branch + "]}", Api::branches);
        assertEquals("GET /api/branches", list.line());
        assertEquals(7, list.value().branches().getFirst().punchesToday());
        assertEquals("GET /api/branches/B1", call(branch, api -> api.branch("B1")).line());
        BranchSettings settings = new BranchSettings("B1", "Main", null);
        var add = call(branch, api -> api.addBranch(settings));
        assertEquals("POST /api/branches {\"id\":\"B1\",\"name\":\"Main\"}", add.line() + " " + add.request().body());
        var change = call(branch, api -> api.changeBranch("A/B", new BranchSettings(null, null, "")));
        assertEquals("PATCH /api/branches/A%2FB {\"zone\":\"\"}", change.line() + " " + change.request().body());
    }

    @Test
    void aFetchIsOrderedAndAskedFor() throws Exception {
        String report = "{\"id\":3,\"ended\":true,\"complete\":false,\"rows\":[{\"terminal\":\"S1\",\"name\":\"Gate\","
                + "\"state\":\"ended\",\"bytes_read\":80,\"bytes_total\":80,\"result\":{\"terminal\":\"S1\","
                + "\"complete\":false,\"records\":2,\"stored\":1,\"duplicates\":1,\"counter\":3,\"missing\":1}}]}";
        FetchRequest request = new FetchRequest(List.of("S1"), null, null, LocalDateTime.of(2026, 11, 1, 0, 0));
        var order = call(report, api -> api.order(request));
        assertEquals("POST /api/fetch {\"terminals\":[\"S1\"],\"since\":\"2026-11-01 00:00:00\"}",
                order.line() + " " + order.request().body());
        assertEquals(1, order.value().rows().getFirst().result().missing());
        var all = call(report, api -> api.order(new FetchRequest(null, null, true, null)));
        assertEquals("{\"all\":true}", all.request().body());
        assertEquals("GET /api/fetch/3", call(report, api -> api.fetch(3)).line());
    }

    @Test
    void theWayOfAClockIsRead() throws Exception {
        var clock = call("{\"readings\":[{\"terminal\":\"S1\",\"offset_millis\":-2500,\"uncertainty_millis\":510,"
                + "\"set\":true,\"received_at\":\"2026-11-20T02:30:10Z\"}]}", api -> api.clock("S1", 10));
        assertEquals("GET /api/terminals/S1/clock?limit=10", clock.line());
        assertEquals(-2500, clock.value().getFirst().offsetMillis());
    }

    @Test
    void removingExpectsNoContent() throws Exception {
        try (TinyServer server = TinyServer.of(204, "text/plain", ""); Api api = Api.at(server.uri())) {
            api.remove("S1");
            api.endPairing();
            api.removeBranch("B1");
            assertEquals("DELETE /api/terminals/S1", line(server, 0));
            assertEquals("DELETE /api/pairing", line(server, 1));
            assertEquals("DELETE /api/branches/B1", line(server, 2));
        }
    }

    private static String line(TinyServer server, int index) {
        return server.requests.get(index).method() + " " + server.requests.get(index).target();
    }

    @Test
    void commandsAreQueuedListedAndTakenBack() throws Exception {
        String command = "{\"terminal\":\"S1\",\"id\":5,\"text\":\"CHECK\",\"state\":\"queued\",\"attempts\":0}";
        var queue = call(command, api -> api.queue("S1", CommandRequest.named("check")));
        assertEquals("POST /api/terminals/S1/commands", queue.line());
        assertEquals("{\"command\":\"check\"}", queue.request().body());
        assertEquals(Command.State.QUEUED, queue.value().state());
        var open = call("{\"commands\":[" + command + "]}", api -> api.commands("S1", true));
        assertEquals("GET /api/terminals/S1/commands?open=true", open.line());
        assertEquals(5, open.value().getFirst().id());
        assertEquals("DELETE /api/terminals/S1/commands/5", call(command, api -> api.cancel("S1", 5)).line());
    }

    @Test
    void pairingTellsUntilWhen() throws Exception {
        var done = call("{\"pairing_until\":\"2026-11-20T03:00:00Z\"}", api -> api.pair(30));
        assertEquals("POST /api/pairing {\"minutes\":30}", done.line() + " " + done.request().body());
        assertEquals(Instant.parse("2026-11-20T03:00:00Z"), done.value());
    }

    @Test
    void peopleAndQuarantineArePaged() throws Exception {
        var people = call("{\"people\":[{\"pin\":\"7\",\"name\":\"A\",\"card\":\"\",\"privilege\":0}]}",
                api -> api.people("6", 100));
        assertEquals("GET /api/people?after=6&limit=100", people.line());
        var held = call("{\"quarantine\":[{\"seq\":4,\"reason\":\"in_future\",\"raw\":\"x\"}],\"next\":4}",
                api -> api.quarantine("S1", 9L, 50));
        assertEquals("GET /api/quarantine?terminal=S1&cursor=9&limit=50", held.line());
        assertEquals("x", held.value().quarantine().getFirst().raw().toString());
        var replay = call("{\"released\":3}", Api::replay);
        assertEquals("POST /api/quarantine/replay {} 3",
                replay.line() + " " + replay.request().body() + " " + replay.value());
    }

    @Test
    void aProblemIsTold() throws Exception {
        String problem = "{\"type\":\"/problems/not-found\",\"title\":\"Not found\",\"status\":404,"
                + "\"detail\":\"no terminal S1 is known\",\"instance\":\"/api/terminals/S1\"}";
        try (TinyServer server = TinyServer.of(404, "application/problem+json", problem);
                Api api = Api.at(server.uri())) {
            ApiException e = assertThrows(ApiException.class, () -> api.terminal("S1"));
            assertEquals(ApiException.Kind.PROBLEM, e.kind());
            assertEquals("no terminal S1 is known", e.getMessage());
            assertEquals("/problems/not-found", e.problem().orElseThrow().type());
            assertFalse(e.passing());
        }
    }

    @Test
    void nobodyAnswering() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (Api api = Api.at(URI.create("http://127.0.0.1:" + free))) {
            ApiException e = assertThrows(ApiException.class, api::status);
            assertEquals(ApiException.Kind.NO_ANSWER, e.kind());
            assertEquals("nobody answers at http://127.0.0.1:" + free, e.getMessage());
            assertEquals("is muster running? `systemctl status muster`", e.hint());
            assertTrue(e.passing());
        }
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfAnAnswer() throws Exception {
        try (TinyServer server = new TinyServer((request, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"he".getBytes()));
                Api api = Api.at(server.uri())) {
            ApiException e = assertThrows(ApiException.class, api::status);
            assertEquals(ApiException.Kind.NO_ANSWER, e.kind());
        }
    }

    @Test
    void somebodyElseAnswering() throws Exception {
        for (TinyServer kind : List.of(
                TinyServer.of(200, "text/html", "<html>hello</html>"),
                TinyServer.of(404, "text/html", "<html>not here</html>"),
                TinyServer.of(302, "text/html", ""),
                TinyServer.json("null"))) {
            try (TinyServer server = kind; Api api = Api.at(server.uri())) {
                assertEquals(ApiException.Kind.NOT_MUSTER, assertThrows(ApiException.class, api::status).kind());
            }
        }
    }

    @Test
    void aProxyWithoutAMusterBehindIt() throws Exception {
        try (TinyServer server = TinyServer.of(502, "text/html", "bad gateway"); Api api = Api.at(server.uri())) {
            assertEquals(ApiException.Kind.NO_ANSWER, assertThrows(ApiException.class, api::status).kind());
        }
    }

    @Test
    void theKeyOfAFileGoesWithEachRequest(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "s3cret-key\n");
        try (TinyServer server = TinyServer.json("{}"); Api api = Api.at(server.uri(), file)) {
            api.status();
            assertEquals("Bearer s3cret-key", server.requests.getFirst().headers().get("Authorization"));
        }
    }

    @Test
    void aFileWithoutAKeyIsRefused(@TempDir Path directory) throws Exception {
        URI uri = URI.create("http://127.0.0.1:1");
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        Path two = Files.writeString(directory.resolve("two"), "one\ntwo\n");
        assertThrows(IOException.class, () -> Api.at(uri, empty));
        assertThrows(IOException.class, () -> Api.at(uri, two));
        assertThrows(IOException.class, () -> Api.at(uri, directory.resolve("none")));
    }

    @Test
    void anAddressThatIsNoUrlOfAnApi() {
        for (String text : List.of("ftp://127.0.0.1", "127.0.0.1:8888", "http:///x", "http://h/?q=1", "relative")) {
            assertThrows(IllegalArgumentException.class, () -> Api.at(URI.create(text)), text);
        }
    }

    @Test
    void aPathThatAProxyAddsIsKept() throws Exception {
        try (TinyServer server = TinyServer.json("{}"); Api api = Api.at(URI.create(server.uri() + "/branch/"))) {
            api.status();
            assertEquals("/branch/api/status", server.requests.getFirst().target());
        }
    }

    @Test
    void anInterruptedCallEnds() throws Exception {
        try (TinyServer server = new TinyServer((request, out) -> Thread.sleep(60_000));
                Api api = Api.at(server.uri())) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, api::status);
        }
    }
}
