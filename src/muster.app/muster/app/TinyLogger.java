// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.tinylog.format.JavaTextMessageFormatFormatter;
import org.tinylog.format.MessageFormatter;
import org.tinylog.provider.ProviderRegistry;

/// One class's logger: hands to tinylog what is wanted of it. Thread-safe.
final class TinyLogger implements System.Logger {

    /// What tells our lines from those of the libraries.
    static final String TAG = "muster";

    private static final MessageFormatter FORMATTER = new JavaTextMessageFormatFormatter(Locale.ROOT);

    /// The JDK logs its own exit and every process it starts, with a stack trace each.
    private static final List<String> TALKATIVE = List.of("java.", "jdk.", "sun.");

    private final String name;
    private final Loggers loggers;
    private final int least;

    TinyLogger(String name, Loggers loggers) {
        this.name = name;
        this.loggers = loggers;
        this.least = (TALKATIVE.stream().anyMatch(name::startsWith) ? Level.WARNING : Level.TRACE).getSeverity();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        int severity = level.getSeverity();
        return severity >= loggers.threshold().getSeverity() && severity >= least && level != Level.OFF;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
        if (isLoggable(level)) {
            hand(level, thrown, text(bundle, message));
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... params) {
        if (isLoggable(level)) {
            hand(level, null, text(bundle, format), params);
        }
    }

    private static void hand(Level level, Throwable thrown, String message, Object... params) {
        ProviderRegistry.getLoggingProvider()
                .log(TinyLogger.class.getName(), TAG, level(level), thrown, FORMATTER, message, params);
    }

    private static String text(ResourceBundle bundle, String message) {
        return bundle == null || message == null ? message : bundle.getString(message);
    }

    private static org.tinylog.Level level(Level level) {
        return switch (level) {
            case ALL, TRACE -> org.tinylog.Level.TRACE;
            case DEBUG -> org.tinylog.Level.DEBUG;
            case INFO -> org.tinylog.Level.INFO;
            case WARNING -> org.tinylog.Level.WARN;
            case ERROR -> org.tinylog.Level.ERROR;
            case OFF -> org.tinylog.Level.OFF;
        };
    }
}
