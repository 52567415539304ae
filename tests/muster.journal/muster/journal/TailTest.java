// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {

    @TempDir
    Path directory;

    private Journal open(int tail) throws JournalException {
        Path file = directory.resolve("muster.db");
        return Journal.open(
                new JournalSettings(file, Synchronous.NORMAL, directory.resolve("backups"), 1, tail), Samples.CLOCK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 1024})
    void memoryAndDiskTellTheSame(int tail) throws Exception {
        try (Journal journal = open(tail)) {
            for (int i = 0; i < 30; i++) {
                List<Fact> facts = new ArrayList<>(List.of(Samples.notice("notice " + i), Samples.contact(T1, true)));
                for (int k = 0; k < i; k++) {
                    facts.add(Samples.punch(T1, "" + k, i));
                }
                journal.append(facts);
                for (long after = Math.max(0, journal.head() - 40); after <= journal.head() + 1; after++) {
                    List<Entry> page = journal.records().entries(after, 15);
                    assertEquals(page, journal.read(after, 15));
                }
            }
        }
    }

    @Test
    void aFractionOfASecondIsCutInMemoryAsOnDisk() throws Exception {
        try (Journal journal = open(10)) {
            Punch punch = Samples.punch(T1, "7", 0);
            journal.append(List.of(new Punch(
                    punch.source(), T1, "7", punch.localTime().plusNanos(5), punch.offset(), punch.zone(),
                    punch.zoneFrom(), punch.fit(), punch.receivedAt().plusNanos(7), 0, 1, "", punch.raw())));

            assertEquals(List.of(new Entry(1, punch)), journal.read(0, 1));
            assertEquals(List.of(new Entry(1, punch)), journal.records().entries(0, 1));
        }
    }

    @Test
    void aWaitEndsWhenTheHeadIsBeyond() throws Exception {
        try (Journal journal = open(10);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Long>> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long seq = i % 3;
                waiting.add(CompletableFuture.supplyAsync(() -> await(journal, seq), threads));
            }
            journal.append(List.of(Samples.punch(T1, "7", 0)));
            journal.append(List.of(Samples.punch(T1, "7", 1), Samples.punch(T1, "7", 2)));
            for (int i = 0; i < waiting.size(); i++) {
                assertEquals(true, waiting.get(i).join() > i % 3);
            }
        }
    }

    @Test
    void aWaitWithoutAnythingNewEndsWithTheHead() throws Exception {
        try (Journal journal = open(10)) {
            journal.append(List.of(Samples.punch(T1, "7", 0)));

            assertEquals(1, journal.awaitBeyond(1, Duration.ofMillis(1)));
            assertEquals(1, journal.awaitBeyond(1, Duration.ZERO));
            assertEquals(1, journal.awaitBeyond(0, Duration.ofDays(100_000)));
        }
    }

    private static long await(Journal journal, long seq) {
        try {
            return journal.awaitBeyond(seq, Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void followersSeeEveryEntryOnceAndInOrderWhileOthersAppend() throws Exception {
        int entries = 3_000;
        try (Journal journal = open(64);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Entry>>> followers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                followers.add(CompletableFuture.supplyAsync(() -> follow(journal, entries), threads));
            }
            for (int i = 0; i < entries; i += 3) {
                journal.append(List.of(
                        Samples.punch(T1, "7", i), Samples.punch(T1, "7", i + 1), Samples.notice("" + i)));
            }
            List<Entry> all = Samples.everything(journal.records());
            assertEquals(entries, all.size());
            for (CompletableFuture<List<Entry>> follower : followers) {
                assertEquals(all, follower.join());
            }
        }
    }

    private static List<Entry> follow(Journal journal, int count) {
        List<Entry> seen = new ArrayList<>();
        try {
            while (seen.size() < count) {
                long position = seen.isEmpty() ? 0 : seen.getLast().seq();
                journal.awaitBeyond(position, Duration.ofMinutes(5));
                seen.addAll(journal.read(position, 50));
            }
        } catch (JournalException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return seen;
    }
}
