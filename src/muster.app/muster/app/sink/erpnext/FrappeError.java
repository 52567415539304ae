// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.app.convex.PlainText;
import muster.app.sink.http.Reply;
import muster.model.Json;

/// What Frappe says when it does not do as it was told: the class of the exception in `exc_type`, its text in
/// `exception`, in the last line of the tracebacks in `exc` and in `_server_messages`, the latter two as JSON in JSON
/// text. Which of them there are depends on the version and the site's settings. Immutable.
///
/// @param type class of the exception, or empty
/// @param text what it says to people, one line
/// @param words all it says, in lower case, to look for words in
record FrappeError(String type, String text, String words) {

    private static final int LONGEST = 300;

    /// Reads it; a reply that is no JSON object has no type and no words.
    static FrappeError of(Reply reply) {
        JsonObject object = reply.object().orElseGet(JsonObject::new);
        List<String> messages = new ArrayList<>();
        for (String one : list(string(object, "_server_messages"))) {
            messages.add(message(one));
        }
        for (String name : List.of("exception", "_error_message", "message")) {
            messages.add(string(object, name));
        }
        List<String> traces = list(string(object, "exc"));
        traces.forEach(trace -> messages.add(lastLine(trace)));
        messages.removeIf(String::isBlank);
        String type = string(object, "exc_type");
        String text = messages.isEmpty() ? reply.line(LONGEST) : plain(messages.getFirst());
        String words = plain(String.join(" ", messages) + " " + String.join(" ", traces), 1 << 16);
        return new FrappeError(type, text, (type + " " + words).toLowerCase(Locale.ROOT));
    }

    /// Whether it says one of these, written in lower case.
    boolean says(String... parts) {
        return List.of(parts).stream().anyMatch(words::contains);
    }

    private static String string(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /// The texts in a JSON array that stands in a text; the text itself when it is none.
    private static List<String> list(String text) {
        List<String> texts = new ArrayList<>();
        try {
            if (!text.isBlank()) {
                for (JsonElement each : Json.parse(text, JsonArray.class)) {
                    texts.add(each.isJsonPrimitive() ? each.getAsString() : each.toString());
                }
            }
        } catch (JsonParseException e) {
            texts.add(text);
        }
        return texts;
    }

    private static String message(String text) {
        try {
            return string(Json.parse(text, JsonObject.class), "message");
        } catch (JsonParseException e) {
            return text;
        }
    }

    private static String lastLine(String trace) {
        List<String> lines = trace.strip().lines().toList();
        return lines.isEmpty() ? "" : lines.getLast().strip();
    }

    private static String plain(String text) {
        return plain(text, LONGEST);
    }

    private static String plain(String text, int most) {
        return PlainText.line(text.replaceAll("<[^<>]{0,500}>", " "), most);
    }
}
