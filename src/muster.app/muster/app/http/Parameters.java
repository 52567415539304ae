// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.model.Json;

/// The parameters behind the `?`. One that nobody knows, comes twice or is empty is an error: a
/// misspelt filter must not answer everything. Immutable.
final class Parameters {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /// @param raw what follows the `?` as received, or null
    /// @param known the names there are
    static Parameters read(String raw, List<String> known) throws Rejection {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (!known.contains(name)) {
                throw Rejection.invalid("there is no parameter \"" + name + "\" here; there "
                        + (known.isEmpty() ? "is none at all" : "are " + String.join(", ", known)));
            }
            if (value.isEmpty()) {
                throw Rejection.invalid(name + " is empty; give it a value or leave it out");
            }
            if (values.put(name, value) != null) {
                throw Rejection.invalid(name + " is given twice; give it once");
            }
        }
        return new Parameters(values);
    }

    /// A text, or null when it is not given.
    String text(String name) {
        return values.get(name);
    }

    /// A whole number within a range.
    int number(String name, int least, int greatest, int fallback) throws Rejection {
        Long number = place(name);
        if (number == null) {
            return fallback;
        }
        if (number < least || number > greatest) {
            throw Rejection.invalid(name + " must be from " + least + " to " + greatest + ", not " + number);
        }
        return number.intValue();
    }

    /// A place in the journal, or null when it is not given.
    Long place(String name) throws Rejection {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Rejection.invalid(name + " must be a whole number, not \"" + text + "\"");
        }
        return Long.valueOf(text);
    }

    /// One of some words, or null when it is not given.
    <E extends Enum<E>> E word(String name, Class<E> type) throws Rejection {
        List<String> words = Arrays.stream(type.getEnumConstants()).map(Json::word).toList();
        String text = choice(name, words, null);
        return text == null ? null : type.getEnumConstants()[words.indexOf(text)];
    }

    /// One of some words.
    String choice(String name, List<String> allowed, String fallback) throws Rejection {
        String text = values.get(name);
        if (text != null && !allowed.contains(text)) {
            throw Rejection.invalid(name + " must be one of " + String.join(", ", allowed) + ", not \"" + text + "\"");
        }
        return text == null ? fallback : text;
    }

    /// The begin of a time, or null when it is not given: a day counts from its first second.
    LocalDateTime from(String name) throws Rejection {
        return time(name, 0);
    }

    /// The end of a time, itself no longer in it, or null when it is not given: a day counts to its last
    /// second.
    LocalDateTime to(String name) throws Rejection {
        return time(name, 1);
    }

    private LocalDateTime time(String name, int daysBehind) throws Rejection {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        try {
            return text.length() > 10
                    ? LocalDateTime.parse(text, MOMENT)
                    : LocalDate.parse(text, DAY).plusDays(daysBehind).atStartOfDay();
        } catch (DateTimeException e) {
            throw Rejection.invalid(name + " must be a local time such as 2026-11-20, 2026-11-20T08:00 or "
                    + "2026-11-20T08:00:05, not \"" + text + "\"");
        }
    }
}
