// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The text of every setting and where it was found, the last one given wins. Not thread-safe; used
/// while the configuration is read.
final class Values {

    /// A text and the place it stands at: `muster.toml:3:5`, an environment variable, a flag.
    record Found(String text, String where) {

        /// The text as people may see it: a password that somebody wrote into an address is left out.
        String shown() {
            return text.replaceAll("(?i)(passw(?:or)?d=)[^&;\\s]*", "$1***")
                    .replaceAll("://[^/@\\s]*:[^/@\\s]*@", "://***@");
        }
    }

    /// What there may be several of, each with a name of its own.
    private static final Set<String> TABLES = Set.of("sinks", "profiles", "rules", "channels");

    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, Found>>> tables = new LinkedHashMap<>();
    private final Map<String, String> begins = new LinkedHashMap<>();
    private final List<String> mistakes = new ArrayList<>();

    /// Takes a setting; a name that no setting has is a mistake that names the nearest one.
    void put(String name, String text, String where) {
        String[] path = name.split("\\.", 3);
        if (path.length == 3 && isTable(path[0])) {
            table(path[0], path[1], where).put(path[2], new Found(text, where));
        } else if (!Keys.known(name)) {
            mistakes.add(where + ": " + name + ": there is no such setting" + Nearest.hint(name, Key::name));
        } else {
            found.put(name, new Found(text, where));
        }
    }

    /// Whether there may be several tables below a name.
    static boolean isTable(String name) {
        return TABLES.contains(name);
    }

    /// What stands in a table, which may be nothing yet.
    ///
    /// @param name what it is one of, such as `sinks`
    /// @param own its own name
    /// @param where it begins, if this is the first that is known of it
    Map<String, Found> table(String name, String own, String where) {
        begins.putIfAbsent(name + "." + own, where);
        return tables.computeIfAbsent(name, _ -> new LinkedHashMap<>())
                .computeIfAbsent(own, _ -> new LinkedHashMap<>());
    }

    /// Where a table begins.
    ///
    /// @param table its whole name, such as `sinks.hr`
    String begin(String table) {
        return begins.get(table);
    }

    /// Puts the files that the settings mean in place of what they are called.
    void resolve(Credentials credentials) {
        found.replaceAll((name, each) -> new Found(credentials.files(name, each.text()), each.where()));
        tables.values().forEach(kind -> kind.values().forEach(table -> table.replaceAll(
                (name, each) -> new Found(credentials.files(name, each.text()), each.where()))));
    }

    void mistake(String line) {
        mistakes.add(line);
    }

    List<String> mistakes() {
        return mistakes;
    }

    /// The tables of a name, such as `sinks`: what stands in each, by its own name.
    Map<String, Map<String, Found>> tables(String name) {
        return tables.getOrDefault(name, Map.of());
    }

    /// The value of a setting; a text that is not allowed is a mistake and the default stands in.
    <T> T of(Key<T> key) {
        Found given = found.getOrDefault(key.name(), new Found(key.fallback(), "default"));
        try {
            return key.kind().read().value(given.text());
        } catch (IllegalArgumentException e) {
            mistakes.add("%s: %s: \"%s\" is not allowed; it takes %s"
                    .formatted(given.where(), key.name(), given.shown(), key.kind().allowed()));
            return key.kind().read().value(key.fallback());
        }
    }

    /// The text in force and where it comes from.
    Found text(Key<?> key) {
        return found.getOrDefault(key.name(), new Found(key.fallback(), "default"));
    }
}
