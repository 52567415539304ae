// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.EIGHT;
import static muster.journal.Samples.T1;
import static muster.journal.Samples.punch;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import muster.model.Fact;
import muster.model.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir
    Path directory;

    private String snapshot() throws Exception {
        return Samples.ask(directory.resolve("muster.db"), "SELECT value FROM meta WHERE name = 'tally_seq'");
    }

    private static List<Fact> punches(int from, int to) {
        List<Fact> facts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            facts.add(punch(T1, "7", i));
        }
        return facts;
    }

    @Test
    void theLatestPunchIsTheGreatestLocalTimeNotTheLastToCome() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(punch(T1, "7", 50), punch(T1, "8", 60), punch(T1, "7", 10)));

            assertEquals(new Tally(T1, 3, 0, 0, 0, EIGHT.plusSeconds(60), 2), journal.records().tallies().get(T1));
        }
    }

    @Test
    void aCloseSavesTheCountersAndAReopenFindsThem() throws Exception {
        Tally before;
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(0, 100));
            journal.append(punches(50, 110));
            journal.append(List.of(Samples.unparsable(T1, "junk"), punch(Source.PULL, T1, "7", 0, 0, 15)));
            before = journal.records().tallies().get(T1);
        }
        assertEquals(new Tally(T1, 110, 50, 1, 1, EIGHT.plusSeconds(109), 110), before);
        assertEquals("111", snapshot());
        try (Journal journal = Samples.open(directory)) {
            assertEquals(before, journal.records().tallies().get(T1));
        }
    }

    @Test
    void whatCameBehindTheSnapshotIsCountedByWhoeverReadsTheFile() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(punches(0, 6_000));
            journal.append(punches(6_000, 6_100));
            journal.append(List.of(Samples.unparsable(T1, "junk"), punch(Source.PULL, T1, "7", 0, 0, 15)));

            assertEquals("6000", snapshot());
            try (Records beside = Records.open(directory.resolve("muster.db"))) {
                assertEquals(journal.records().tallies(), beside.tallies());
            }
        }
    }

    @Test
    void duplicatesAreSavedAfterAMinuteWithTheNextCommit() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
        try (Journal journal = Journal.open(JournalSettings.at(directory), now::get)) {
            journal.append(punches(0, 10));
            journal.append(punches(0, 10));
            now.set(Samples.NOW.plusSeconds(59));
            journal.append(punches(10, 11));
            assertEquals("0", snapshot());

            now.set(Samples.NOW.plusSeconds(60));
            journal.append(punches(0, 10));
            assertEquals("0", snapshot());
            journal.append(punches(11, 12));

            assertEquals("12", snapshot());
            assertEquals("20", Samples.ask(directory.resolve("muster.db"), "SELECT duplicates FROM tally"));
        }
    }

    @Test
    void aReleaseOfARecordFromBeforeTheSnapshotIsCountedByWhoeverReadsTheFile() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.unparsable(T1, "junk")));
            journal.append(punches(0, 6_000));
            journal.release(1, punch(T1, "7", 7_000));

            try (Records beside = Records.open(directory.resolve("muster.db"))) {
                assertEquals(new Tally(T1, 6_001, 0, 0, 0, EIGHT.plusSeconds(7_000), 6_002), beside.tallies().get(T1));
                assertEquals(journal.records().tallies(), beside.tallies());
            }
        }
    }
}
