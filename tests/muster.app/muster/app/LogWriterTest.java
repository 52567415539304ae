// SPDX-License-Identifier: Apache-2.0
package muster.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.runtime.PreciseTimestamp;

/// The log for people, and the log for systemd's journal.
final class LogWriterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static LogEntry entry(Level level, String message, Throwable fault) {
        return new LogEntry(new PreciseTimestamp(), null, Map.of(), null, null, null, -1, null, level, message, fault);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void people_see_time_level_and_message() {
        new LogWriter(out, false, Level.INFO).write(entry(Level.WARN, "the disk is nearly full", null));
        String line = lines().getFirst();
        String time = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}";
        assertTrue(line.matches(time + " WARN  the disk is nearly full"), line);
    }

    @Test
    void systemds_journal_gets_the_number_of_the_level_and_no_time() {
        LogWriter writer = new LogWriter(out, true, Level.DEBUG);
        for (Level level : List.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG)) {
            writer.write(entry(level, "m", null));
        }
        assertEquals(List.of("<3>m", "<4>m", "<6>m", "<7>m"), lines());
    }

    @Test
    void every_line_of_a_fault_has_its_level_so_that_none_is_lost_among_the_informations() {
        Throwable fault = new IllegalStateException("of a test");
        new LogWriter(out, true, Level.INFO).write(entry(Level.ERROR, "a fault", fault));
        assertEquals("<3>a fault: java.lang.IllegalStateException: of a test", lines().getFirst());
        assertTrue(lines().size() > 1);
        assertTrue(lines().stream().allMatch(line -> line.startsWith("<3>")), () -> lines().toString());
    }

    @Test
    void a_message_of_two_lines_cannot_pass_as_one_of_another_level() {
        new LogWriter(out, true, Level.INFO).write(entry(Level.WARN, "a terminal says:\n<0>panic", null));
        assertEquals(List.of("<4>a terminal says:", "<4><0>panic"), lines());
    }

    @Test
    void the_level_can_change_while_it_runs() {
        LogWriter writer = new LogWriter(out, true, Level.INFO);
        writer.write(entry(Level.DEBUG, "before", null));
        writer.threshold(Level.DEBUG);
        writer.write(entry(Level.DEBUG, "after", null));
        writer.threshold(Level.ERROR);
        writer.write(entry(Level.WARN, "too little", null));
        assertEquals(List.of("<7>after"), lines());
    }

    @Test
    void it_is_the_journal_only_when_device_and_inode_are_those_systemd_named() throws Exception {
        Path file = Files.createFile(folder.resolve("log"));
        Map<String, Object> own = Files.readAttributes(file, "unix:dev,ino");
        assertTrue(LogWriter.isJournal(own.get("dev") + ":" + own.get("ino"), file));
        assertFalse(LogWriter.isJournal(own.get("dev") + ":1", file));
        assertFalse(LogWriter.isJournal(null, file));
        assertFalse(LogWriter.isJournal("8:1", folder.resolve("gone")));
    }
}
