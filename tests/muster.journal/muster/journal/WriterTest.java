// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.T1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import muster.model.Punch;
import muster.model.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {

    @TempDir
    Path directory;

    @Test
    void aCloseInTheMiddleLeavesNobodyWaitingAndNoReceiptUntrue() throws Exception {
        Journal journal = Samples.open(directory);
        CountDownLatch running = new CountDownLatch(50);
        List<CompletableFuture<Set<Punch>>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 50; caller++) {
                String pin = "" + caller;
                callers.add(CompletableFuture.supplyAsync(() -> appendUntilClosed(journal, pin, running), threads));
            }
            running.await();
            journal.close();
        }
        Set<Punch> acknowledged = new HashSet<>();
        callers.forEach(caller -> acknowledged.addAll(caller.join()));
        try (Records records = Records.open(directory.resolve("muster.db"))) {
            assertEquals(acknowledged, new HashSet<>(Samples.facts(Samples.everything(records))));
        }
    }

    private static Set<Punch> appendUntilClosed(Journal journal, String pin, CountDownLatch running) {
        Set<Punch> acknowledged = new HashSet<>();
        try {
            for (int second = 0; ; second++) {
                Punch punch = Samples.punch(T1, pin, second);
                journal.append(List.of(punch));
                acknowledged.add(punch);
                running.countDown();
            }
        } catch (JournalException closed) {
            return acknowledged;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theLogCanBeEmptiedBetweenTwoTransactions() throws Exception {
        Path file = directory.resolve("muster.db");
        Samples.open(directory).close();
        try (Pen pen = new Pen(Sqlite.writer(file), new HashMap<>(), ErasedKey.beside(file), Samples.NOW)) {
            pen.append(List.of(Draft.of(Samples.punch(T1, "7", 0))), null);
            pen.commit(Samples.NOW);
            assertTrue(Sqlite.bytes(Sqlite.wal(file)) > 0);

            pen.truncateLog();

            assertEquals(0, Sqlite.bytes(Sqlite.wal(file)));
            pen.append(List.of(Draft.of(Samples.punch(T1, "7", 1))), null);
            assertEquals(1, pen.commit(Samples.NOW).size());
        }
    }

    /// A thousand values lie on a thousand pages. Counted like punches, ten to a page, they let the log grow to
    /// gigabytes before anybody emptied it.
    @Test
    void measuredValuesCountAsAPageOfTheLogEach() throws Exception {
        Path file = directory.resolve("muster.db");
        Samples.open(directory).close();
        List<Sample> values = List.of(
                new Sample("up", "a", Samples.NOW, 1), new Sample("up", "b", Samples.NOW, 1));
        try (Pen pen = new Pen(Sqlite.writer(file), new HashMap<>(), ErasedKey.beside(file), Samples.NOW)) {
            pen.sample(values);
            pen.commit(Samples.NOW);
            assertEquals(2, pen.takeScattered());
            pen.sample(values);
            pen.commit(Samples.NOW);
            assertEquals(0, pen.takeScattered(), "what was so already is not written again");
        }
        try (Checkpoints checkpoints = new Checkpoints(file)) {
            assertFalse(checkpoints.count(900, 0));
            assertTrue(checkpoints.count(0, 1_000));
        }
    }
}
