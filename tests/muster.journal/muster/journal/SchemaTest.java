// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import muster.journal.JournalException.Kind;
import muster.model.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    private static final int CURRENT = Schema.STEPS.size();
    private static final int NEXT_SEQ = Samples.oneOfEach().size() + 1;
    private static final String NEXT = "ALTER TABLE punch ADD COLUMN temperature REAL; "
            + "CREATE TABLE mask (seq INTEGER PRIMARY KEY) STRICT;";
    private static final String HALF_A_STEP = "CREATE TABLE half (seq INTEGER PRIMARY KEY); SELECT no_such_thing(1);";

    @TempDir
    Path directory;

    private JournalSettings settings;
    private Path file;

    @BeforeEach
    void settle() {
        settings = JournalSettings.at(directory);
        file = settings.file();
    }

    private Journal open(String... newer) throws JournalException {
        List<String> steps = new ArrayList<>(Schema.STEPS);
        steps.addAll(List.of(newer));
        return Journal.open(settings, Samples.CLOCK, new Schema(steps), () -> Sqlite.writer(file));
    }

    private List<Path> backups() throws Exception {
        if (Files.notExists(settings.backups())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(settings.backups())) {
            return files.toList();
        }
    }

    private void fill() throws Exception {
        try (Journal journal = open()) {
            journal.append(Samples.oneOfEach());
        }
    }

    private String version(Path of) throws Exception {
        return Samples.ask(of, "PRAGMA user_version");
    }

    @Test
    void aNewFileHasTheCurrentVersionAndNoBackup() throws Exception {
        fill();

        assertEquals("" + CURRENT, version(file));
        assertEquals(List.of(), backups());
    }

    @Test
    void anOlderFileIsCopiedAndBroughtUpToDate() throws Exception {
        fill();

        try (Journal journal = open(NEXT)) {
            assertEquals(Samples.oneOfEach(), Samples.facts(journal.read(0, 100)));
            assertEquals(NEXT_SEQ, journal.append(List.of(Samples.notice("goes on"))).head());
        }
        assertEquals("" + (CURRENT + 1), version(file));
        assertEquals("0", Samples.ask(file, "SELECT count(*) FROM mask"));
        Path backup = settings.backups().resolve("muster-v" + CURRENT + "-20261120T023006Z.db");
        assertEquals(List.of(backup), backups());
        assertEquals("" + CURRENT, version(backup));
        try (Records records = Records.open(backup)) {
            assertEquals(Samples.oneOfEach(), Samples.facts(records.entries(0, 100)));
        }
    }

    @Test
    void aBackupPutBackIsAJournalLikeAnyOther() throws Exception {
        fill();
        open(NEXT).close();
        Files.move(backups().getFirst(), file, StandardCopyOption.REPLACE_EXISTING);

        try (Journal journal = open()) {
            assertEquals(NEXT_SEQ, journal.append(List.of(Samples.notice("goes on"))).head());
            assertTrue(journal.records().walBytes() > 0);
        }
    }

    @Test
    void aStepThatFailsLeavesTheFileAsItWasAndNamesTheCopy() throws Exception {
        fill();

        JournalException e = assertThrows(JournalException.class, () -> open(HALF_A_STEP));

        assertTrue(e.getMessage().contains(backups().getFirst().toString()), e.getMessage());
        assertEquals("" + CURRENT, version(file));
        assertEquals("0", Samples.ask(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"));
        try (Journal journal = open()) {
            assertEquals(Samples.oneOfEach(), Samples.facts(journal.read(0, 100)));
        }
    }

    @Test
    void theStepsBeforeAFailingOneStay() throws Exception {
        fill();

        assertThrows(JournalException.class, () -> open(NEXT, HALF_A_STEP));

        assertEquals("" + (CURRENT + 1), version(file));
        assertEquals("" + CURRENT, version(backups().getFirst()));
    }

    @Test
    void aNewerFileIsRefusedAndBothVersionsAreNamed() throws Exception {
        fill();
        open(NEXT, "SELECT 1").close();

        JournalException e = assertThrows(JournalException.class, this::open);

        assertEquals(Kind.NEWER_SCHEMA, e.kind());
        assertTrue(e.getMessage().contains("version " + (CURRENT + 2)), e.getMessage());
        assertTrue(e.getMessage().contains("up to " + CURRENT), e.getMessage());
        assertEquals("" + (CURRENT + 2), version(file));
        assertEquals(Kind.NEWER_SCHEMA, assertThrows(JournalException.class, () -> Records.open(file)).kind());
    }

    @Test
    void anotherProgramsDatabaseIsRefusedAndNotTouched() throws Exception {
        try (Connection connection = Sqlite.maker(file)) {
            Sqlite.run(connection, "CREATE TABLE punch (a); PRAGMA user_version = 1");
        }
        byte[] before = Files.readAllBytes(file);

        assertEquals(Kind.NOT_A_JOURNAL, assertThrows(JournalException.class, this::open).kind());
        assertEquals(Kind.NOT_A_JOURNAL, assertThrows(JournalException.class, () -> Records.open(file)).kind());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndNotTouched() throws Exception {
        String text = "a letter to somebody\n".repeat(500);
        Files.writeString(file, text);

        assertEquals(Kind.NOT_A_JOURNAL, assertThrows(JournalException.class, this::open).kind());
        assertEquals(Kind.NOT_A_JOURNAL, assertThrows(JournalException.class, () -> Records.open(file)).kind());
        assertEquals(text, Files.readString(file));
    }

    @Test
    void anEmptyFileBecomesAJournal() throws Exception {
        Files.createFile(file);

        fill();

        assertEquals("" + CURRENT, version(file));
    }

    @Test
    void aFileWhoseFirstPageIsDamagedIsRefused() throws Exception {
        fill();
        Damage.overwrite(file, 0);

        assertEquals(Kind.NOT_A_JOURNAL, assertThrows(JournalException.class, this::open).kind());
    }

    @Test
    void aDamagedTableIsToldAtTheStart() throws Exception {
        fill();
        long page = Long.parseLong(Samples.ask(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'terminal'"));
        Damage.overwrite(file, (page - 1) * 4096);

        JournalException e = assertThrows(JournalException.class, this::open);

        assertEquals(Kind.CORRUPT, e.kind());
        assertTrue(e.hint().contains(settings.backups().toString()), e.hint());
    }

    @Test
    void withoutABackupTheFileIsNotChanged() throws Exception {
        List<Fact> facts = Samples.oneOfEach();
        fill();
        Files.createDirectories(settings.backups().getParent());
        Files.writeString(settings.backups(), "a file where the directory of backups should be");

        assertThrows(JournalException.class, () -> open(NEXT));

        assertEquals("" + CURRENT, version(file));
        try (Records records = Records.open(file)) {
            assertEquals(facts.size(), records.head());
        }
    }

    /// Killed while it made the file, muster could not be started again: who looks at the version only reads,
    /// and may not take back what the dead process had begun.
    @Test
    void halfATransactionOfADeadProcessIsTakenBack() throws Exception {
        Path dying = directory.resolve("dying.db");
        Path begun = directory.resolve("dying.db-journal");
        try (Connection connection = Sqlite.maker(dying)) {
            connection.setAutoCommit(false);
            Sqlite.run(connection, "PRAGMA cache_size = 1");
            Sqlite.run(connection, "CREATE TABLE half (text TEXT)");
            for (int row = 0; row < 200; row++) {
                Sqlite.run(connection, "INSERT INTO half VALUES (hex(randomblob(2000)))");
            }
            Files.copy(dying, file);
            Files.copy(begun, directory.resolve("muster.db-journal"));
            connection.rollback();
        }

        fill();

        assertEquals("0", Samples.ask(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"));
    }
}
