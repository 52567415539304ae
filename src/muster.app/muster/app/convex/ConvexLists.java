// SPDX-License-Identifier: Apache-2.0
package muster.app.convex;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import muster.app.convex.ConvexProblem.Kind;

/// Reads the lists in the backend's answers. An entry nobody can use is left out; a list of nothing else, or one
/// that is not there, is a problem, so that it is never taken for an empty one.
final class ConvexLists {

    private static final int EVENTS = 2_000;
    private static final int PEOPLE = 50_000;

    /// The latest moment of a Gregorian calendar with four digits, in milliseconds.
    private static final double LATEST = 253_402_300_799_999d;

    private ConvexLists() {}

    /// The events of `events[]`.
    ///
    /// @param from who answered, for people
    static List<ConvexEvent> events(String from, JsonObject answer) throws ConvexProblem {
        return list(from, answer, "events", EVENTS, ConvexLists::event);
    }

    /// The ids of `deviceUuids[]`.
    ///
    /// @param from who answered, for people
    static List<String> people(String from, JsonObject answer) throws ConvexProblem {
        return list(from, answer, "deviceUuids", PEOPLE, element -> text(element).filter(id -> !id.isBlank()));
    }

    private static <T> List<T> list(
            String from, JsonObject answer, String member, int most, Function<JsonElement, Optional<T>> read)
            throws ConvexProblem {
        if (!(answer.get(member) instanceof JsonArray array)) {
            throw problem(from + " tells no list \"" + member + "\"");
        }
        if (array.size() > most) {
            throw problem(from + " tells " + array.size() + " \"" + member + "\", more than " + most);
        }
        List<T> found = new ArrayList<>(array.size());
        array.forEach(element -> read.apply(element).ifPresent(found::add));
        if (found.isEmpty() && !array.isEmpty()) {
            throw problem(from + " tells \"" + member + "\" of which none can be used");
        }
        return found;
    }

    private static Optional<ConvexEvent> event(JsonElement element) {
        if (!(element instanceof JsonObject event)) {
            return Optional.empty();
        }
        boolean active = text(event.get("isActive")).map(word -> !word.equals("false")).orElse(true);
        return text(event.get("id")).or(() -> text(event.get("_id")))
                .filter(id -> !id.isBlank())
                .map(id -> new ConvexEvent(id, text(event.get("name")).orElse(null), moment(event.get("startTime")),
                        moment(event.get("endTime")), active));
    }

    private static Optional<String> text(JsonElement element) {
        return element != null && element.isJsonPrimitive() ? Optional.of(element.getAsString()) : Optional.empty();
    }

    /// Milliseconds since 1970 or a time as RFC 3339 has it; null for anything else.
    private static Instant moment(JsonElement element) {
        String text = text(element).orElse("").strip();
        try {
            if (!text.matches("-?[0-9][0-9.eE+-]{0,30}")) {
                return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
            }
            double millis = Double.parseDouble(text);
            return Math.abs(millis) <= LATEST ? Instant.ofEpochMilli((long) millis) : null;
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static ConvexProblem problem(String sentence) {
        return new ConvexProblem(Kind.NONSENSE, 200, sentence,
                "backend and muster do not fit together; look at backend.url; what was fetched before is used");
    }
}
