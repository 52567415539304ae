// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every setting a `[sinks.NAME]` can have, by its type. The names are without `sinks.NAME.`; a name that ends in `.*`
/// is a table of its own.
final class TargetKeys {

    private static final Map<String, List<Key<?>>> BY_TYPE = new LinkedHashMap<>();
    private static List<Key<?>> now = type("");

    static final Key<String> TYPE = key("type", "file", TextKinds.oneOf(types()),
            "What kind of place it is.");
    static final Key<SinkConfig.Mode> MODE = key("mode", "live", Kind.word(SinkConfig.Mode.class),
            "When it delivers: at once, every interval, when told, or when an event ends.");
    static final Key<Duration> INTERVAL = key("interval", "30s", Kind.time("1s", "24h"),
            "How often, in the mode interval.");
    static final Key<SinkConfig.Begin> BEGIN = key("begin", "start", Kind.word(SinkConfig.Begin.class),
            "Where a new sink begins: with the first record of the journal, or with what comes from now on.");
    static final Key<Integer> BATCH = key("batch", "0", Kind.number(0, 1000),
            "How many records at once; 0 = as many as suits its type.");
    static final Key<Duration> WAIT_MAX = key("wait_max", "5m", Kind.time("1s", "24h"),
            "The longest pause between two attempts while the target fails.");
    static final Key<Optional<String>> PROFILE = key("profile", "", TextKinds.optionalName(),
            "The profile its records go through; \"\" = none.");
    static final Key<List<String>> KINDS = key("kinds", "punch", TextKinds.factKinds(),
            "Which kinds of facts it is for.");

    static {
        now = type("convex");
    }

    static final Key<Optional<URI>> CONVEX_URL = key("url", "", Kind.optionalUrl(),
            "The deployment's .convex.site address; \"\" = backend.url.");
    static final Key<Optional<Path>> CONVEX_KEY_FILE = key("key_file", "", Kind.optionalPath(),
            "File whose first line is the key; \"\" = backend.key_file.");
    static final Key<String> CONVEX_DIALECT = key("dialect", "", TextKinds.oneOf(List.of("", "api-key", "bearer")),
            "As backend.dialect; \"\" = the same.");

    static {
        now = type("erpnext");
    }

    static final Key<Optional<URI>> ERPNEXT_URL = key("url", "", Kind.optionalUrl(), "The site's address.");
    static final Key<Optional<Path>> ERPNEXT_KEY_FILE = key("key_file", "", Kind.optionalPath(),
            "File whose first line is API_KEY:API_SECRET.");
    static final Key<String> ERPNEXT_MODULE = key("module", "hrms", TextKinds.oneOf(List.of("hrms", "erpnext")),
            "hrms from version 14 on, erpnext before.");
    static final Key<String> ERPNEXT_FIELD = key("field", "attendance_device_id", Kind.name(),
            "The employee's field that holds the PIN.");
    static final Key<Boolean> ERPNEXT_LOG_TYPE = key("log_type", "true", TextKinds.truth(),
            "Whether in and out are told; the site may want it.");
    static final Key<Target.Inactive> ERPNEXT_INACTIVE = key("inactive", "set-aside", Kind.word(Target.Inactive.class),
            "Punches of employees who left: dead letters, or left out.");
    static final Key<Boolean> ERPNEXT_SKIP_AUTO = key("skip_auto_attendance", "false", TextKinds.truth(),
            "Told with every punch: the site makes no attendance of it.");
    static final Key<Optional<Double>> ERPNEXT_LATITUDE = key("latitude", "", TextKinds.optionalDegrees(90),
            "Where the site is, if it wants to know.");
    static final Key<Optional<Double>> ERPNEXT_LONGITUDE = key("longitude", "", TextKinds.optionalDegrees(180),
            "Where the site is, if it wants to know.");
    static final Key<String> ERPNEXT_SHIFTS = key("shifts.*", "", TextKinds.text(1024),
            "For a shift type, its terminals: its last sync moves to the oldest complete time of them all.");
    static final Key<Integer> ERPNEXT_PARALLEL = key("parallel", "1", Kind.number(1, 16),
            "How many requests at the same time; those of one person stay in order.");

    static {
        now = type("odoo");
    }

    static final Key<Optional<URI>> ODOO_URL = key("url", "", Kind.optionalUrl(), "The server's address.");
    static final Key<Optional<Path>> ODOO_KEY_FILE = key("key_file", "", Kind.optionalPath(),
            "File whose first line is the API key; for json-rpc the password may stand there.");
    static final Key<String> ODOO_PROTOCOL = key("protocol", "json-2", TextKinds.oneOf(List.of("json-2", "json-rpc")),
            "json-2 from Odoo 19 on, json-rpc before.");
    static final Key<String> ODOO_DATABASE = key("database", "", TextKinds.text(128), "Its name; \"\" = the only one.");
    static final Key<String> ODOO_USER = key("user", "", TextKinds.text(128), "Login, for json-rpc.");
    static final Key<String> ODOO_MATCH = key("match", "pin", TextKinds.oneOf(List.of("pin", "barcode")),
            "The employee's field that holds the PIN.");

    static {
        now = type("sql");
    }

    static final Key<String> SQL_URL = key("url", "", TextKinds.jdbc(),
            "jdbc:postgresql://HOST/DATABASE, jdbc:mariadb:… or jdbc:mysql:…; no password in it.");
    static final Key<String> SQL_USER = key("user", "", TextKinds.text(128), "Login.");
    static final Key<Optional<Path>> SQL_PASSWORD_FILE = key("password_file", "", Kind.optionalPath(),
            "File whose first line is the password.");
    static final Key<String> SQL_LAYOUT = key("layout", "neutral", TextKinds.oneOf(List.of("neutral", "hrbook", "own")),
            "The columns: muster's own, HRBOOK's att_raw_data, or those of columns.");
    static final Key<String> SQL_TABLE = key("table", "", TextKinds.text(128),
            "The table, with its schema and a dot if it has one; \"\" = the layout's.");
    static final Key<String> SQL_COLUMNS = key("columns.*", "", TextKinds.text(256),
            "For a column, what goes into it.");
    static final Key<List<String>> SQL_KEY = key("key", "", TextKinds.columns(),
            "The columns that tell one record from another; none = the layout's.");
    static final Key<Target.Conflict> SQL_CONFLICT = key("conflict", "nothing", Kind.word(Target.Conflict.class),
            "A record that is there stays, or is written over.");
    static final Key<Boolean> SQL_CREATE = key("create", "false", TextKinds.truth(),
            "Make the table when it is not there.");
    static final Key<String> SQL_DEVICE_PREFIX = key("device_prefix", "", TextKinds.text(64),
            "What hrbook's access_device has before the serial.");

    static {
        now = type("access");
    }

    static final Key<Optional<Path>> ACCESS_FILE = key("file", "", Kind.optionalPath(), "The file att2000.mdb.");
    static final Key<Boolean> ACCESS_CREATE_PEOPLE = key("create_people", "false", TextKinds.truth(),
            "Make people the file does not know; else their punches are dead letters.");
    static final Key<Integer> ACCESS_LOCK_WAIT = key("lock_wait", "15", Kind.number(0, 600),
            "How many seconds to wait for another program to let go of the file.");

    static {
        now = type("webhook");
    }

    static final Key<Optional<URI>> WEBHOOK_URL = key("url", "", Kind.optionalUrl(), "Where records are posted.");
    static final Key<List<Path>> WEBHOOK_SECRET_FILES = key("secret_files", "", TextKinds.paths(),
            "Files whose first line is a secret whsec_…; two while one takes over from the other.");
    static final Key<String> WEBHOOK_FORM = key("form", "plain", TextKinds.oneOf(List.of("plain", "cloudevents")),
            "The body's form.");
    static final Key<Boolean> WEBHOOK_PRIVATE = key("private_addresses", "false", TextKinds.truth(),
            "Whether it may lie in a private network or on this machine.");
    static final Key<String> WEBHOOK_SITE = key("site", "muster", Kind.name(),
            "A word for this muster in the source of CloudEvents.");

    static {
        now = type("file");
    }

    static final Key<Optional<Path>> FILE_FOLDER = key("folder", "", Kind.optionalPath(), "Where the files are made.");
    static final Key<String> FILE_FORMAT = key("format", "jsonl", TextKinds.oneOf(List.of("jsonl", "csv", "xlsx")),
            "The files' format.");
    static final Key<String> FILE_LAYOUT = key("layout", "full",
            TextKinds.oneOf(List.of("full", "sto02", "punches", "zktime", "matrix", "paymentevolution")),
            "What a line holds.");
    static final Key<String> FILE_BY = key("by", "day", TextKinds.oneOf(List.of("day", "event")),
            "A new file each day, or for each event.");
    static final Key<Integer> FILE_DAY_ENDS = key("day_ends", "0", Kind.number(0, 23),
            "Hour at which a day ends: a punch before it belongs to the day before.");
    static final Key<Boolean> FILE_DECIMAL_COMMA = key("decimal_comma", "false", TextKinds.truth(),
            "Write numbers with a comma.");
    static final Key<Boolean> FILE_MARK = key("mark", "false", TextKinds.truth(),
            "Begin CSV with the mark that tells Excel it is UTF-8.");

    private TargetKeys() {}

    /// The types there are.
    static List<String> types() {
        return List.of("convex", "erpnext", "odoo", "sql", "access", "webhook", "file");
    }

    /// The settings of a type, those that every type has first.
    static List<Key<?>> of(String type) {
        List<Key<?>> keys = new ArrayList<>(BY_TYPE.get(""));
        keys.addAll(BY_TYPE.getOrDefault(type, List.of()));
        return keys;
    }

    private static List<Key<?>> type(String type) {
        return BY_TYPE.computeIfAbsent(type, _ -> new ArrayList<>());
    }

    private static <T> Key<T> key(String name, String fallback, Kind<T> kind, String meaning) {
        Key<T> key = new Key<>(name, fallback, kind, meaning);
        now.add(key);
        return key;
    }
}
