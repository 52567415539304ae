// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings of one `[sinks.NAME]` or `[profiles.NAME]` as they are read, a name that is none is a mistake. Not
/// thread-safe.
final class Settings {

    private final String table;
    private final Map<String, Values.Found> given;
    private final List<Key<?>> keys;
    private final Values values;

    /// @param table `sinks.hr`
    /// @param given what stands in it, by name without the table's
    /// @param keys the settings it can have
    Settings(String table, Map<String, Values.Found> given, List<Key<?>> keys, Values values) {
        this.table = table;
        this.given = given;
        this.keys = keys;
        this.values = values;
    }

    /// Tells of names that no setting has.
    void refuseUnknown() {
        given.forEach((name, found) -> {
            if (keys.stream().noneMatch(key -> fits(key, name))) {
                values.mistake(found.where() + ": " + table + "." + name + ": there is no such setting; there are "
                        + String.join(", ", keys.stream().map(Key::name).toList()));
            }
        });
    }

    private static boolean fits(Key<?> key, String name) {
        return key.name().equals(name)
                || key.name().endsWith(".*") && name.startsWith(key.name().substring(0, key.name().length() - 1));
    }

    /// The value of a setting; a text that is not allowed is a mistake and the default stands in.
    <T> T of(Key<T> key) {
        return value(key, key.name(), given.get(key.name()));
    }

    /// The value of a setting, or null when it is not given.
    <T> T given(Key<T> key) {
        return given.containsKey(key.name()) ? of(key) : null;
    }

    /// The value of a setting that must be given.
    <T> T required(Key<T> key) {
        Values.Found found = given.get(key.name());
        if (found == null || found.text().isBlank()) {
            mistake(key, "is missing: " + key.meaning());
        }
        return of(key);
    }

    /// The entries of a table of its own, in their order.
    <T> Map<String, T> table(Key<T> key) {
        String begin = key.name().substring(0, key.name().length() - 1);
        Map<String, T> entries = new LinkedHashMap<>();
        given.forEach((name, found) -> {
            if (name.startsWith(begin)) {
                entries.put(name.substring(begin.length()), value(key, name, found));
            }
        });
        return entries;
    }

    /// Tells of something that no single setting can tell.
    void mistake(String sentence) {
        values.mistake(values.begin(table) + ": " + table + ": " + sentence);
    }

    /// Tells what is wrong with a setting, or with that there is none.
    void mistake(Key<?> key, String sentence) {
        Values.Found found = given.get(key.name());
        values.mistake((found == null ? values.begin(table) : found.where()) + ": " + table + "." + key.name() + ": "
                + sentence);
    }

    private <T> T value(Key<T> key, String name, Values.Found found) {
        if (found != null) {
            try {
                return key.kind().read().value(found.text());
            } catch (IllegalArgumentException e) {
                values.mistake("%s: %s.%s: \"%s\" is not allowed; it takes %s"
                        .formatted(found.where(), table, name, found.shown(), key.kind().allowed()));
            }
        }
        return key.kind().read().value(key.fallback());
    }
}
