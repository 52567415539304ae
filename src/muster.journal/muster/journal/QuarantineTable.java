// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Bytes;
import muster.model.Entry;
import muster.model.Json;
import muster.model.Quarantined;

/// The records that are held. Used by one thread.
final class QuarantineTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "seq, source, terminal, \"table\", reason, detail, received_at, raw";

    /// What a held record became that was kept no longer.
    static final long GIVEN_UP = -1;

    private final Counts counts;
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement held;
    private final PreparedStatement release;

    /// A held record, as far as releasing it needs.
    ///
    /// @param releasedAs the punch it became; 0 when it is still held
    record Held(String terminal, long releasedAs) {}

    QuarantineTable(Connection connection, Counts counts) throws SQLException {
        this.counts = counts;
        insert = connection.prepareStatement("INSERT INTO quarantine (" + COLUMNS + ", digest) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (terminal, digest) DO NOTHING");
        find = connection.prepareStatement("SELECT seq FROM quarantine WHERE terminal = ? AND digest = ?");
        held = connection.prepareStatement("SELECT terminal, released_as FROM quarantine WHERE seq = ?");
        release = connection.prepareStatement("UPDATE quarantine SET released_as = ? WHERE seq = ?");
    }

    /// Stores a record, unless it is known.
    ///
    /// @param seq its number if it is new
    Outcome store(Draft.OfQuarantined draft, long seq) throws SQLException {
        Count count = counts.of(draft.fact().terminal());
        if (insert(draft, seq)) {
            count.addQuarantined();
            return new Outcome(seq, Kind.STORED);
        }
        count.addDuplicate();
        find.setString(1, draft.fact().terminal());
        find.setBytes(2, draft.digest());
        try (ResultSet row = find.executeQuery()) {
            return new Outcome(row.next() ? row.getLong(1) : 0, Kind.DUPLICATE);
        }
    }

    private boolean insert(Draft.OfQuarantined draft, long seq) throws SQLException {
        Quarantined record = draft.fact();
        insert.setLong(1, seq);
        insert.setInt(2, Sources.code(record.source()));
        insert.setString(3, record.terminal());
        insert.setString(4, record.table());
        insert.setString(5, Json.word(record.reason()));
        insert.setString(6, record.detail());
        insert.setLong(7, record.receivedAt().toEpochMilli());
        insert.setBytes(8, record.raw().toArray());
        insert.setBytes(9, draft.digest());
        return insert.executeUpdate() == 1;
    }

    /// The record with that number, if there is one.
    Optional<Held> held(long seq) throws SQLException {
        held.setLong(1, seq);
        try (ResultSet row = held.executeQuery()) {
            return row.next() ? Optional.of(new Held(row.getString(1), row.getLong(2))) : Optional.empty();
        }
    }

    /// Marks a record as released.
    void release(long seq, String terminal, long punch) throws SQLException {
        release.setLong(1, punch);
        release.setLong(2, seq);
        release.executeUpdate();
        counts.of(terminal).removeQuarantined();
    }

    /// The entry of a row with [#COLUMNS].
    static Entry read(ResultSet row) throws SQLException {
        Quarantined record = new Quarantined(
                Sources.of(row.getInt(2)),
                row.getString(3),
                row.getString(4),
                Words.of(Quarantined.Reason.class, row.getString(5)),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                Bytes.of(row.getBytes(8)));
        return new Entry(row.getLong(1), record);
    }
}
