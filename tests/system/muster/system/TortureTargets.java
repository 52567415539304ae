// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Where three sinks deliver to: a webhook, a table of PostgreSQL where that is installed, and files on the daemon's
/// own disk. Each can be asked what it has.
final class TortureTargets implements AutoCloseable {

    private static final double REQUESTS = 0.1;
    private static final double COMMITS = 0.3;

    private final Path folder;
    private final Path files;
    private final Postgres postgres;
    private final CuttingProxy proxy;
    private final WebhookDouble hook;
    private final String table;

    /// @param folder for secrets
    /// @param files on the daemon's disk
    /// @param postgres null: none
    TortureTargets(Path folder, Path files, Postgres postgres, long seed) throws IOException {
        this.folder = folder;
        this.files = files;
        this.postgres = postgres;
        this.proxy = postgres == null ? null : new CuttingProxy(postgres.port(), seed, 0);
        this.hook = new WebhookDouble(seed).atAnyTime();
        this.table = "punches_" + Long.toUnsignedString(seed);
    }

    /// The daemon's options.
    List<String> options() throws IOException {
        List<String> options = new ArrayList<>(SinkView.set("hook", "type=webhook", "url=" + hook.url(), "wait_max=1s",
                "secret_files=" + WebhookDouble.secret(folder.resolve("secret")), "private_addresses=true",
                "batch=50"));
        options.addAll(SinkView.set("folder", "type=file", "folder=" + files, "format=jsonl", "wait_max=1s"));
        if (postgres != null) {
            Path password = Files.writeString(folder.resolve("password"), Postgres.PASSWORD + "\n");
            options.addAll(SinkView.set("table", "type=sql", "url=" + Postgres.url(proxy.port())
                    + "?prepareThreshold=0", "wait_max=1s", "user=" + Postgres.USER, "password_file=" + password,
                    "create=true", "table=" + table, "batch=50"));
        }
        return options;
    }

    /// The sinks' names.
    List<String> sinks() {
        return postgres == null ? List.of("hook", "folder") : List.of("hook", "folder", "table");
    }

    void fail(boolean on) {
        hook.failing(on ? REQUESTS : 0);
        if (proxy != null) {
            proxy.cutting(on ? COMMITS : 0);
        }
    }

    /// Requests that no receiver of webhooks would take.
    List<String> wrong() {
        return List.copyOf(hook.wrong());
    }

    /// What each target has, by its name: each punch as `serial PIN time`, sorted.
    Map<String, List<String>> punches() throws Exception {
        Map<String, List<String>> punches = new TreeMap<>();
        punches.put("hook", hook.punches().stream().sorted().toList());
        punches.put("folder", lines().stream().sorted().toList());
        if (postgres != null) {
            punches.put("table", postgres.texts("SELECT device_sn || ' ' || pin || ' '"
                    + " || to_char(punched_local, 'YYYY-MM-DD HH24:MI:SS') FROM " + table).stream().sorted().toList());
        }
        return punches;
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path day : all.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(day)) {
                    JsonObject punch = JsonParser.parseString(line).getAsJsonObject();
                    lines.add(punch.get("terminal").getAsString() + " " + punch.get("pin").getAsString() + " "
                            + punch.get("local_time").getAsString());
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
        hook.close();
    }
}
