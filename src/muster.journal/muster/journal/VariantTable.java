// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.journal.Receipt.Kind;
import muster.journal.Receipt.Outcome;
import muster.model.Entry;
import muster.model.Punch;

/// Other versions of known punches, one per row, source, state and verify mode. Used by one thread.
final class VariantTable {

    /// The columns [PunchTable#read] expects, of the tables variant v, punch k (the row it belongs to), and
    /// reading a and b of the two.
    static final String COLUMNS = "v.seq, v.source, k.terminal, k.pin, k.instant + b.utc_offset - a.utc_offset, "
            + "v.reading, v.received_at, v.state, v.verify_mode, v.work_code, v.raw, NULL";

    /// The tables to take them from.
    static final String FROM = " FROM variant v CROSS JOIN punch k ON k.seq = v.seq "
            + "CROSS JOIN reading a ON a.id = v.reading CROSS JOIN reading b ON b.id = k.reading ";

    private final ReadingTable readings;
    private final PreparedStatement find;
    private final PreparedStatement insert;

    VariantTable(Connection connection, ReadingTable readings) throws SQLException {
        this.readings = readings;
        find = connection.prepareStatement("""
                SELECT v.seq FROM punch p CROSS JOIN variant v ON v.seq = p.seq
                WHERE p.local_time = ? AND p.terminal = ? AND p.pin = ?
                  AND v.source = ? AND v.state = ? AND v.verify_mode = ?""");
        insert = connection.prepareStatement("""
                INSERT INTO variant (seq, source, state, verify_mode, reading, received_at, work_code, raw)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    /// Keeps a variant beside a row, unless that second has it already.
    ///
    /// @return a duplicate if it was there, with the row it is kept with
    Outcome store(Draft.OfPunch draft, int terminal, long seq) throws SQLException {
        Punch punch = draft.fact();
        find.setString(1, draft.localTime());
        find.setInt(2, terminal);
        find.setString(3, punch.pin());
        find.setInt(4, Sources.code(punch.source()));
        find.setInt(5, punch.state());
        find.setInt(6, punch.verifyMode());
        try (ResultSet row = find.executeQuery()) {
            if (row.next()) {
                return new Outcome(row.getLong(1), Kind.DUPLICATE);
            }
        }
        insert(draft, seq);
        return new Outcome(seq, Kind.VARIANT);
    }

    private void insert(Draft.OfPunch draft, long seq) throws SQLException {
        Punch punch = draft.fact();
        insert.setLong(1, seq);
        insert.setInt(2, Sources.code(punch.source()));
        insert.setInt(3, punch.state());
        insert.setInt(4, punch.verifyMode());
        insert.setInt(5, readings.id(punch));
        insert.setLong(6, punch.receivedAt().toEpochMilli());
        insert.setString(7, punch.workCode().isEmpty() ? null : punch.workCode());
        insert.setBytes(8, draft.raw());
        insert.executeUpdate();
    }

    /// The variant of a row with [#COLUMNS].
    static Variant read(ResultSet row, Names names) throws SQLException {
        Entry entry = PunchTable.read(row, names);
        return new Variant(entry.seq(), (Punch) entry.fact());
    }
}
