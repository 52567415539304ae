// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import muster.model.Json;

/// The parameters of a request; what is null is left out. For one thread.
final class Query {

    private final List<String> parts = new ArrayList<>();

    /// @param value a text, a number, one of some words, or a local time, which goes to the second
    Query and(String name, Object value) {
        if (value != null) {
            parts.add(name + "=" + encoded(text(value)));
        }
        return this;
    }

    private static String text(Object value) {
        return switch (value) {
            case Enum<?> word -> Json.word(word);
            case LocalDateTime time -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.withNano(0));
            default -> value.toString();
        };
    }

    /// The parameters as they stand behind a path: empty, or `?a=1&b=2`.
    @Override
    public String toString() {
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /// A text as one segment of a path or one value of a parameter.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
