// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;

/// A few platform threads that ask for everybody: SQLite's native calls would hold a virtual thread's
/// carrier. Thread-safe.
final class Readers implements AutoCloseable {

    private final Failures failures;
    private final ExecutorService threads;
    /// The one that was used last is used next: what is asked now and then needs one connection, and its memory.
    private final BlockingDeque<Reader> idle = new LinkedBlockingDeque<>();

    /// @param count how many questions may be asked at the same time
    Readers(Path file, int count, Failures failures) {
        this.failures = failures;
        this.threads = Executors.newFixedThreadPool(
                count, task -> Thread.ofPlatform().name("journal-reader").daemon().unstarted(task));
        for (int i = 0; i < count; i++) {
            idle.add(new Reader(file));
        }
    }

    /// Has a question asked and waits for the answer; questions are short, so an interrupt is kept for later.
    ///
    /// @throws JournalException if the file cannot be read, or this is closed
    <T> T ask(Reader.Question<T> question) throws JournalException {
        try {
            return await(threads.submit(() -> asked(question)));
        } catch (RejectedExecutionException afterClose) {
            throw failures.closed();
        } catch (ExecutionException e) {
            throw failures.reading(e.getCause());
        }
    }

    private <T> T asked(Reader.Question<T> question) throws Exception {
        // There are as many as threads, so one is always free.
        Reader reader = idle.takeFirst();
        try {
            return reader.ask(question);
        } finally {
            idle.addFirst(reader);
        }
    }

    private static <T> T await(Future<T> answer) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Lets the questions that are being asked end, and disconnects.
    @Override
    public void close() {
        threads.close();
        idle.forEach(Reader::close);
    }
}
