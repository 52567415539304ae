// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import muster.app.key.KeyBook;

/// Reads the configuration: defaults, then the file, then `MUSTER_…` variables, then flags.
///
/// @param file the TOML file, or null for none
/// @param environment the environment variables
/// @param flags settings given on the command line as `name=value`, in order
public record ConfigReader(Path file, Map<String, String> environment, List<String> flags) {

    /// Variables that begin like settings and are none: they are for the launcher and for commands that
    /// ask a daemon.
    private static final Set<String> NOT_SETTINGS = Set.of("MUSTER_JAVA_OPTS", "MUSTER_URL", "MUSTER_KEY_FILE",
            "MUSTER_CA");

    /// Types of sinks and channels whose addresses are secrets at many receivers.
    private static final Set<String> SECRET_PATHS = Set.of("webhook", "http");

    /// One setting as `config show` prints it.
    ///
    /// @param name section and key
    /// @param value the text in force
    /// @param where `default`, `file:line:column`, the variable or the flag
    public record Shown(String name, String value, String where) {}

    /// Reads everything.
    ///
    /// @throws ConfigException with every mistake there is
    public Config read() throws ConfigException {
        Values values = values();
        values.resolve(Credentials.of(environment));
        Config config = Config.from(values);
        if (values.mistakes().isEmpty()) {
            check(config, values);
        }
        if (!values.mistakes().isEmpty()) {
            throw new ConfigException(values.mistakes());
        }
        return config;
    }

    /// Every setting in force and where it comes from; wrong ones are shown as they stand.
    public List<Shown> shown() {
        Values values = values();
        List<Shown> shown = new ArrayList<>();
        for (Key<?> key : Keys.all()) {
            Values.Found text = values.text(key);
            boolean secret = key == HeartbeatKeys.URL;
            shown.add(new Shown(key.name(), secret ? hostOnly(text.shown()) : text.shown(), text.where()));
        }
        for (String name : List.of("profiles", "sinks", "rules", "channels")) {
            values.tables(name).forEach((table, given) -> {
                Values.Found type = given.get("type");
                boolean webhook = type != null && SECRET_PATHS.contains(type.text());
                given.forEach((key, text) -> shown.add(new Shown(name + "." + table + "." + key,
                        webhook ? withoutSecret(key, text.shown()) : text.shown(), text.where())));
            });
        }
        return shown;
    }

    /// The text of every setting in force, by its name; secrets as they stand, so this is for comparing only.
    public SortedMap<String, String> texts() {
        Values values = values();
        SortedMap<String, String> texts = new TreeMap<>();
        Keys.all().forEach(key -> texts.put(key.name(), values.text(key).text()));
        for (String name : List.of("profiles", "sinks", "rules", "channels")) {
            values.tables(name).forEach((table, given) ->
                    given.forEach((key, text) -> texts.put(name + "." + table + "." + key, text.text())));
        }
        return texts;
    }

    /// People write keys into headers, too.
    private static String withoutSecret(String key, String text) {
        return key.equals("url") ? hostOnly(text) : key.startsWith("headers.") ? "***" : text;
    }

    /// The path of a webhook is a secret at many receivers.
    private static String hostOnly(String url) {
        return url.replaceFirst("^(\\w+://[^/?#]*[/?#]).+", "$1***");
    }

    private Values values() {
        Values values = new Values();
        if (file != null) {
            readFile(values);
        }
        environment.forEach((name, text) -> {
            if (name.startsWith("MUSTER_") && !NOT_SETTINGS.contains(name)) {
                take(name, text, values);
            }
        });
        for (String flag : flags) {
            int equals = flag.indexOf('=');
            if (equals < 1) {
                values.mistake("--set " + flag + ": write it as name=value, such as push.unknown=hold");
            } else {
                values.put(flag.substring(0, equals), flag.substring(equals + 1), "command line");
            }
        }
        return values;
    }

    private void readFile(Values values) {
        try {
            TomlFile.read(file, values);
        } catch (NoSuchFileException e) {
            values.mistake(file + ": there is no such file; name another with --config");
        } catch (AccessDeniedException e) {
            values.mistake(file + ": it cannot be read: the user muster runs as has no right to");
        } catch (CharacterCodingException e) {
            values.mistake(file + ": it is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            values.mistake(file + ": it cannot be read: " + e.getMessage());
        }
    }

    private static void take(String variable, String text, Values values) {
        String where = "environment " + variable;
        Keys.all().stream()
                .filter(key -> key.variable().equals(variable))
                .findFirst()
                .ifPresentOrElse(
                        key -> values.put(key.name(), text, where),
                        () -> values.mistake(where + ": there is no such setting"
                                + Nearest.hint(variable, Key::variable)));
    }

    /// What no single setting can tell.
    private static void check(Config config, Values values) {
        boolean loopback = config.api().listen().getAddress().isLoopbackAddress();
        boolean made = Files.exists(new KeyBook(config.data()).file());
        if (!loopback && !made && config.api().keyFile().isEmpty()) {
            values.mistake(values.text(Keys.API_LISTEN).where()
                    + ": api.listen: an address other hosts can reach needs a key; "
                    + "make one with muster keys create, or name a file with one in api.key_file");
        }
        config.api().keyFile().ifPresent(file -> checkKey(Keys.API_KEY_FILE, file, values));
        config.backup().keyFile().ifPresent(file -> checkKey(Keys.BACKUP_KEY_FILE, file, values));
        if (config.push().requestTime().compareTo(config.push().headTime()) < 0) {
            values.mistake(values.text(Keys.PUSH_REQUEST_TIME).where()
                    + ": push.request_time: it must not be shorter than push.head_time");
        }
    }

    private static void checkKey(Key<?> key, Path file, Values values) {
        try {
            KeyFile.read(file);
        } catch (IOException e) {
            values.mistake(values.text(key).where() + ": " + key.name() + ": " + e.getMessage());
        }
    }
}
