// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Punches that leave one journal as a file are the same punches in another.
class TransferTest {

    private static final int PUNCHES = 250;

    @TempDir
    Path folder;

    private Path from;
    private Path to;

    @BeforeEach
    void fill() throws Exception {
        from = folder.resolve("from");
        to = Files.createDirectory(folder.resolve("to"));
        try (Muster muster = Muster.accepting(from, "--set", "time.zone=Asia/Kolkata")) {
            muster.upload("TSTATT000001", Punches.lines(0, PUNCHES - 3));
            muster.upload("TSTATT000002", """
                    +1+1\t2026-11-20 08:00:05\t255\t1\t=cmd|' /C calc'!A0
                    007\t2026-11-20 08:00:05
                    AB "12", 9\t2026-11-20 08:00:06\t0\t15\t12\t0\t0\t0\t255\t255\t19800
                    """);
        }
        assertEquals(PUNCHES, punches(from).size());
    }

    /// Who, when, how and in which words, of every punch.
    private static List<String> punches(Path data) throws Exception {
        try (JournalFile journal = JournalFile.read(data.resolve("muster.db"))) {
            journal.assertSound();
            return journal.texts("SELECT t.serial || '|' || p.pin || '|' || p.local_time || '|' || p.instant || '|'"
                    + " || p.state || '|' || p.verify_mode || '|' || coalesce(p.work_code, '')"
                    + " FROM punch p JOIN terminal t ON t.id = p.terminal ORDER BY 1");
        }
    }

    private static void assertSame(List<String> expected, List<String> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i));
        }
    }

    private Path exported(String format) throws Exception {
        Path file = folder.resolve("punches." + format);
        Program.run("export", "--data", from.toString(), "--format", format, "--output", file.toString()).good();
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void an_export_imported_without_a_daemon_is_the_same_and_nothing_new_a_second_time(String format) throws Exception {
        Path file = exported(format);
        Program.run("import", "--data", to.toString(), file.toString()).good();
        assertSame(punches(from), punches(to));
        long head;
        try (JournalFile journal = JournalFile.read(to.resolve("muster.db"))) {
            head = journal.head();
        }
        String said = Program.run("import", "--data", to.toString(), file.toString()).good().out();
        assertTrue(said.contains("nothing new"), said);
        assertSame(punches(from), punches(to));
        try (JournalFile journal = JournalFile.read(to.resolve("muster.db"))) {
            assertEquals(head, journal.head(), "a second import leaves no trace");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void an_import_through_a_daemon_is_on_its_stream(String format) throws Exception {
        Path file = exported(format);
        try (Muster muster = Muster.start(to);
                Follower screen = Follower.open(muster, "/devices/events")) {
            muster.run("import", file.toString()).good();
            screen.await(PUNCHES);
            assertTrue(muster.run("import", file.toString()).good().out().contains("nothing new"));
            Outcome again = muster.run("export", "--format", format).good();
            assertEquals(PUNCHES, again.out().lines().count() - (format.equals("csv") ? 1 : 0));
        }
        assertSame(punches(from), punches(to));
    }

    @Test
    void a_spreadsheet_gets_no_formula_from_a_terminal() throws Exception {
        String csv = Files.readString(exported("csv"));
        for (String formula : List.of("+1+1", "=cmd|")) {
            assertTrue(csv.contains(formula), "it is in there");
            assertTrue(!csv.contains("," + formula) && !csv.contains(",\"" + formula), "behind something harmless");
        }
    }

    @Test
    void a_file_from_a_terminals_usb_stick_is_looked_at_first_and_then_taken() throws Exception {
        Path file = folder.resolve("1_attlog.dat");
        Files.writeString(file,
                "    1001\t2026-11-20 08:00:05\t1\t0\t15\t0\n    1003\t2026-11-20 08:00:09\t1\t0\t15\t0\n");
        try (Muster muster = Muster.accepting(to)) {
            muster.upload("TSTATT000001", "1001\t2026-11-20 08:00:05\t0\t15\t0\n");
            String dry = muster.run("import", "--dry-run", "--terminal", "TSTATT000001", file.toString()).good().out();
            assertTrue(dry.contains("new: 1,") && dry.contains("1003"), dry);
            assertEquals(1, muster.get("/api/punches").getAsJsonObject().getAsJsonArray("punches").size());
            String done = muster.run("import", "--terminal", "TSTATT000001", file.toString()).good().out();
            assertTrue(done.contains("1 new") || done.contains("new: 1,"), done);
            assertEquals(2, muster.get("/api/punches").getAsJsonObject().getAsJsonArray("punches").size());
        }
    }

    @Test
    void what_cannot_be_read_is_named_with_its_line_and_the_rest_is_taken() throws Exception {
        Path file = folder.resolve("half.csv");
        Files.writeString(file, """
                terminal,pin,local_time
                TSTATT000001,1001,2026-11-20 08:00:05
                TSTATT000001,1001,2026-13-40 08:00:05
                TSTATT000001,1002,2026-11-20 08:00:06
                """);
        Outcome half = Program.run("import", "--data", to.toString(), file.toString());
        assertEquals(65, half.code(), half.err());
        assertTrue((half.out() + half.err()).contains("3"), "the line is named: " + half.out() + half.err());
        assertEquals(2, punches(to).size());
    }
}
