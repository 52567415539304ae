// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.util.List;
import java.util.Map;
import muster.app.config.LogLevel;
import org.tinylog.configuration.Configuration;

/// Where the log goes: standard error, one line per message; systemd's journal adds the rest.
final class Logs {

    private static final Map<LogLevel, String> LEVELS = Map.of(
            LogLevel.ERROR, "error", LogLevel.WARNING, "warn", LogLevel.INFO, "info", LogLevel.DEBUG, "debug");

    private Logs() {}

    /// Must be called before anything is logged.
    static void open(LogLevel level) {
        Configuration.set("writer", "console");
        Configuration.set("writer.stream", "err");
        Configuration.set("writer.level", LEVELS.get(level));
        Configuration.set("writer.format", "{date: yyyy-MM-dd HH:mm:ss.SSS} {level|min-size=5} {message}");
        Configuration.set("autoshutdown", "false");
        // the JDK logs its own exit and every process it starts, with a stack trace each
        for (String name : List.of("java", "jdk", "sun")) {
            Configuration.set("level@" + name, "warn");
        }
        // the libraries tell every failed attempt, with a stack trace each; what matters of it we say ourselves
        for (String name : List.of("org.freedesktop", "org.mariadb", "org.postgresql", "com.healthmarketscience")) {
            Configuration.set("level@" + name, level == LogLevel.DEBUG ? "debug" : "off");
        }
    }
}
