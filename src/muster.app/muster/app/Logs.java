// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.util.List;
import java.util.Map;
import muster.app.config.LogLevel;
import org.tinylog.Level;
import org.tinylog.configuration.Configuration;
import org.tinylog.core.TinylogLoggingProvider;
import org.tinylog.provider.ProviderRegistry;

/// Where the log goes: standard error, one line per message; systemd's journal adds the rest.
final class Logs {

    private static final Map<LogLevel, Level> LEVELS = Map.of(LogLevel.ERROR, Level.ERROR,
            LogLevel.WARNING, Level.WARN, LogLevel.INFO, Level.INFO, LogLevel.DEBUG, Level.DEBUG);
    private static final Map<LogLevel, System.Logger.Level> OURS = Map.of(LogLevel.ERROR, System.Logger.Level.ERROR,
            LogLevel.WARNING, System.Logger.Level.WARNING, LogLevel.INFO, System.Logger.Level.INFO,
            LogLevel.DEBUG, System.Logger.Level.DEBUG);

    private Logs() {}

    /// Must be called before anything is logged.
    static void open(LogLevel level) {
        // what we say may be asked for later, see threshold(); the libraries are told once, and then spare the asking
        writer("writer", TinyLogger.TAG, Level.DEBUG, level);
        writer("writerLibraries", "-", LEVELS.get(level), level);
        Configuration.set("autoshutdown", "false");
        // the libraries tell every failed attempt, with a stack trace each; what matters of it we say ourselves
        for (String name : List.of("org.freedesktop", "org.mariadb", "org.postgresql", "com.healthmarketscience")) {
            Configuration.set("level@" + name, level == LogLevel.DEBUG ? "debug" : "off");
        }
        Loggers.running().threshold(OURS.get(level));
    }

    private static void writer(String name, String tag, Level least, LogLevel threshold) {
        Configuration.set(name, LogWriter.class.getName());
        Configuration.set(name + ".tag", tag);
        Configuration.set(name + ".level", least.name());
        Configuration.set(name + ".threshold", LEVELS.get(threshold).name());
    }

    /// Changes what is written from now on. What the libraries tell is as it was when the log was opened.
    static void threshold(LogLevel level) {
        Loggers.running().threshold(OURS.get(level));
        if (ProviderRegistry.getLoggingProvider() instanceof TinylogLoggingProvider provider) {
            provider.getWriters().stream()
                    .filter(LogWriter.class::isInstance)
                    .forEach(writer -> ((LogWriter) writer).threshold(LEVELS.get(level)));
        }
    }
}
