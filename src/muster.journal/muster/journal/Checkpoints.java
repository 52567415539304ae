// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;

/// Moves what was committed from the write-ahead log to its place in the file, on a thread of its own, so
/// that no commit waits for it.
///
/// While commits never pause, the log is never quite empty and cannot start over. The writer then moves the little that
/// came meanwhile itself: a log that grows has to be given room by the file system with each commit, which costs more
/// than a checkpoint. Where a reader stands in the way, it has to empty the log once it is beyond [#MAX_LOG_BYTES].
final class Checkpoints implements AutoCloseable {

    /// How large the log may grow before the writer stops to empty it.
    static final long MAX_LOG_BYTES = 64L << 20;

    /// How large it may stay on disk once it starts over.
    static final long KEPT_LOG_BYTES = 8L << 20;

    private static final System.Logger LOG = System.getLogger("muster.journal");
    private static final int PAGES = 1_000;
    private static final int ROWS_PER_PAGE = 10;

    private final Path file;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean left;
    private boolean failing;
    private int pages;

    Checkpoints(Path file) {
        this.file = file;
        this.thread = Thread.ofPlatform().name("journal-checkpoints").daemon().start(this::run);
    }

    /// A commit was made. Called by the writer.
    ///
    /// @param rows how many rows lie together
    /// @param scattered how many more lie on a page of their own each
    /// @return true about once for every thousand pages
    boolean count(int rows, int scattered) {
        pages += 2 + rows / ROWS_PER_PAGE + scattered;
        if (pages < PAGES) {
            return false;
        }
        pages = 0;
        due.release();
        return true;
    }

    /// Whether a long log was moved but for what came meanwhile, since this was asked last. Called by the writer.
    boolean takeLeft() {
        boolean was = left;
        if (was) {
            left = false;
        }
        return was;
    }

    private void run() {
        Connection connection = null;
        while (!closed) {
            due.acquireUninterruptibly();
            due.drainPermits();
            try {
                if (connection == null) {
                    connection = Sqlite.writer(file);
                }
                left = move(connection);
                failing = false;
            } catch (SQLException e) {
                // What was committed stays in the log, and the commits themselves tell when the disk fails.
                if (!failing) {
                    LOG.log(System.Logger.Level.WARNING,
                            "the log of the journal {0} could not be moved into the file: {1}", file, e.getMessage());
                }
                failing = true;
                Sqlite.close(connection);
                connection = null;
            }
        }
        Sqlite.close(connection);
    }

    /// @return whether the log is long: it did not start over since the last time, for something came meanwhile
    private static boolean move(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            return answer.next() && answer.getInt(2) >= PAGES;
        }
    }

    /// Ends the thread.
    @Override
    public void close() {
        closed = true;
        due.release();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
