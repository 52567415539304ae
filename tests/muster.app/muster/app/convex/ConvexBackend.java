// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import muster.app.config.BackendDialect;

/// A backend as the seeds describe one, on a real HTTP server: both dialects, and everything that can go wrong with
/// it. It knows people, events and who is registered, and de-duplicates as they say it does. Thread-safe.
public final class ConvexBackend implements AutoCloseable {

    /// What it does instead of answering.
    public enum Failure {
        UNAUTHORIZED, FORBIDDEN, SERVER_ERROR, UNAVAILABLE, TOO_MANY, NOT_FOUND, PAGE, REDIRECT, NOT_JSON, WRONG_JSON,
        REFUSAL, SILENCE, DRIP, CUT, FLOOD
    }

    private final BackendDialect dialect;
    private final String key;
    private final Map<String, JsonObject> events = new LinkedHashMap<>();
    private final Map<String, Set<String>> registered = new LinkedHashMap<>();
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<JsonObject> controls = new ArrayList<>();
    private final Map<String, JsonObject> attendance = new LinkedHashMap<>();
    private final Misbehaviour misbehaviour = new Misbehaviour();
    private HttpServer server;
    private int port;

    private ConvexBackend(BackendDialect dialect, String key) {
        this.dialect = dialect;
        this.key = key;
    }

    /// One that is up and knows nothing.
    public static ConvexBackend open(BackendDialect dialect, String key) throws IOException {
        ConvexBackend backend = new ConvexBackend(dialect, key);
        backend.up();
        return backend;
    }

    /// Its address.
    public synchronized URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Begins to listen, where it did before.
    public synchronized void up() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        port = server.getAddress().getPort();
    }

    /// Stops listening.
    public synchronized void down() {
        server.stop(0);
    }

    /// Has an event.
    public synchronized ConvexBackend event(String id, String name, Instant start, Instant end, boolean active) {
        JsonObject event = new JsonObject();
        event.addProperty("id", id);
        event.addProperty("name", name);
        event.addProperty("startTime", start == null ? null : start.toEpochMilli());
        event.addProperty("endTime", end == null ? null : end.toEpochMilli());
        event.addProperty("isActive", active);
        events.put(id, event);
        return this;
    }

    /// Has an event no more.
    public synchronized void forget(String event) {
        events.remove(event);
    }

    /// Makes a list what is given.
    public synchronized ConvexBackend register(String event, String... ids) {
        registered.put(event, new LinkedHashSet<>(List.of(ids)));
        return this;
    }

    /// Fails on a route from now on; null mends it.
    public synchronized void fail(String route, Failure failure) {
        failures.remove(route);
        if (failure != null) {
            failures.put(route, failure);
        }
    }

    /// Fails on every route from now on; null mends all.
    public synchronized void fail(Failure failure) {
        failures.clear();
        fail("", failure);
    }

    /// Answers a route with this text from now on.
    public synchronized void answer(String route, String body) {
        answers.put(route, body);
    }

    /// Adds a header to every answer.
    public synchronized void header(String name, String value) {
        headers.put(name, value);
    }

    /// What was asked so far: method, path and query as they came.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /// What was told to `/event-control` and `/activate-event`.
    public synchronized List<JsonObject> controls() {
        return List.copyOf(controls);
    }

    /// Waits until a caller hung up on an answer of [Failure#FLOOD] or [Failure#DRIP].
    ///
    /// @return false when it did not within half a minute
    public boolean awaitHangUp() throws InterruptedException {
        return misbehaviour.awaitHangUp();
    }

    /// Who is checked in: event, blank, id.
    public synchronized Set<String> attendance() {
        return new LinkedHashSet<>(attendance.keySet());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Failure failure;
            synchronized (this) {
                calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                headers.forEach(exchange.getResponseHeaders()::set);
                failure = failures.getOrDefault(path, failures.get(""));
            }
            if (failure != null) {
                misbehaviour.show(exchange, failure);
            } else if (!key.equals(given(exchange))) {
                send(exchange, dialect == BackendDialect.BEARER ? 403 : 401, "{\"error\":\"Invalid API key\"}");
            } else {
                answer(exchange, path, new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    private String given(HttpExchange exchange) {
        String header = exchange.getRequestHeaders()
                .getFirst(dialect == BackendDialect.BEARER ? "Authorization" : "x-api-key");
        return header == null || dialect == BackendDialect.API_KEY ? header : header.replaceFirst("^Bearer ", "");
    }

    private synchronized void answer(HttpExchange exchange, String path, String body) throws IOException {
        String fixed = answers.get(path);
        if (fixed != null) {
            send(exchange, 200, fixed);
            return;
        }
        switch (exchange.getRequestMethod() + " " + path) {
            case "GET /health" -> send(exchange, 200, "{\"status\":\"ok\",\"version\":\"1.4\",\"timestamp\":1}");
            case "GET /active-events" -> send(exchange, 200, list(true));
            case "GET /events" -> send(exchange, 200, list(false));
            case "GET /registered-devices" -> send(exchange, 200, devices(exchange.getRequestURI().getRawQuery()));
            case "POST /event-control", "POST /activate-event" -> {
                controls.add(JsonParser.parseString(body).getAsJsonObject());
                send(exchange, 200, "{\"success\":true}");
            }
            case "POST /batchCheckIn" -> send(exchange, dialect == BackendDialect.BEARER ? 200 : 404, plain(body));
            case "POST /batch-checkin" -> send(exchange, dialect == BackendDialect.API_KEY ? 200 : 404, each(body));
            default -> send(exchange, 404, "{\"error\":\"No matching routes found\"}");
        }
    }

    private String list(boolean activeOnly) {
        JsonArray found = new JsonArray();
        events.values().stream()
                .filter(event -> !activeOnly || event.get("isActive").getAsBoolean())
                .limit(activeOnly ? 50 : Long.MAX_VALUE)
                .forEach(found::add);
        JsonObject answer = new JsonObject();
        answer.addProperty("success", true);
        answer.add("events", found);
        return answer.toString();
    }

    private String devices(String query) {
        String event = URLDecoder.decode(query.substring("eventId=".length()), StandardCharsets.UTF_8);
        JsonArray found = new JsonArray();
        registered.getOrDefault(event, Set.of()).forEach(found::add);
        JsonObject answer = new JsonObject();
        answer.addProperty("success", true);
        answer.add("deviceUuids", found);
        answer.addProperty("count", found.size());
        return answer.toString();
    }

    /// Dialect A: the event once, no word about single records.
    private String plain(String body) {
        JsonObject batch = JsonParser.parseString(body).getAsJsonObject();
        String event = batch.get("eventId").getAsString();
        JsonArray records = batch.getAsJsonArray("records");
        for (JsonElement element : records) {
            take(event, element.getAsJsonObject());
        }
        return "{\"status\":\"success\",\"received\":" + records.size() + "}";
    }

    /// Dialect B: one result for each record.
    private String each(String body) {
        JsonArray results = new JsonArray();
        Map<String, Integer> counts = new LinkedHashMap<>(Map.of("success", 0, "duplicate", 0, "error", 0));
        for (JsonElement element : JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("records")) {
            JsonObject result = take(element.getAsJsonObject().get("eventId").getAsString(), element.getAsJsonObject());
            counts.merge(result.get("status").getAsString(), 1, Integer::sum);
            results.add(result);
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("success", true);
        answer.addProperty("processed", results.size());
        answer.addProperty("successful", counts.get("success"));
        answer.addProperty("duplicates", counts.get("duplicate"));
        answer.addProperty("errors", counts.get("error"));
        answer.add("results", results);
        return answer.toString();
    }

    private JsonObject take(String event, JsonObject record) {
        String id = record.get("bleUuid").getAsString();
        JsonObject result = new JsonObject();
        result.addProperty("bleUuid", id);
        String error = !events.containsKey(event) ? "Event not found"
                : registered.values().stream().noneMatch(list -> list.contains(id)) ? "User not found"
                : !registered.getOrDefault(event, Set.of()).contains(id) ? "User not registered for this event" : null;
        if (error != null) {
            result.addProperty("status", "error");
            result.addProperty("error", error);
        } else {
            boolean first = attendance.putIfAbsent(event + " " + id, record) == null;
            result.addProperty("status", first ? "success" : "duplicate");
        }
        return result;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (body.startsWith("<")) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        misbehaviour.close();
        down();
    }
}
