// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.Fact;
import muster.model.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class LogCommitsTest {

    @TempDir
    Path directory;

    private static Fact notice(int number) {
        return new Notice(Notice.Level.INFO, "test", null, "entry " + number, Map.of(), House.MORNING);
    }

    @Test
    void batchesAreJournalledInTheirOrderAndCountedTogether() throws Exception {
        try (Journal journal = Journal.open(JournalSettings.at(directory), () -> House.MORNING)) {
            LogCommits commits = new LogCommits(journal);
            for (int i = 0; i < 50; i++) {
                commits.add(List.of(notice(2 * i), notice(2 * i + 1)));
            }
            assertEquals(new LogWriter.Written(100, 100, 0, 0, 0), commits.total());
            List<String> messages = journal.read(0, 1000).stream()
                    .map(entry -> ((Notice) entry.fact()).message()).toList();
            assertEquals(100, messages.size());
            for (int i = 0; i < 100; i++) {
                assertEquals("entry " + i, messages.get(i));
            }
        }
    }

    @Test
    void nothingAtAllIsNothing() throws Exception {
        try (Journal journal = Journal.open(JournalSettings.at(directory), () -> House.MORNING)) {
            assertEquals(LogWriter.Written.NOTHING, new LogCommits(journal).total());
        }
    }

    @Test
    void aBatchThatIsNotOnDiskIsToldAndNoneFollowsIt() throws Exception {
        Journal journal = Journal.open(JournalSettings.at(directory), () -> House.MORNING);
        journal.close();
        LogCommits commits = new LogCommits(journal);
        commits.add(List.of(notice(1)));
        assertThrows(JournalException.class, () -> commits.add(List.of(notice(2))));
        assertThrows(JournalException.class, commits::total);
    }
}
