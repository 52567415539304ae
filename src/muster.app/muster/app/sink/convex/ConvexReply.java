// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.convex;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import muster.app.convex.PlainText;
import muster.app.sink.Answer;
import muster.app.sink.Trouble;
import muster.app.sink.convex.ConvexSink.Taken;
import muster.app.sink.http.Reply;

/// Reads what a Convex backend says to check-ins it let in (product.md section 5.1). Only what it says is believed:
/// a record it does not speak of is sent again.
final class ConvexReply {

    private static final String TEXT = "the backend's answer to check-ins";

    private ConvexReply() {}

    /// `{status:"success", received:N}`.
    ///
    /// @param sent how many records were
    static Taken bearer(Reply reply, int sent) {
        JsonObject object = reply.object().orElse(null);
        if (object == null || !word(object, "status").equalsIgnoreCase("success")) {
            return Taken.none(reply.strange(TEXT));
        }
        int received = object.has("received") ? number(object.get("received")) : sent;
        if (received < 0) {
            return Taken.none(reply.strange(TEXT));
        }
        List<Answer> each = Collections.nCopies(Math.min(received, sent), Answer.delivered(null));
        return taken(reply, each, sent);
    }

    /// `{success, results:[{bleUuid, status, attendanceId?, error?}]}`.
    ///
    /// @param sent the ids, in the order of the records
    static Taken keyed(Reply reply, List<String> sent) {
        JsonObject object = reply.object().orElse(null);
        if (object == null || word(object, "success").equals("false")
                || !(object.get("results") instanceof JsonArray results)) {
            return Taken.none(reply.strange(TEXT));
        }
        List<JsonObject> ordered = ordered(results, sent);
        List<Answer> each = new ArrayList<>(sent.size());
        for (JsonObject result : ordered) {
            Optional<Answer> answer = answer(result);
            if (answer.isEmpty()) {
                break;
            }
            each.add(answer.get());
        }
        return taken(reply, each, sent.size());
    }

    /// Results in the order of the records, up to the first record that has none.
    private static List<JsonObject> ordered(JsonArray results, List<String> sent) {
        Map<String, Deque<JsonObject>> byId = new HashMap<>();
        Deque<JsonObject> nameless = new ArrayDeque<>();
        for (JsonElement element : results) {
            if (element instanceof JsonObject result) {
                String id = word(result, "bleUuid");
                (id.isEmpty() ? nameless : byId.computeIfAbsent(id, _ -> new ArrayDeque<>())).add(result);
            }
        }
        // one that names nobody can only be told by its place, and only when every place has one
        boolean byPlace = nameless.size() == sent.size() && byId.isEmpty();
        List<JsonObject> ordered = new ArrayList<>(sent.size());
        for (String id : sent) {
            Deque<JsonObject> found = byPlace ? nameless : byId.getOrDefault(id, new ArrayDeque<>());
            if (found.isEmpty()) {
                break;
            }
            ordered.add(found.removeFirst());
        }
        return ordered;
    }

    private static Optional<Answer> answer(JsonObject result) {
        String error = PlainText.line(word(result, "error"), 500);
        return switch (word(result, "status")) {
            case "success" -> Optional.of(Answer.delivered(given(word(result, "attendanceId"))));
            case "duplicate" -> Optional.of(Answer.duplicate(given(error)));
            case "error" -> Optional.of(Answer.setAside(reason(error), error.isEmpty() ? "error" : error));
            default -> Optional.empty();
        };
    }

    /// The class of a backend's words.
    private static String reason(String error) {
        String low = error.toLowerCase(Locale.ROOT);
        if (low.contains("not registered")) {
            return "not_registered";
        }
        if (low.contains("user not found")) {
            return "unknown_person";
        }
        return low.contains("event not found") ? "unknown_event" : "refused";
    }

    private static Taken taken(Reply reply, List<Answer> each, int sent) {
        Trouble missing = each.size() == sent ? null : Trouble.retry(reply.from() + " answered for " + each.size()
                + " of " + sent + " records; the others are sent again", reply.retryAfter());
        return new Taken(each, missing, reply.line(200));
    }

    private static int number(JsonElement element) {
        try {
            return element.getAsInt();
        } catch (RuntimeException e) {
            return -1;
        }
    }

    private static String given(String text) {
        return text.isEmpty() ? null : PlainText.line(text, 200);
    }

    private static String word(JsonObject object, String member) {
        JsonElement element = object.get(member);
        return element != null && element.isJsonPrimitive() ? element.getAsString() : "";
    }
}
