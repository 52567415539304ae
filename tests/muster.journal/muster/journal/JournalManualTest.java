// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import muster.model.Json;
import muster.model.Quarantined;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `man/muster-journal.7`: what it says of the file is so.
final class JournalManualTest {

    private static final Pattern COLUMN = Pattern.compile("^\\.It Va (\\w+)$", Pattern.MULTILINE);
    private static final Pattern REASON = Pattern.compile("^\\.It Ql (\\w+)$", Pattern.MULTILINE);
    private static final Pattern QUESTION = Pattern.compile("^SELECT [^;]+", Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile("This muster writes version (\\d+);");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void makeAJournal() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        file = settings.file();
        try (Journal journal = Journal.open(settings, Samples.CLOCK)) {
            journal.append(Samples.oneOfEach());
        }
    }

    private static List<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(Path.of("man/muster-journal.7"))).results()
                .map((MatchResult found) -> found.group(found.groupCount()))
                .toList();
    }

    @Test
    void itTellsTheColumnsOfTheViewThatMayBeReliedUpon() throws Exception {
        try (Connection connection = Sqlite.reader(file); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_info('punches')")) {
            List<String> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
            assertEquals(columns, found(COLUMN));
        }
    }

    @Test
    void itsQuestionsAreAnsweredByAFileThatIsReadOnly() throws Exception {
        List<String> questions = found(QUESTION);
        assertEquals(6, questions.size());
        try (Connection connection = Sqlite.reader(file); Statement statement = connection.createStatement()) {
            for (String question : questions) {
                statement.executeQuery(question).close();
            }
            try (ResultSet punches = statement.executeQuery("SELECT count(*) FROM punches")) {
                assertTrue(punches.getLong(1) > 0);
            }
        }
    }

    @Test
    void itTellsEveryReasonWhyARecordIsHeldAndTheVersionOfTheSchema() throws Exception {
        assertEquals(Arrays.stream(Quarantined.Reason.values()).map(Json::word).toList(), found(REASON));
        assertEquals(Stream.of(Schema.STEPS.size()).map(String::valueOf).toList(), found(VERSION));
    }
}
