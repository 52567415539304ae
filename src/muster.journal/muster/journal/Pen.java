// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Entry;
import muster.model.Sample;

/// The one connection that writes, with its statements and what it knows: the next number, the terminals'
/// numbers, the counters. After any failure it is thrown away as a whole and a new one reads all of that
/// from disk, so a rolled-back transaction leaves nothing behind. Used by one thread.
final class Pen implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("muster.journal");
    private static final int SNAPSHOT_ENTRIES = 5_000;
    private static final Duration SNAPSHOT_PERIOD = Duration.ofSeconds(60);

    private final Connection connection;
    private final Counts counts;
    private final PunchTable punches;
    private final FactTable facts;
    private final QuarantineTable quarantine;
    private final SampleTable samples;
    private final ChannelTable channels;
    private final Blocks blocks;
    private final ErasedTable erased;
    private final PreparedStatement stamp;
    private final List<Entry> fresh = new ArrayList<>();
    private long head;
    private Instant savedAt;
    private boolean dirty;
    private boolean uncounted;
    private int scattered;
    private boolean rewritten;

    /// @param connection to be closed by this
    /// @param erasedKey what the hashes of erased PINs are made with
    Pen(Connection connection, Map<String, Tally> published, ErasedKey erasedKey, Instant now) throws SQLException {
        this.connection = connection;
        this.savedAt = now;
        connection.setAutoCommit(false);
        head = Entries.head(connection);
        counts = Counts.load(connection);
        counts.raiseDuplicates(published);
        published.putAll(counts.tallies());
        TerminalTable terminals = new TerminalTable(connection);
        punches = new PunchTable(connection, terminals, counts);
        facts = new FactTable(connection, terminals, counts);
        quarantine = new QuarantineTable(connection, counts);
        samples = new SampleTable(connection);
        channels = new ChannelTable(connection);
        blocks = new Blocks(connection);
        erased = new ErasedTable(connection, erasedKey);
        stamp = connection.prepareStatement("""
                INSERT INTO stamp (terminal, "table", value) VALUES (?, ?, ?)
                ON CONFLICT (terminal, "table") DO UPDATE SET value = excluded.value WHERE value <> excluded.value""");
        connection.commit();
    }

    /// Stores facts and a terminal's stamp (or null), within the transaction that is open.
    List<Outcome> append(List<Draft> drafts, Stamp mark) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(drafts.size());
        while (outcomes.size() < drafts.size()) {
            int next = outcomes.size();
            int together = next + PunchTable.TOGETHER;
            if (together > drafts.size() || !storeAll(drafts.subList(next, together), outcomes)) {
                outcomes.add(store(drafts.get(next)));
            }
        }
        if (mark != null) {
            stamp.setString(1, mark.terminal());
            stamp.setString(2, mark.table());
            stamp.setString(3, mark.value());
            dirty |= stamp.executeUpdate() == 1;
        }
        return outcomes;
    }

    private boolean storeAll(List<Draft> drafts, List<Outcome> outcomes) throws SQLException {
        if (!erased.isEmpty() || !punches.storeAll(drafts, head + 1)) {
            return false;
        }
        for (Draft draft : drafts) {
            outcomes.add(stored(draft));
        }
        return true;
    }

    private Outcome stored(Draft draft) {
        head++;
        fresh.add(new Entry(head, draft.fact()));
        dirty = true;
        return new Outcome(head, Kind.STORED);
    }

    private Outcome store(Draft given) throws SQLException {
        Draft draft = erased.without(given);
        if (draft == null) {
            uncounted = true;
            return new Outcome(0, Kind.ERASED);
        }
        long seq = head + 1;
        Outcome outcome =
                switch (draft) {
                    case Draft.OfPunch punch -> punches.store(punch, seq);
                    case Draft.OfFact fact -> facts.store(fact, seq);
                    case Draft.OfQuarantined record -> quarantine.store(record, seq);
                };
        switch (outcome.kind()) {
            case STORED -> stored(draft);
            case VARIANT -> dirty = true;
            case DUPLICATE -> uncounted = true;
            case UNCHANGED, ERASED -> {}
        }
        return outcome;
    }

    /// Stores the punch a quarantined record turned out to be and marks the record, within the transaction
    /// that is open.
    ///
    /// @return empty if no quarantined record has that number
    List<Outcome> release(long seq, Draft punch) throws SQLException {
        Optional<QuarantineTable.Held> held = quarantine.held(seq);
        if (held.isEmpty()) {
            return List.of();
        }
        if (held.get().releasedAs() != 0) {
            return List.of(new Outcome(held.get().releasedAs(), Kind.DUPLICATE));
        }
        Outcome outcome = store(punch);
        quarantine.release(seq, held.get().terminal(), outcome.seq());
        // A release far behind the snapshot would not be seen by whoever counts from there.
        snapshot();
        dirty = true;
        return List.of(outcome);
    }

    /// Moves a sink's cursor on, within the transaction that is open. No entry of the journal: a sink would follow
    /// its own steps.
    ///
    /// @return empty if it would go back
    List<Outcome> advance(Progress progress, Instant now) throws SQLException {
        if (!facts.advance(erased.without(progress), now)) {
            return List.of();
        }
        dirty = true;
        return List.of(new Outcome(0, Kind.UNCHANGED));
    }

    /// Puts a sink's cursor somewhere and stores who did it, within the transaction that is open.
    ///
    /// @return empty if there is no such cursor
    List<Outcome> move(String sink, long position, Draft change) throws SQLException {
        return facts.move(sink, position) ? List.of(store(change)) : List.of();
    }

    /// Puts a channel's cursor somewhere, within the transaction that is open. No entry of the journal, as in
    /// [#advance].
    List<Outcome> moveChannel(String name, long position, Instant now) throws SQLException {
        dirty |= channels.move(name, position, now);
        return List.of();
    }

    /// Keeps measured values, within the transaction that is open. No entries of the journal: they are not what
    /// happened, and would soon be its main content.
    List<Outcome> sample(List<Sample> values) throws SQLException {
        int written = samples.store(values);
        scattered += written;
        dirty |= written > 0;
        return List.of();
    }

    /// Forgets measured values, within the transaction that is open.
    ///
    /// @param series as in [SampleTable#trim]
    /// @return how many rows were deleted
    int trim(List<Sample> series, long before) throws SQLException {
        int deleted = samples.trim(series, before);
        scattered += Math.min(deleted, series.size());
        dirty |= deleted > 0;
        return deleted;
    }

    /// Seals a block of entries, within the transaction that is open. No entry of the journal: it would need a seal.
    ///
    /// @param rewritten how often entries had been changed when these were read
    /// @return false if one may have been changed since
    boolean seal(Chain.Block block, long rewritten) throws SQLException {
        if (Sqlite.number(connection, Chain.REWRITTEN) != rewritten) {
            return false;
        }
        block.store(connection);
        dirty = true;
        return true;
    }

    /// Changes what was written before, within the transaction that is open.
    List<Outcome> rewrite(Rewriting work) throws SQLException {
        work.rewrite(connection);
        ChangedLeaves.keep(connection);
        Sqlite.run(connection, "UPDATE meta SET value = value + 1 WHERE name = 'rewritten'");
        // what was changed far behind the snapshot would not be seen by whoever counts from there
        snapshot();
        dirty = true;
        rewritten = true;
        return List.of();
    }

    /// Lets a rewriting look, and change what nobody follows, within the transaction that is open.
    void look(Rewriting work) throws SQLException {
        work.rewrite(connection);
        ChangedLeaves.keep(connection);
    }

    /// A held record is kept no longer, within the transaction that is open.
    void giveUp(long seq, String terminal) throws SQLException {
        quarantine.release(seq, terminal, QuarantineTable.GIVEN_UP);
    }

    /// What changes entries that were written before.
    @FunctionalInterface
    interface Rewriting {
        void rewrite(Connection connection) throws SQLException;
    }

    /// The people who were erased.
    ErasedTable erased() {
        return erased;
    }

    /// Whether entries that were written before were changed since this was asked last.
    boolean takeRewritten() {
        boolean was = rewritten;
        rewritten = false;
        return was;
    }

    /// Writes the file anew, so that its free space holds nothing of what was in it. Outside of any transaction;
    /// nobody else writes meanwhile, and readers go on.
    ///
    /// @return false if there is no room for a second copy, or a reader did not let go of the log; the file is sound
    boolean compact() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        try {
            Sqlite.run(connection, "VACUUM");
            Sqlite.number(connection, "PRAGMA secure_delete = OFF");
            return Sqlite.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        } catch (SQLException noRoom) {
            LOG.log(System.Logger.Level.WARNING, "the journal could not be written anew: {0}", noRoom.getMessage());
            return false;
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /// Changes something of no meaning, so that a commit has to reach the disk.
    List<Outcome> probe() throws SQLException {
        Sqlite.run(connection, "UPDATE meta SET value = value + 1 WHERE name = 'probe'");
        dirty = true;
        return List.of();
    }

    /// Ends the transaction; when it returns, all of it is on disk. One that changed nothing writes nothing.
    ///
    /// @return the new entries, in order
    List<Entry> commit(Instant now) throws SQLException {
        blocks.fill(head);
        boolean save = dirty && isSnapshotDue(now);
        if (save) {
            snapshot();
        }
        connection.commit();
        if (save) {
            counts.saved(head);
            savedAt = now;
            uncounted = false;
        }
        dirty = false;
        List<Entry> entries = List.copyOf(fresh);
        fresh.clear();
        return entries;
    }

    /// How many rows, each on a page of its own, were written beside the entries since this was asked last.
    int takeScattered() {
        int rows = scattered;
        scattered = 0;
        return rows;
    }

    /// Behind the snapshot everything is counted again at the next start, except duplicates.
    private boolean isSnapshotDue(Instant now) {
        return head - counts.savedSeq() >= SNAPSHOT_ENTRIES
                || uncounted && !now.isBefore(savedAt.plus(SNAPSHOT_PERIOD));
    }

    private void snapshot() throws SQLException {
        counts.save(connection, head);
        erased.save();
    }

    /// Shows the counters as they are now.
    void publish(Map<String, Tally> tallies) {
        counts.publish(tallies);
    }

    /// The last number given out.
    long head() {
        return head;
    }

    /// Saves the counters if they changed.
    void finish() throws SQLException {
        if (counts.isUnsaved() || erased.isUnsaved()) {
            snapshot();
            connection.commit();
        }
    }

    /// Empties the write-ahead log, waiting for readers to leave it.
    void truncateLog() throws SQLException {
        Sqlite.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// Moves what is left in the write-ahead log into the file, waiting for nobody, so that the log can start over.
    void moveLog() throws SQLException {
        Sqlite.number(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// Closes the connection; what was not committed is gone.
    @Override
    public void close() {
        Sqlite.close(connection);
    }
}
