// SPDX-License-Identifier: Apache-2.0
package muster.app.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How the page's files are served, and what may be in them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {

    private HttpServer server;
    private HttpClient client;

    @BeforeAll
    void start() throws IOException {
        Page page = new Page();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", http -> {
            if (page.serves(http)) {
                page.handle(http);
            } else {
                http.sendResponseHeaders(418, -1);
                http.close();
            }
        });
        server.start();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    void stop() {
        client.close();
        server.stop(0);
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>(Page.PARTS);
        all.add(Page.HTML);
        return all;
    }

    private static String source(String name) throws IOException {
        return new String(PageFile.read(name).plain(), StandardCharsets.UTF_8);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult each) -> each.group(1)).toList();
    }

    @Test
    void the_root_leads_to_the_page_by_a_relative_address() throws Exception {
        assertEquals(302, ask("GET", "/").statusCode());
        assertEquals("dashboard", header(ask("GET", "/"), "Location"));
        assertEquals("../dashboard", header(ask("GET", "/dashboard/"), "Location"));
    }

    @Test
    void every_part_has_its_type_and_the_guards_of_the_page() throws Exception {
        for (String name : Page.PARTS) {
            HttpResponse<byte[]> answer = ask("GET", "/dashboard/" + name);
            assertEquals(200, answer.statusCode(), name);
            String type = name.endsWith(".mjs") ? "text/javascript; charset=utf-8"
                    : name.endsWith(".css") ? "text/css; charset=utf-8" : "image/svg+xml";
            assertEquals(type, header(answer, "Content-Type"), name);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
            assertEquals("no-referrer", header(answer, "Referrer-Policy"));
            assertEquals("no-cache", header(answer, "Cache-Control"));
        }
        HttpResponse<byte[]> page = ask("GET", "/dashboard");
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        String policy = header(page, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; "), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(policy.contains("http"), policy);
    }

    @Test
    void what_a_browser_has_is_not_sent_again() throws Exception {
        String tag = header(ask("GET", "/dashboard"), "ETag");
        assertTrue(tag.matches("\"[^\"]+\""), tag + " is a strong one");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<byte[]> answer = ask("GET", "/dashboard", "If-None-Match", known);
            assertEquals(304, answer.statusCode(), known);
            assertEquals(0, answer.body().length);
            assertEquals(tag, header(answer, "ETag"));
        }
        assertEquals(200, ask("GET", "/dashboard", "If-None-Match", "\"other\"").statusCode());
        assertNotEquals(tag, header(ask("GET", "/dashboard/app.mjs"), "ETag"));
    }

    @Test
    void it_is_packed_for_those_who_can_unpack() throws Exception {
        HttpResponse<byte[]> plain = ask("GET", "/dashboard/app.mjs", "Accept-Encoding", "br, gzip;q=0");
        HttpResponse<byte[]> packed = ask("GET", "/dashboard/app.mjs", "Accept-Encoding", "br, GZIP;q=0.8");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertEquals(null, header(plain, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(plain, "Vary"));
        assertTrue(packed.body().length < plain.body().length / 2);
        assertNotEquals(header(plain, "ETag"), header(packed, "ETag"), "other bytes, another strong tag");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertArrayEquals(plain.body(), in.readAllBytes());
        }
    }

    @Test
    void a_head_has_the_length_and_no_body() throws Exception {
        HttpResponse<byte[]> answer = ask("HEAD", "/dashboard");
        assertEquals(200, answer.statusCode());
        assertEquals(0, answer.body().length);
        assertEquals(Integer.toString(ask("GET", "/dashboard").body().length), header(answer, "Content-Length"));
    }

    @Test
    void it_can_only_be_looked_at_and_nothing_else_is_there() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            assertEquals(405, ask(method, "/dashboard").statusCode(), method);
            assertEquals("GET, HEAD", header(ask(method, "/dashboard"), "Allow"));
        }
        for (String path : List.of("/dashboard/dashboard.html", "/dashboard/Page.class", "/dashboard/../app.mjs",
                "/dashboard/%2e%2e/app.mjs", "/dashboard/app.mjs/", "/dashboard//app.mjs", "/dashboard/APP.MJS")) {
            assertEquals(404, ask("GET", path).statusCode(), path);
        }
        for (String path : List.of("/dashboards", "/api/status", "/iclock/cdata")) {
            assertEquals(418, ask("GET", path).statusCode(), path + " is somebody else's");
        }
    }

    @Test
    void every_part_is_used_and_everything_that_is_used_is_a_part() throws IOException {
        Set<String> used = new HashSet<>(found("(?:href|src)=\"dashboard/([^\"]+)\"", source(Page.HTML)));
        for (String name : Page.PARTS) {
            used.addAll(found("(?:from |import\\()'\\./([^']+)'", source(name)));
        }
        assertEquals(new HashSet<>(Page.PARTS), used);
    }

    @Test
    void nothing_in_it_makes_markup_of_a_text_or_calls_elsewhere() throws IOException {
        Pattern markup = Pattern.compile("innerHTML|outerHTML|insertAdjacent|document\\.write|DOMParser|\\beval\\b"
                + "|new Function|javascript:|style=|<script>| on[a-z]+=\"");
        Pattern elsewhere = Pattern.compile("(?:src|href)=\"/|url\\(|https?://(?!www\\.w3\\.org/2000/svg)");
        for (String name : all()) {
            String text = source(name);
            assertFalse(markup.matcher(text).find(), name);
            assertFalse(elsewhere.matcher(text).find(), name);
        }
    }
}
