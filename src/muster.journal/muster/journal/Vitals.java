// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import muster.journal.JournalException.Kind;

/// Whether commits succeed, and since when. Logs a change of that, not every failure. Thread-safe.
final class Vitals {

    private static final System.Logger LOG = System.getLogger("muster.journal");

    private final Path file;
    private final Failures failures;
    private final InstantSource clock;
    private JournalException problem;
    private Instant since;

    Vitals(Path file, Failures failures, InstantSource clock) {
        this.file = file;
        this.failures = failures;
        this.clock = clock;
        this.since = clock.instant();
    }

    /// A commit succeeded.
    synchronized void succeeded() {
        if (problem != null && !(problem.kind() == Kind.FULL && failures.noSpace())) {
            Instant now = clock.instant();
            LOG.log(System.Logger.Level.INFO, "the journal {0} is written again after {1} s",
                    file, Duration.between(since, now).toSeconds());
            problem = null;
            since = now;
        }
    }

    /// A commit failed.
    synchronized void failed(JournalException why) {
        boolean worse = problem == null;
        if (worse || problem.kind() != why.kind()) {
            log(why);
        }
        if (worse) {
            since = clock.instant();
        }
        problem = why;
    }

    private static void log(JournalException why) {
        Throwable cause = why.getCause();
        LOG.log(System.Logger.Level.ERROR, why.getMessage() + " " + why.hint(), isOutside(cause) ? null : cause);
    }

    /// Whether commits fail by a fault of this program, not by what the disk or another program refuses.
    synchronized boolean isOwnFault() {
        return problem != null && !isOutside(problem.getCause());
    }

    private static boolean isOutside(Throwable cause) {
        return cause == null || cause instanceof SQLException || cause instanceof IOException;
    }

    /// No more commits are made.
    synchronized void ended() {
        problem = failures.closed();
        since = clock.instant();
    }

    /// How it stands now.
    synchronized Health health() {
        return new Health(
                problem == null,
                problem == null ? "" : problem.getMessage() + " " + problem.hint(),
                since,
                failures.freeBytes(),
                Sqlite.bytes(Sqlite.wal(file)));
    }
}
