// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import muster.model.Fact;
import muster.model.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Terminals send the same records again and again; an SD card wears with every byte written.
class ResendTest {

    /// No two of these kinds are the same one.
    private static final Set<String> ALWAYS_NEW =
            Set.of("access", "erasure", "forgotten", "contact", "notice", "fetch", "clock", "scanner", "sink", "dead_letter");

    @TempDir
    Path directory;

    /// Size and time of the last write of both files.
    private record Written(long file, long wal, FileTime fileAt, FileTime walAt) {

        static Written of(Path file) throws Exception {
            Path wal = Sqlite.wal(file);
            return new Written(
                    Files.size(file), Files.size(wal), Files.getLastModifiedTime(file), Files.getLastModifiedTime(wal));
        }
    }

    @Test
    void knownRowsWriteNothing() throws Exception {
        List<Fact> facts = new ArrayList<>(Samples.oneOfEach());
        for (int i = 0; i < 2_000; i++) {
            facts.add(Samples.punch(T1, "7", 100 + i));
        }
        facts.add(Samples.punch(Source.PULL, T1, "7", 100, 0, 15));
        facts.removeIf(fact -> ALWAYS_NEW.contains(fact.kind()));
        Stamp stamp = new Stamp(T1, "ATTLOG", "9999");
        Path file = directory.resolve("muster.db");
        try (Journal journal = Samples.open(directory)) {
            journal.append(facts, stamp);
            // So that a write in the same tick of the file system's clock would show as well.
            FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
            Files.setLastModifiedTime(file, old);
            Files.setLastModifiedTime(Sqlite.wal(file), old);
            Written before = Written.of(file);

            Receipt again = journal.append(facts, stamp);

            assertEquals(0, again.stored() + again.variants());
            assertEquals(before, Written.of(file));
        }
    }

    @Test
    void onePunchWritesTwoPagesHoweverLongNothingCame() throws Exception {
        Path wal = Sqlite.wal(directory.resolve("muster.db"));
        AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
        try (Journal journal = Journal.open(JournalSettings.at(directory), now::get)) {
            for (int i = 0; i < 5; i++) {
                journal.append(List.of(Samples.punch(T1, "7", i)));
            }
            long before = Files.size(wal);
            now.set(Samples.NOW.plusSeconds(7_200));

            journal.append(List.of(Samples.punch(T1, "7", 5)));

            int pageAndItsHeader = 4096 + 24;
            assertEquals(2 * pageAndItsHeader, Files.size(wal) - before);
        }
    }
}
