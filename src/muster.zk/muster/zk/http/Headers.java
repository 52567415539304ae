// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The header fields of a request; names are compared without case. Immutable.
public final class Headers {

    /// No fields at all.
    public static final Headers EMPTY = new Headers(Map.of());

    private final Map<String, List<String>> fields;

    private Headers(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /// Fields already parsed elsewhere, such as the JDK server's.
    public static Headers of(Map<String, List<String>> fields) {
        Map<String, List<String>> lower = new LinkedHashMap<>();
        fields.forEach((name, values) -> values.forEach(value ->
                lower.computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>()).add(value.strip())));
        return new Headers(lower);
    }

    /// Reads header lines, without their line ends and with folds already joined. A line without a
    /// colon is passed over.
    static Headers parse(List<String> lines) {
        Map<String, List<String>> lower = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                lower.computeIfAbsent(name, absent -> new ArrayList<>()).add(line.substring(colon + 1).strip());
            }
        }
        return new Headers(lower);
    }

    /// The first value of a field, one character per byte; null without the field.
    public String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    /// Every value of a field in the order they came; empty without the field.
    public List<String> values(String name) {
        return Collections.unmodifiableList(fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    /// Whether a field's comma list holds this word, compared without case.
    public boolean lists(String name, String word) {
        for (String value : values(name)) {
            for (String item : value.split(",")) {
                if (item.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The field names in lower case, in the order they first came.
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /// The names only: values carry tokens.
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
