// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes sinks and profiles of what stands in the tables `[sinks.NAME]` and `[profiles.NAME]`.
final class SinkReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Values values;
    private final Config.Backend backend;

    SinkReader(Values values, Config.Backend backend) {
        this.values = values;
        this.backend = backend;
    }

    /// The profiles, by name.
    Map<String, ProfileConfig> profiles() {
        Map<String, ProfileConfig> profiles = new LinkedHashMap<>();
        values.tables("profiles").forEach((name, given) -> {
            Settings settings = new Settings("profiles." + name, given, ProfileKeys.all(), values);
            settings.refuseUnknown();
            refuseName(name, settings);
            profiles.put(name, profile(name, settings));
        });
        return profiles;
    }

    private static ProfileConfig profile(String name, Settings s) {
        Map<String, ProfileConfig.DirectionRule> directions = new LinkedHashMap<>();
        s.table(ProfileKeys.DIRECTIONS).forEach((terminal, word) -> directions.put(
                terminal, Kind.word(ProfileConfig.DirectionRule.class).read().value(word)));
        int longest = s.of(ProfileKeys.PIN_LONGEST);
        return new ProfileConfig(
                name,
                s.of(ProfileKeys.SHIFT),
                s.of(ProfileKeys.SINCE),
                Set.copyOf(s.of(ProfileKeys.TERMINALS)),
                Set.copyOf(s.of(ProfileKeys.BRANCHES)),
                Set.copyOf(s.of(ProfileKeys.EVENTS)),
                Set.copyOf(s.of(ProfileKeys.SOURCES)),
                longest == 0 ? Optional.empty() : Optional.of(longest),
                s.of(ProfileKeys.PIN_PATTERN).map(Pattern::pattern),
                s.of(ProfileKeys.PIN_PREFIX),
                s.of(ProfileKeys.PIN_WIDTH),
                Map.copyOf(s.table(ProfileKeys.PINS)),
                s.of(ProfileKeys.DIRECTION),
                Map.copyOf(directions));
    }

    /// The sinks, in the order of the file.
    List<SinkConfig> sinks(Set<String> profiles) {
        List<SinkConfig> sinks = new ArrayList<>();
        values.tables("sinks").forEach((name, given) -> {
            Values.Found type = given.get(TargetKeys.TYPE.name());
            String word = type == null ? "" : type.text();
            Settings settings = new Settings("sinks." + name, given, TargetKeys.of(word), values);
            if (!TargetKeys.types().contains(word)) {
                settings.mistake(TargetKeys.TYPE, "it must be one of " + String.join(", ", TargetKeys.types()));
                return;
            }
            settings.refuseUnknown();
            refuseName(name, settings);
            SinkConfig sink = sink(name, word, settings, profiles);
            refuseSameFiles(sink, sinks, settings);
            sinks.add(sink);
        });
        return sinks;
    }

    /// Two sinks in one place would each write the other's file anew, without what only the other was given.
    private static void refuseSameFiles(SinkConfig sink, List<SinkConfig> before, Settings settings) {
        if (sink.target() instanceof Target.Files files && !files.folder().equals(Path.of(""))) {
            before.stream()
                    .filter(other -> other.target() instanceof Target.Files theirs
                            && place(theirs).equals(place(files)))
                    .findFirst()
                    .ifPresent(other -> settings.mistake("it has folder, layout and format of sinks." + other.name()
                            + "; give it a folder of its own"));
        }
    }

    private static List<Object> place(Target.Files files) {
        return List.of(files.folder().toAbsolutePath().normalize(), files.layout(), files.format());
    }

    private static void refuseName(String name, Settings settings) {
        if (!NAME.matcher(name).matches()) {
            settings.mistake("its name must be 1 to 64 letters, digits, - or _");
        }
    }

    private SinkConfig sink(String name, String type, Settings s, Set<String> profiles) {
        Optional<String> profile = s.of(TargetKeys.PROFILE);
        profile.filter(wanted -> !profiles.contains(wanted)).ifPresent(wanted ->
                s.mistake(TargetKeys.PROFILE, "there is no [profiles." + wanted + "]"));
        int batch = s.of(TargetKeys.BATCH);
        return new SinkConfig(
                name,
                s.of(TargetKeys.MODE),
                s.of(TargetKeys.INTERVAL),
                s.of(TargetKeys.BEGIN),
                batch == 0 ? Optional.empty() : Optional.of(batch),
                s.of(TargetKeys.WAIT_MAX),
                profile,
                new LinkedHashSet<>(s.of(TargetKeys.KINDS)),
                target(type, s));
    }

    private Target target(String type, Settings s) {
        return switch (type) {
            case "convex" -> convex(s);
            case "erpnext" -> erpnext(s);
            case "odoo" -> new Target.Odoo(
                    url(s, TargetKeys.ODOO_URL),
                    s.of(TargetKeys.ODOO_PROTOCOL),
                    some(s.of(TargetKeys.ODOO_DATABASE)),
                    some(s.of(TargetKeys.ODOO_USER)),
                    file(s, TargetKeys.ODOO_KEY_FILE),
                    s.of(TargetKeys.ODOO_MATCH));
            case "sql" -> sql(s);
            case "access" -> new Target.Access(
                    file(s, TargetKeys.ACCESS_FILE),
                    s.of(TargetKeys.ACCESS_CREATE_PEOPLE),
                    s.of(TargetKeys.ACCESS_LOCK_WAIT));
            case "webhook" -> webhook(s);
            default -> new Target.Files(
                    file(s, TargetKeys.FILE_FOLDER),
                    s.of(TargetKeys.FILE_FORMAT),
                    s.of(TargetKeys.FILE_LAYOUT),
                    s.of(TargetKeys.FILE_BY),
                    s.of(TargetKeys.FILE_DAY_ENDS),
                    s.of(TargetKeys.FILE_DECIMAL_COMMA),
                    s.of(TargetKeys.FILE_MARK));
        };
    }

    private Target convex(Settings s) {
        Optional<URI> url = s.of(TargetKeys.CONVEX_URL).or(backend::url);
        Optional<Path> key = s.of(TargetKeys.CONVEX_KEY_FILE).or(backend::keyFile);
        if (url.isEmpty()) {
            s.mistake(TargetKeys.CONVEX_URL, "it is missing, and backend.url too");
        }
        if (key.isEmpty()) {
            s.mistake(TargetKeys.CONVEX_KEY_FILE, "it is missing, and backend.key_file too");
        }
        String word = s.of(TargetKeys.CONVEX_DIALECT);
        BackendDialect dialect =
                word.isEmpty() ? backend.dialect() : Kind.word(BackendDialect.class).read().value(word);
        return new Target.Convex(url.orElse(URI.create("http:/")), key.orElse(Path.of("")), dialect);
    }

    private static Target erpnext(Settings s) {
        Map<String, List<String>> shifts = new LinkedHashMap<>();
        s.table(TargetKeys.ERPNEXT_SHIFTS).forEach((shift, terminals) -> {
            if (terminals.isBlank()) {
                s.mistake("shifts." + shift + " names no terminal");
            }
            shifts.put(shift, Arrays.stream(terminals.split(",")).map(String::strip).toList());
        });
        return new Target.Erpnext(
                url(s, TargetKeys.ERPNEXT_URL),
                file(s, TargetKeys.ERPNEXT_KEY_FILE),
                s.of(TargetKeys.ERPNEXT_MODULE),
                s.of(TargetKeys.ERPNEXT_FIELD),
                s.of(TargetKeys.ERPNEXT_LOG_TYPE),
                s.of(TargetKeys.ERPNEXT_INACTIVE),
                s.of(TargetKeys.ERPNEXT_SKIP_AUTO),
                s.of(TargetKeys.ERPNEXT_LATITUDE),
                s.of(TargetKeys.ERPNEXT_LONGITUDE),
                shifts,
                s.of(TargetKeys.ERPNEXT_PARALLEL));
    }

    private static Target sql(Settings s) {
        String layout = s.of(TargetKeys.SQL_LAYOUT);
        String table = s.of(TargetKeys.SQL_TABLE);
        Map<String, String> columns = s.table(TargetKeys.SQL_COLUMNS);
        if (layout.equals("own") && (table.isEmpty() || columns.isEmpty())) {
            s.mistake("layout own needs a table and its columns");
        }
        String usual = layout.equals("hrbook") ? "att_raw_data" : "punches";
        return new Target.Sql(
                s.required(TargetKeys.SQL_URL),
                some(s.of(TargetKeys.SQL_USER)),
                s.of(TargetKeys.SQL_PASSWORD_FILE),
                layout,
                table.isEmpty() ? usual : table,
                columns,
                s.of(TargetKeys.SQL_KEY),
                s.of(TargetKeys.SQL_CONFLICT),
                s.of(TargetKeys.SQL_CREATE),
                s.of(TargetKeys.SQL_DEVICE_PREFIX));
    }

    private static Target webhook(Settings s) {
        List<Path> secrets = s.of(TargetKeys.WEBHOOK_SECRET_FILES);
        if (secrets.isEmpty() || secrets.size() > 2) {
            s.mistake(TargetKeys.WEBHOOK_SECRET_FILES,
                    "name one file, or two while one secret takes over from the other");
        }
        return new Target.Webhook(
                url(s, TargetKeys.WEBHOOK_URL),
                secrets,
                s.of(TargetKeys.WEBHOOK_FORM),
                s.of(TargetKeys.WEBHOOK_PRIVATE),
                s.of(TargetKeys.WEBHOOK_SITE));
    }

    private static URI url(Settings s, Key<Optional<URI>> key) {
        return s.required(key).orElse(URI.create("http:/"));
    }

    private static Path file(Settings s, Key<Optional<Path>> key) {
        return s.required(key).orElse(Path.of(""));
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }
}
