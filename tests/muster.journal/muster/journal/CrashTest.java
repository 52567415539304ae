// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import muster.model.Entry;
import muster.model.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed at any moment has every punch it acknowledged, once.
class CrashTest {

    private static final int KILLS = 6;

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedPunchIsThereOnceAfterEachKill() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killAfter(1 + new Random().nextInt(3_000)));

            try (Journal journal = Samples.open(directory)) {
                List<Entry> entries = Samples.everything(journal.records());
                Map<String, Integer> found = new HashMap<>();
                for (Entry entry : entries) {
                    if (entry.fact() instanceof Punch punch) {
                        found.merge(AppendingProcess.key(punch), 1, Integer::sum);
                    }
                }
                assertTrue(found.keySet().containsAll(acknowledged), "an acknowledged punch is lost");
                assertEquals(Set.of(1), new HashSet<>(found.values()));
                assertEquals(LongStream.rangeClosed(1, entries.size()).boxed().toList(), Samples.seqs(entries));
                assertEquals(found.size(),
                        journal.records().tallies().values().stream().mapToLong(Tally::punches).sum());
                assertWholeAppends(journal.records(), entries);
            }
            assertEquals("ok", Samples.ask(directory.resolve("muster.db"), "PRAGMA integrity_check"));
        }
    }

    /// Whoever is checked in is on the list and inside too: they came in one append.
    private static void assertWholeAppends(Records records, List<Entry> entries) throws Exception {
        int people = entries.size() / 4;
        assertEquals(people * 4, entries.size());
        assertEquals(Map.of(Samples.FAIR, people), records.registrationCounts());
        assertEquals(people, records.checkIns().people(Samples.FAIR));
        assertEquals(people, records.checkIns().count(Samples.FAIR));
        assertEquals(people, records.checkIns().presences(Samples.FAIR).size());
        assertEquals(new PresenceTally(people, 0), records.checkIns().presenceTally(Samples.FAIR));
    }

    private Set<String> killAfter(int acknowledgements) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (AppendingProcess process = AppendingProcess.start(directory)) {
            for (int i = 0; i < acknowledgements; i++) {
                acknowledged.add(process.acknowledged());
            }
            process.kill();
            for (String key = process.acknowledged(); key != null; key = process.acknowledged()) {
                acknowledged.add(key);
            }
        }
        assertTrue(acknowledged.size() >= acknowledgements, "the process ended by itself");
        return acknowledged;
    }
}
