// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import muster.journal.Receipt.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

class GroupCommitTest {

    private static final int CALLERS = 200;
    private static final int PUNCHES = 20;

    @TempDir
    Path directory;

    @Test
    void twoHundredCallersShareCommitsAndEachIsToldItsOwnNumbers() throws Exception {
        JournalSettings settings = JournalSettings.at(directory);
        AtomicInteger commits = new AtomicInteger();
        try (Journal journal = Journal.open(settings, Samples.CLOCK, Schema.current(), () -> {
            SQLiteConnection connection = (SQLiteConnection) Sqlite.writer(settings.file());
            connection.addCommitListener(new Counter(commits));
            return connection;
        })) {
            Set<Long> told = new HashSet<>();
            for (Future<List<Long>> caller : appendFromAll(journal)) {
                told.addAll(caller.get());
            }
            assertEquals(CALLERS * PUNCHES, told.size());
            assertEquals(CALLERS * PUNCHES, journal.head());
            assertTrue(commits.get() < CALLERS * PUNCHES / 2, commits + " commits");
        }
    }

    private static List<Future<List<Long>>> appendFromAll(Journal journal) throws InterruptedException {
        List<Callable<List<Long>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String terminal = "TSTATT%06d".formatted(i);
            callers.add(() -> {
                List<Long> seqs = new ArrayList<>();
                for (int k = 0; k < PUNCHES; k++) {
                    Outcome outcome = journal.append(List.of(Samples.punch(terminal, "7", k))).outcomes().getFirst();
                    assertEquals(terminal, journal.read(outcome.seq() - 1, 1).getFirst().fact().terminal());
                    seqs.add(outcome.seq());
                }
                return seqs;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(callers);
        }
    }

    private record Counter(AtomicInteger commits) implements SQLiteCommitListener {

        @Override
        public void onCommit() {
            commits.incrementAndGet();
        }

        @Override
        public void onRollback() {}
    }
}
