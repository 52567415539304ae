// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import muster.model.Entry;

/// The one thread that writes. It takes whoever waits, writes all of it in one transaction, and answers
/// them when that is on disk; meanwhile the next ones gather. It never waits for more to come.
///
/// A platform thread, because SQLite's native calls would hold a virtual thread's carrier.
final class Writer implements AutoCloseable {

    private static final int ROWS = 20_000;

    /// Opens the connection that writes.
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Path file;
    private final Opening opening;
    private final Failures failures;
    private final Vitals vitals;
    private final InstantSource clock;
    private final Tail tail;
    private final WaitingLine line = new WaitingLine();
    private final Checkpoints checkpoints;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile long dropped;
    private volatile boolean broken;
    private volatile long revision;
    private Object identity;
    private Pen pen;
    private boolean doubtful;

    /// Opens the connection, reads where the journal ends and starts the thread.
    ///
    /// @param tailSize how many of the newest entries stay in memory
    Writer(Path file, int tailSize, Opening opening, Failures failures, Vitals vitals, InstantSource clock)
            throws SQLException, IOException {
        this.file = file;
        this.opening = opening;
        this.failures = failures;
        this.vitals = vitals;
        this.clock = clock;
        this.identity = Sqlite.identity(file);
        this.pen = open();
        this.dropped = pen.erased().dropped();
        this.tail = new Tail(tailSize, pen.head());
        this.checkpoints = new Checkpoints(file);
        this.thread = Thread.ofPlatform().name("journal-writer").daemon().start(this::run);
    }

    private Pen open() throws SQLException, IOException {
        Connection connection = opening.open();
        try {
            Pen opened = new Pen(connection, tallies, ErasedKey.beside(file), clock.instant());
            LeftLog.secureName(file);
            return opened;
        } catch (SQLException | IOException | RuntimeException e) {
            Sqlite.close(connection);
            throw e;
        }
    }

    /// Lines up for the next transaction and waits for its end.
    Receipt write(Turn turn) throws JournalException, InterruptedException {
        if (!line.join(turn)) {
            throw failures.closed();
        }
        return turn.await();
    }

    Tail tail() {
        return tail;
    }

    /// The counters as of the last commit.
    Map<String, Tally> tallies() {
        return Map.copyOf(tallies);
    }

    /// How many records of people who were erased were dropped, as of the last commit.
    long dropped() {
        return dropped;
    }

    /// Whether a fault ended the thread; then nothing is written any more.
    boolean isBroken() {
        return broken;
    }

    /// As in [Journal#revision()].
    long revision() {
        return revision;
    }

    private void run() {
        List<Turn> turns = List.of();
        try {
            for (turns = line.next(ROWS); !turns.isEmpty(); turns = line.next(ROWS)) {
                write(turns);
            }
            finish();
        } catch (RuntimeException | Error fault) {
            broken = true;
            vitals.failed(failures.writing(fault));
        } finally {
            abandon(turns);
        }
    }

    /// Whoever waits for a thread that is no more would wait for ever.
    private void abandon(List<Turn> begun) {
        line.close();
        for (List<Turn> left = begun; !left.isEmpty(); left = line.next(ROWS)) {
            left.forEach(turn -> turn.fail(failures.closed()));
        }
    }

    private void write(List<Turn> turns) {
        try {
            List<Entry> entries = commit(turns);
            vitals.succeeded();
            tail.add(entries);
            if (pen.takeRewritten()) {
                tail.restart(pen.head());
                revision++; // by this thread alone
            }
            turns.forEach(turn -> turn.succeed(tail.head()));
            relieve(entries.size(), pen.takeScattered());
        } catch (JournalException e) {
            fail(turns, e);
        } catch (SQLException | IOException | RuntimeException | Error e) {
            fail(turns, failures.writing(e));
        }
    }

    private List<Entry> commit(List<Turn> turns) throws SQLException, IOException, JournalException {
        if (!Objects.equals(identity, Sqlite.identity(file))) {
            throw failures.moved();
        }
        if (pen == null) {
            reopen();
        }
        for (Turn turn : turns) {
            turn.write(pen);
        }
        List<Entry> entries = pen.commit(clock.instant());
        pen.publish(tallies);
        dropped = pen.erased().dropped();
        return entries;
    }

    /// A disk that was merely full gave nothing up: then the log need not be written again for every try.
    private void reopen() throws SQLException, IOException, JournalException {
        if (doubtful) {
            LeftLog.secure(file);
        }
        pen = open();
        doubtful = false;
        resume();
    }

    /// What a lost connection did not acknowledge may be on disk all the same, never the other way round.
    private void resume() throws JournalException {
        if (pen.head() < tail.head()) {
            throw failures.moved();
        }
        if (pen.head() > tail.head()) {
            tail.restart(pen.head());
            revision++;
        }
    }

    private void fail(List<Turn> turns, JournalException why) {
        doubtful |= why.kind() != JournalException.Kind.FULL;
        if (pen != null) {
            pen.close();
            pen = null;
        }
        try {
            vitals.failed(why);
        } finally {
            turns.forEach(turn -> turn.fail(why));
        }
    }

    private void relieve(int rows, int scattered) throws SQLException {
        if (checkpoints.count(rows, scattered) && Sqlite.bytes(Sqlite.wal(file)) > Checkpoints.MAX_LOG_BYTES) {
            pen.truncateLog();
        } else if (checkpoints.takeLeft()) {
            pen.moveLog();
        }
    }

    private void finish() {
        checkpoints.close();
        if (pen == null) {
            return;
        }
        try {
            pen.finish();
        } catch (SQLException e) {
            // Only counters of repeated records are lost; everything else is counted again at the next start.
            vitals.failed(failures.writing(e));
        }
        pen.close();
    }

    /// Writes for those who wait, saves the counters and ends the thread.
    @Override
    public void close() {
        line.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        tail.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
