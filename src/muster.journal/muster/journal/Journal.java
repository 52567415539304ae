// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import muster.model.Entry;
import muster.model.Fact;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.Sample;
import muster.model.SinkChange;

/// Everything that happened, in one dense sequence, on disk before anybody is told. Thread-safe.
///
/// Whoever appends is answered when the commit that holds the facts is on disk; callers that wait at the
/// same time share a commit. Whoever follows keeps a position: [#awaitBeyond], then [#read]. Only one
/// process at a time can have a file open as a journal; [Records#open] reads beside it.
public final class Journal implements AutoCloseable {

    /// So many series of measured values are trimmed in one commit.
    private static final int SERIES = 50;

    private final InstantSource clock;
    private final WriterLock lock;
    private final Vitals vitals;
    private final Writer writer;
    private final Records records;
    private final Chain chain;
    private final Erasures erasures;

    private Journal(JournalSettings settings, InstantSource clock, WriterLock lock, Writer.Opening opening)
            throws SQLException, IOException {
        this.clock = clock;
        this.lock = lock;
        Failures failures = new Failures(settings.file(), settings.backups());
        vitals = new Vitals(settings.file(), failures, clock);
        writer = new Writer(settings.file(), settings.tail(), opening, failures, vitals, clock);
        Readers readers = new Readers(settings.file(), settings.readers(), failures);
        records = new Records(settings.file(), readers, writer::tallies);
        chain = new Chain(readers, writer, clock);
        erasures = new Erasures(settings.file(), writer, clock);
    }

    /// Opens the file, makes it if it is not there, and brings an older one to the current schema after a
    /// verified backup.
    ///
    /// @param clock for the moments in [Health] and the names of backups
    /// @throws JournalException if it is in use, damaged, newer, no journal, or the disk refuses
    public static Journal open(JournalSettings settings, InstantSource clock) throws JournalException {
        return open(settings, clock, Schema.current(), () -> Sqlite.writer(settings.file()));
    }

    /// The same with another schema, and with a say in how the writer's connection is opened.
    static Journal open(JournalSettings settings, InstantSource clock, Schema schema, Writer.Opening opening)
            throws JournalException {
        WriterLock lock = null;
        try {
            Files.createDirectories(settings.file().toAbsolutePath().getParent());
            lock = WriterLock.take(settings.file());
            LeftLog.secure(settings.file());
            schema.prepare(settings, clock.instant());
            Journal journal = new Journal(settings, clock, lock, () -> tuned(opening.open(), settings));
            lock = null;
            return journal;
        } catch (SQLException | IOException e) {
            throw new Failures(settings.file(), settings.backups()).opening(e);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private static Connection tuned(Connection connection, JournalSettings settings) throws SQLException {
        try {
            if (!"wal".equals(Sqlite.text(connection, "PRAGMA journal_mode = WAL"))) {
                throw new SQLException("its file system cannot hold a write-ahead log; a local disk can");
            }
            Sqlite.run(connection, "PRAGMA synchronous = " + settings.synchronous());
            Sqlite.run(connection, "PRAGMA cell_size_check = ON");
            Sqlite.number(connection, "PRAGMA wal_autocheckpoint = 0");
            Sqlite.number(connection, "PRAGMA journal_size_limit = " + Checkpoints.KEPT_LOG_BYTES);
            return connection;
        } catch (SQLException e) {
            Sqlite.close(connection);
            throw e;
        }
    }

    /// Appends facts; returns when they are on disk. All of them or none.
    ///
    /// @throws JournalException if they are not on disk: acknowledge nothing
    /// @throws InterruptedException if interrupted while waiting; the facts may be kept all the same, and
    ///     appending them again does no harm
    public Receipt append(List<? extends Fact> facts) throws JournalException, InterruptedException {
        return append(facts, null);
    }

    /// The same, with the terminal's stamp in the same commit. A stamp that is already stored costs no write.
    ///
    /// @param stamp null for none
    /// @throws JournalException if they are not on disk: acknowledge nothing
    /// @throws InterruptedException if interrupted while waiting, as in [#append(List)]
    public Receipt append(List<? extends Fact> facts, Stamp stamp) throws JournalException, InterruptedException {
        List<Draft> drafts = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            drafts.add(Draft.of(fact));
        }
        return writer.write(new Turn(drafts.size(), pen -> pen.append(drafts, stamp)));
    }

    /// Takes a record out of quarantine: appends the punch it turned out to be and marks the record with that
    /// punch's place, in one commit. Doing it again changes nothing and answers [Receipt.Kind#DUPLICATE].
    ///
    /// @param quarantineSeq the place of the quarantined record
    /// @return one outcome, for the punch
    /// @throws IllegalArgumentException if no quarantined record has that place
    /// @throws JournalException if it is not on disk
    /// @throws InterruptedException if interrupted while waiting, as in [#append(List)]
    public Receipt release(long quarantineSeq, Punch punch) throws JournalException, InterruptedException {
        Draft draft = Draft.of(punch);
        Receipt receipt = writer.write(new Turn(1, pen -> pen.release(quarantineSeq, draft)));
        if (receipt.outcomes().isEmpty()) {
            throw new IllegalArgumentException("no quarantined record has the number " + quarantineSeq);
        }
        return receipt;
    }

    /// Moves a sink's cursor on, with what its target said and the records set aside, in one commit. Makes the cursor
    /// if there is none.
    ///
    /// @throws IllegalArgumentException if the cursor would go back
    /// @throws JournalException if it is not on disk: the records will be delivered again
    /// @throws InterruptedException if interrupted while waiting, as in [#append(List)]
    public void advance(Progress progress) throws JournalException, InterruptedException {
        Instant now = clock.instant();
        Receipt receipt = writer.write(new Turn(1 + progress.letters().size(), pen -> pen.advance(progress, now)));
        if (receipt.outcomes().isEmpty()) {
            throw new IllegalArgumentException("the cursor of sink " + progress.sink() + " is further than "
                    + progress.position() + " and would go back");
        }
    }

    /// Puts a sink's cursor anywhere, as an operator says, with the fact that tells of it, in one commit.
    ///
    /// @param change who did it
    /// @throws IllegalArgumentException if the sink has no cursor
    /// @throws JournalException if it is not on disk
    /// @throws InterruptedException if interrupted while waiting, as in [#append(List)]
    public void moveCursor(String sink, long position, SinkChange change)
            throws JournalException, InterruptedException {
        Draft draft = Draft.of(change);
        Receipt receipt = writer.write(new Turn(1, pen -> pen.move(sink, position, draft)));
        if (receipt.outcomes().isEmpty()) {
            throw new IllegalArgumentException("no sink " + sink + " ever ran");
        }
    }

    /// Keeps measured values, in one commit. They are no entries: nobody follows them. A moment is kept to the
    /// millisecond; of two values of one measure and subject in the same one, the later given one is kept. What is no
    /// finite number is no value and left out.
    ///
    /// @throws NullPointerException if a measure, a subject or a moment is missing
    /// @throws ArithmeticException if a moment is further away than any clock goes
    /// @throws JournalException if they are not on disk
    /// @throws InterruptedException if interrupted while waiting, as in [#append(List)]
    public void sample(List<Sample> samples) throws JournalException, InterruptedException {
        List<Sample> kept = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            Objects.requireNonNull(sample.measure(), "measure");
            Objects.requireNonNull(sample.subject(), "subject");
            // Refuses a moment that does not fit before it can spoil a commit shared with others.
            sample.at().toEpochMilli();
            if (Double.isFinite(sample.value())) {
                kept.add(sample);
            }
        }
        writer.write(new Turn(kept.size(), pen -> pen.sample(kept)));
    }

    /// Forgets measured values that held no more at a moment: of every measure and subject those before the last one
    /// up to then. In as many short commits as it takes, so that no punch waits long.
    ///
    /// @throws ArithmeticException if the moment is further away than any clock goes
    /// @throws JournalException if the rest could not be forgotten
    /// @throws InterruptedException if interrupted while waiting; the rest may be there still
    public void trimSamples(Instant before) throws JournalException, InterruptedException {
        long cut = before.toEpochMilli();
        List<Sample> series = records.watching().series();
        AtomicInteger deleted = new AtomicInteger();
        do {
            deleted.set(0);
            for (int from = 0; from < series.size(); from += SERIES) {
                List<Sample> some = series.subList(from, Math.min(from + SERIES, series.size()));
                writer.write(new Turn(some.size() * SampleTable.TRIMMED, pen -> {
                    deleted.addAndGet(pen.trim(some, cut));
                    return List.of();
                }));
            }
        } while (deleted.get() > 0);
    }

    /// Puts a channel's cursor anywhere, forward or back, in one commit. Makes the cursor if there is none.
    ///
    /// @throws NullPointerException if the name is missing
    /// @throws JournalException if it is not on disk: what was told since may be told again
    /// @throws InterruptedException if interrupted while waiting, as in [#append(List)]
    public void moveChannel(String name, long position) throws JournalException, InterruptedException {
        Objects.requireNonNull(name, "name");
        Instant now = clock.instant();
        writer.write(new Turn(1, pen -> pen.moveChannel(name, position, now)));
    }

    /// What is taken out of the journal again: people, and what is kept no longer.
    public Erasures erasures() {
        return erasures;
    }

    /// The last sequence number on disk; 0 when the journal is empty.
    public long head() {
        return writer.tail().head();
    }

    /// Grows whenever entries that were kept were changed, as when a person is erased: whoever holds some that were
    /// read before must read them again.
    public long revision() {
        return writer.revision();
    }

    /// Waits until the head is beyond a sequence number.
    ///
    /// @return the head then, or when the time was up or the journal was closed
    /// @throws InterruptedException if interrupted while waiting
    public long awaitBeyond(long seq, Duration atMost) throws InterruptedException {
        return writer.tail().awaitBeyond(seq, atMost);
    }

    /// The entries behind a sequence number, of every kind, in order and without a gap; the newest come
    /// from memory.
    ///
    /// @param limit how many at most, 1 to 10,000; less or more is taken for the nearest of these
    /// @return empty when there are none yet
    /// @throws JournalException if the file cannot be read
    public List<Entry> read(long after, int limit) throws JournalException {
        int page = Math.clamp(limit, 1, PunchQuery.MAX_LIMIT);
        Optional<List<Entry>> newest = writer.tail().since(after, page);
        return newest.isPresent() ? newest.get() : records.entries(after, page);
    }

    /// The questions that can be asked. Lives as long as the journal; closing it is the journal's business.
    public Records records() {
        return records;
    }

    /// The chain of hashes over the entries.
    public Chain chain() {
        return chain;
    }

    /// Whether facts can be kept, as far as the last commit told.
    public Health health() {
        return vitals.health();
    }

    /// Tries a small real commit and tells what came of it; after a failure this is what heals.
    ///
    /// @throws InterruptedException if interrupted while waiting
    public Health probe() throws InterruptedException {
        try {
            writer.write(new Turn(1, Pen::probe));
        } catch (JournalException toldByHealth) {
            return vitals.health();
        }
        return vitals.health();
    }

    /// What keeps it from writing that only a start anew can cure: a fault of this program. A full disk is none, nor is
    /// whatever else is refused from outside. Tries a commit if the last one failed.
    ///
    /// @throws InterruptedException if interrupted while waiting
    public Optional<String> fault() throws InterruptedException {
        Health found = vitals.health().ok() || writer.isBroken() ? vitals.health() : probe();
        if (writer.isBroken()) {
            return Optional.of("a fault ended the thread that writes. " + found.problem());
        }
        return found.ok() || !vitals.isOwnFault() ? Optional.empty() : Optional.of(found.problem());
    }

    /// Writes what callers have handed over, saves the counters and closes the file. Appends from now on
    /// fail; waiting followers wake. May be called again.
    @Override
    public void close() {
        writer.close();
        vitals.ended();
        records.close();
        lock.close();
    }
}
