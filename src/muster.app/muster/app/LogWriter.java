// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

/// Writes the log to standard error. For people, with time and level; for systemd's journal, which has the time itself,
/// every line with the number of its level in front (sd-daemon(3)). Thread-safe. Made by tinylog, by its name.
public final class LogWriter implements Writer {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final PrintStream out;
    private final boolean journald;
    private volatile Level level;

    /// As tinylog wants it.
    ///
    /// @param settings `threshold`: the level below which nothing is written
    public LogWriter(Map<String, String> settings) {
        this(System.err, isJournal(System.getenv("JOURNAL_STREAM"), Path.of("/proc/self/fd/2")),
                Level.valueOf(settings.get("threshold")));
    }

    LogWriter(PrintStream out, boolean journald, Level level) {
        this.out = out;
        this.journald = journald;
        this.level = level;
    }

    /// Whether a file is the connection to systemd's journal.
    ///
    /// @param stream what systemd put into `JOURNAL_STREAM`: device and inode, or null (systemd.exec(5))
    static boolean isJournal(String stream, Path file) {
        if (stream == null) {
            return false;
        }
        try {
            Map<String, Object> own = Files.readAttributes(file, "unix:dev,ino");
            return stream.equals(own.get("dev") + ":" + own.get("ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /// From now on, nothing below this is written.
    void threshold(Level least) {
        level = least;
    }

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return Set.of(LogEntryValue.DATE, LogEntryValue.LEVEL, LogEntryValue.MESSAGE, LogEntryValue.EXCEPTION);
    }

    @Override
    public void write(LogEntry entry) {
        if (entry.getLevel().ordinal() >= level.ordinal()) {
            // in one piece, so that the lines of two threads do not mix
            out.print(journald ? forJournal(entry) : forPeople(entry));
        }
    }

    private static String forPeople(LogEntry entry) {
        LocalDateTime time = LocalDateTime.ofInstant(entry.getTimestamp().toInstant(), ZoneId.systemDefault());
        return "%s %-5s %s%n".formatted(TIME.format(time), entry.getLevel(), text(entry));
    }

    private static String forJournal(LogEntry entry) {
        String number = "<" + switch (entry.getLevel()) {
            case ERROR -> 3;
            case WARN -> 4;
            case INFO -> 6;
            case TRACE, DEBUG, OFF -> 7;
        } + ">";
        StringBuilder lines = new StringBuilder();
        text(entry).lines().forEach(line -> lines.append(number).append(line).append('\n'));
        return lines.toString();
    }

    private static String text(LogEntry entry) {
        String message = entry.getMessage() == null ? "" : entry.getMessage();
        if (entry.getException() == null) {
            return message;
        }
        StringWriter trace = new StringWriter();
        entry.getException().printStackTrace(new PrintWriter(trace));
        return (message.isEmpty() ? "" : message + ": ") + trace.toString().stripTrailing();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
