// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import muster.model.DeadLetter;
import muster.model.Json;

/// The records that sinks set aside. Used by one thread.
final class DeadLetterTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS =
            "id, sink, seq, pin, reason, detail, state, tries, first_at, last_at, edit, by";

    private final PreparedStatement insert;
    private final PreparedStatement update;

    DeadLetterTable(Connection connection) throws SQLException {
        // set aside once more after a replay: the same letter, open again unless somebody gave it up
        insert = connection.prepareStatement("""
                INSERT INTO dead_letter (sink, seq, pin, reason, detail, state, tries, first_at, last_at, edit, by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sink, seq) DO UPDATE SET reason = excluded.reason, detail = excluded.detail,
                    state = CASE WHEN state = 'discarded' THEN state ELSE excluded.state END,
                    tries = tries + excluded.tries, last_at = excluded.last_at""");
        update = connection.prepareStatement("""
                UPDATE dead_letter SET reason = ?, detail = ?, state = ?, tries = ?, last_at = ?, edit = ?, by = ?
                WHERE id = ?""");
    }

    /// Keeps a letter: a new one when its number is 0.
    ///
    /// @return whether there is such a letter
    boolean store(DeadLetter letter) throws SQLException {
        return letter.id() == 0 ? insert(letter) : update(letter);
    }

    private boolean insert(DeadLetter letter) throws SQLException {
        insert.setString(1, letter.sink());
        insert.setLong(2, letter.seq());
        insert.setString(3, letter.pin());
        insert.setString(4, letter.reason());
        insert.setString(5, letter.detail());
        insert.setString(6, Json.word(letter.state()));
        insert.setInt(7, letter.tries());
        insert.setLong(8, letter.firstAt().toEpochMilli());
        insert.setLong(9, letter.lastAt().toEpochMilli());
        insert.setString(10, letter.edit());
        insert.setString(11, letter.by());
        return insert.executeUpdate() == 1;
    }

    private boolean update(DeadLetter letter) throws SQLException {
        update.setString(1, letter.reason());
        update.setString(2, letter.detail());
        update.setString(3, Json.word(letter.state()));
        update.setInt(4, letter.tries());
        update.setLong(5, letter.lastAt().toEpochMilli());
        update.setString(6, letter.edit());
        update.setString(7, letter.by());
        update.setLong(8, letter.id());
        return update.executeUpdate() == 1;
    }

    /// The letter of a row with [#COLUMNS].
    static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                DeadLetter.State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getInt(8),
                Instant.ofEpochMilli(row.getLong(9)),
                Instant.ofEpochMilli(row.getLong(10)),
                row.getString(11),
                row.getString(12));
    }
}
