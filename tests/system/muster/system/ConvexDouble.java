// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.system.HttpDouble.Call;
import muster.system.HttpDouble.Said;

/// A Convex backend of the dialect with an API key: it de-duplicates by event and person, and says what became of each
/// record. It starts away. Thread-safe.
final class ConvexDouble implements AutoCloseable {

    static final String KEY = "a-key-of-the-tests";

    private final HttpDouble server = HttpDouble.away(this::answer);
    private final Map<String, JsonObject> attendance = new LinkedHashMap<>();
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private final List<String> wrong = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private String key = KEY;
    private long records;
    private int cuts;

    ConvexDouble() throws IOException {}

    String url() {
        return server.url();
    }

    void up() throws IOException {
        server.up();
    }

    void down() throws IOException {
        server.down();
    }

    /// Takes another key from now on.
    synchronized void rekey(String key) {
        this.key = key;
    }

    /// Does not know these people from now on.
    Set<String> strangers() {
        return strangers;
    }

    /// Cuts so many of the next requests off after having taken their records.
    synchronized void cutAfterTaking(int cuts) {
        this.cuts = cuts;
    }

    private synchronized Said answer(Call call) {
        if (!call.header("x-api-key").equals(key)) {
            return new Said(401, "{\"error\":\"Invalid API key\"}");
        }
        if (call.method().equals("GET") && call.path().equals("/health")) {
            return new Said(200, "{\"status\":\"ok\",\"version\":\"1.4\",\"timestamp\":1}");
        }
        if (call.method().equals("GET")) {
            return new Said(200, "{\"success\":true,\"events\":[],\"deviceUuids\":[],\"count\":0}");
        }
        if (!call.path().equals("/batch-checkin") || !call.header("Content-Type").startsWith("application/json")) {
            wrong.add(call.method() + " " + call.path() + " " + call.headers());
            return new Said(404, "{\"error\":\"No matching routes found\"}");
        }
        JsonArray list = JsonParser.parseString(call.text()).getAsJsonObject().getAsJsonArray("records");
        batches.add(list.size());
        JsonArray results = new JsonArray();
        list.forEach(record -> results.add(take(record)));
        if (cuts > 0) {
            cuts--;
            return Said.CUT;
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("success", true);
        answer.addProperty("processed", results.size());
        answer.add("results", results);
        return new Said(200, answer.toString());
    }

    private JsonObject take(JsonElement element) {
        JsonObject record = element.getAsJsonObject();
        records++;
        if (!record.keySet().containsAll(Set.of("bleUuid", "eventId", "timestamp", "scannerSource"))) {
            wrong.add("a record lacks members: " + record);
        }
        String id = record.get("bleUuid").getAsString();
        JsonObject result = new JsonObject();
        result.addProperty("bleUuid", id);
        if (strangers.contains(id)) {
            result.addProperty("status", "error");
            result.addProperty("error", "User not registered for this event");
            return result;
        }
        String known = record.get("eventId").getAsString() + " " + id;
        result.addProperty("status", attendance.putIfAbsent(known, record) == null ? "success" : "duplicate");
        return result;
    }

    /// Who is checked in, as `event id`, in the order of their coming.
    synchronized List<String> attendance() {
        return List.copyOf(attendance.keySet());
    }

    synchronized int count() {
        return attendance.size();
    }

    /// How many records it was sent, those it had already among them.
    synchronized long records() {
        return records;
    }

    /// How many records each request had.
    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    /// Requests that no backend would take.
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        server.close();
    }
}
