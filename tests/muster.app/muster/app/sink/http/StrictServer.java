// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.http;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import muster.model.Json;

/// A target on a real HTTP server that looks at everything it is sent. What it finds wrong is answered with 500 and
/// fails the test when the server is closed. It can answer anything, be silent, cut the line after it took a request,
/// and be away. Thread-safe.
///
/// ```
/// try (StrictServer server = StrictServer.open()) {
///     server.rules(request -> assertEquals("token a:b", request.header("authorization")));
///     server.answers(request -> Response.json(200, "{}"));    // what it says as a rule
///     server.next(Response.json(503, "{}"), Response.cut());  // what it says first; see also Response#after
/// ```
public final class StrictServer implements AutoCloseable {

    /// One request as it came.
    ///
    /// @param headers by name in lower case; a header that came twice is a complaint
    public record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {

        /// A header; empty when there is none.
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// Its body.
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /// Its body as a strict JSON object.
        public JsonObject json() {
            return Json.parse(text(), JsonObject.class);
        }
    }

    /// What it does with a request.
    ///
    /// @param status 0 = cuts the line, -1 = is silent
    /// @param taken whether the rule of [#answers] is run before, as a target does that committed and failed then
    public record Response(int status, Map<String, String> headers, String body, boolean taken) {

        /// A program's answer.
        public static Response json(int status, String body) {
            return new Response(status, Map.of("Content-Type", "application/json"), body, false);
        }

        /// A web page.
        public static Response page(int status) {
            return new Response(status, Map.of("Content-Type", "text/html; charset=utf-8"),
                    "<!DOCTYPE html><html><body>Sign in</body></html>", false);
        }

        /// Nothing but a status and a header.
        public static Response bare(int status, String header, String value) {
            return new Response(status, Map.of(header, value), "", false);
        }

        /// Hangs up without an answer.
        public static Response cut() {
            return new Response(0, Map.of(), "", false);
        }

        /// Never answers.
        public static Response silence() {
            return new Response(-1, Map.of(), "", false);
        }

        /// The same, after it took the records.
        public Response after() {
            return new Response(status, headers, body, true);
        }
    }

    /// Says what is wrong with a request by failing.
    public interface Rule {
        /// @throws AssertionError if something is
        void look(Request request);
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new ArrayList<>();
    private final List<Throwable> complaints = new ArrayList<>();
    private final Deque<Response> first = new ArrayDeque<>();
    private Function<Request, Response> answers = _ -> Response.json(200, "{}");
    private Rule rules = _ -> { };
    private HttpServer server;
    private ExecutorService threads;
    private int port;

    private StrictServer() {}

    /// One that listens on this machine.
    public static StrictServer open() throws IOException {
        StrictServer server = new StrictServer();
        server.up();
        return server;
    }

    /// Begins to listen, where it did before.
    public synchronized void up() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /// Is away.
    public synchronized void down() {
        server.stop(0);
        threads.shutdown();
    }

    /// Its address without a path.
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Its address with a path.
    public URI url(String path) {
        return URI.create(url() + path);
    }

    /// What it looks at in every request.
    public synchronized void rules(Rule given) {
        rules = given;
    }

    /// What it answers as a rule.
    public synchronized void answers(Function<Request, Response> given) {
        answers = given;
    }

    /// What it answers to the next requests instead.
    public synchronized void next(Response... given) {
        first.addAll(Arrays.asList(given));
    }

    /// What came, in its order.
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = response(exchange);
            if (response.status() == -1) {
                closed.await();
            }
            if (response.status() > 0) {
                response.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Response response(HttpExchange exchange) {
        try {
            Request request = read(exchange);
            requests.add(request);
            rules.look(request);
            Response instead = first.poll();
            Response usual = instead == null || instead.taken() ? answers.apply(request) : null;
            return instead == null ? usual : instead;
        } catch (IOException | RuntimeException | AssertionError e) {
            complaints.add(e);
            return Response.json(500, "{\"error\":\"the test's rules are broken\"}");
        }
    }

    private Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            require(values.size() == 1, name + " came " + values.size() + " times");
            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
        });
        byte[] body = exchange.getRequestBody().readAllBytes();
        URI uri = exchange.getRequestURI();
        Request request = new Request(exchange.getRequestMethod(), uri.getRawPath(), uri.getRawQuery(), headers, body);
        require(request.header("host").equals("127.0.0.1:" + port), "Host: " + request.header("host"));
        require(request.header("user-agent").equals("muster"), "User-Agent: " + request.header("user-agent"));
        require(body.length == 0 || request.header("content-length").equals(String.valueOf(body.length)),
                "Content-Length: " + request.header("content-length"));
        require(body.length == 0 || request.header("content-type").startsWith("application/"),
                "Content-Type: " + request.header("content-type"));
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new AssertionError("the body is not UTF-8", e);
        }
        return request;
    }

    private static void require(boolean right, String complaint) {
        if (!right) {
            throw new AssertionError(complaint);
        }
    }

    /// Lets go of those who wait, stops listening, and fails when there was a complaint.
    @Override
    public void close() {
        closed.countDown();
        down();
        synchronized (this) {
            if (!complaints.isEmpty()) {
                throw new AssertionError("the target was sent something wrong: " + complaints.getFirst().getMessage(),
                        complaints.getFirst());
            }
        }
    }
}
