// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import muster.journal.JournalException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterLockTest {

    @TempDir
    Path directory;

    @Test
    void aSecondWriterInThisProcessIsRefused() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            assertEquals(Kind.BUSY_ELSEWHERE,
                    assertThrows(JournalException.class, () -> Samples.open(directory)).kind());
            assertTrue(journal.probe().ok());
        }
        Samples.open(directory).close();
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoHasIt() throws Exception {
        try (AppendingProcess other = AppendingProcess.start(directory)) {
            other.acknowledged();

            JournalException e = assertThrows(JournalException.class, () -> Samples.open(directory));

            assertEquals(Kind.BUSY_ELSEWHERE, e.kind());
            assertTrue(e.getMessage().contains(directory.resolve("muster.db.lock").toString()), e.getMessage());
            assertTrue(e.getMessage().contains("process " + other.pid()), e.getMessage());
        }
        Samples.open(directory).close();
    }
}
