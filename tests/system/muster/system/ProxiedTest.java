// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lines of `package/nginx.conf` and `package/Caddyfile`, used by the real servers. What they hand on
/// needs a key.
class ProxiedTest {

    private static final String SERIAL = "TSTATT000001";
    private static final String CDATA = "/iclock/cdata?SN=" + SERIAL + "&table=ATTLOG&Stamp=9999";

    @TempDir
    Path folder;

    private FrontProxy proxy(String name, Muster muster) throws Exception {
        Optional<Path> program = FrontProxy.program(name);
        Assumptions.assumeTrue(program.isPresent(), () -> name + " is not installed");
        Path own = Files.createDirectory(folder.resolve(name));
        return name.equals("nginx")
                ? FrontProxy.nginx(program.get(), own, muster.api())
                : FrontProxy.caddy(program.get(), own, muster.api());
    }

    private Muster muster() throws Exception {
        return Muster.accepting(folder.resolve("data"), "--set", "api.keepalive=1s",
                "--set", "api.proxies=127.0.0.1");
    }

    private String key() throws Exception {
        return Program.run("keys", "create", "--name", "desk", "--role", "operator",
                "--data", folder.resolve("data").toString())
                .good().out().strip().lines().toList().getLast().strip();
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL).build()) {
            return http.send(request.timeout(Await.PATIENCE).build(), BodyHandlers.ofString());
        }
    }

    private static HttpRequest.Builder to(FrontProxy proxy, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + text(proxy.address()) + path));
    }

    private HttpRequest.Builder api(FrontProxy proxy, String path) throws Exception {
        return to(proxy, path).header("Authorization", "Bearer " + key());
    }

    private static String text(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void pages_and_api_are_under_the_prefix(String name) throws Exception {
        try (Muster muster = muster();
                FrontProxy proxy = proxy(name, muster)) {
            for (String path : List.of("/monitor", "/monitor/", "/monitor/dashboard")) {
                HttpResponse<String> page = ask(to(proxy, path));
                assertEquals(200, page.statusCode(), path);
                assertEquals("/monitor/dashboard", page.uri().getPath());
                assertTrue(page.body().startsWith("<!doctype html>") || page.body().startsWith("<!DOCTYPE html>"), path);
            }
            assertTrue(JsonParser.parseString(ask(api(proxy, "/monitor/api/status")).body()).isJsonObject());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void a_change_by_a_page_that_was_shown_through_it_is_the_same_origin(String name) throws Exception {
        try (Muster muster = muster();
                FrontProxy proxy = proxy(name, muster)) {
            HttpResponse<String> made = ask(api(proxy, "/monitor/api/gatherings")
                    .header("Origin", "http://" + text(proxy.address()))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"id\":\"open-day\",\"name\":\"Open day\"}")));
            assertEquals(201, made.statusCode(), made::body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void a_stream_begins_and_goes_on_without_waiting_for_a_buffer_to_fill(String name) throws Exception {
        try (Muster muster = muster();
                FrontProxy proxy = proxy(name, muster);
                Follower follower = Follower.open(proxy.address(), "/monitor/devices/events", null, key())) {
            Await.until("two signs of life have come", () -> follower.comments().size() >= 2);
            muster.upload(SERIAL, Punches.lines(0, 1));
            follower.await(1);
            muster.upload(SERIAL, Punches.lines(1, 1));
            assertTrue(follower.await(2).messages().getLast().data().contains("\"" + Punches.pin(1) + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void a_terminal_uploads_through_it_in_one_piece_and_in_chunks(String name) throws Exception {
        try (Muster muster = muster();
                FrontProxy proxy = proxy(name, muster);
                Raw terminal = new Raw(proxy.address())) {
            String body = Punches.lines(0, 3);
            String head = "POST " + CDATA + " HTTP/1.1\r\nHost: " + text(proxy.address()) + "\r\n";
            Answer whole = terminal.send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body).answer();
            assertEquals("OK: 3", whole.body().strip());

            String more = Punches.lines(3, 2);
            Answer chunked = terminal.send(head + "Transfer-Encoding: chunked\r\n\r\n7\r\n" + more.substring(0, 7)
                    + "\r\n" + Integer.toHexString(more.length() - 7) + "\r\n" + more.substring(7) + "\r\n0\r\n\r\n")
                    .answer();
            assertEquals("OK: 2", chunked.body().strip());
            assertEquals(5, muster.get("/api/terminals/" + SERIAL, TerminalStatus.class).punches());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void the_path_secret_goes_through_it_and_into_no_log(String name) throws Exception {
        String secret = "pear-tree_7.x~9";
        Path file = Files.writeString(folder.resolve("path-secret"), secret + "\n");
        try (Muster muster = Muster.accepting(folder.resolve("data"), "--set", "api.proxies=127.0.0.1",
                "--set", "push.secret_file=" + file);
                FrontProxy proxy = proxy(name, muster)) {
            for (String path : List.of(CDATA, "/pear-tree_7.x~8" + CDATA, "/" + secret + "/x" + CDATA)) {
                HttpResponse<String> stranger = ask(to(proxy, path).POST(BodyPublishers.ofString(Punches.lines(0, 1))));
                assertEquals(404, stranger.statusCode(), path);
            }
            HttpResponse<String> taken =
                    ask(to(proxy, "/" + secret + CDATA).POST(BodyPublishers.ofString(Punches.lines(0, 2))));
            assertEquals("OK: 2", taken.body().strip());
            assertEquals(2, muster.get("/api/terminals/" + SERIAL, TerminalStatus.class).punches());
            assertEquals(200, ask(api(proxy, "/monitor/api/status")).statusCode());
            assertFalse(muster.log().contains(secret), muster.log());
        }
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String right = "/" + secret + "/iclock";
                assertFalse(Files.readString(each, StandardCharsets.ISO_8859_1).contains(right), each::toString);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "caddy"})
    void what_a_terminal_claims_of_its_address_is_not_believed(String name) throws Exception {
        try (Muster muster = muster();
                FrontProxy proxy = proxy(name, muster)) {
            ask(to(proxy, CDATA).header("X-Forwarded-For", "192.0.2.99")
                    .POST(BodyPublishers.ofString(Punches.lines(0, 1))));
            assertEquals("127.0.0.1", muster.get("/api/terminals/" + SERIAL, TerminalStatus.class).address());
        }
    }
}
