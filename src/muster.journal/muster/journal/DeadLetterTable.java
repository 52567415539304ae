// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import muster.model.DeadLetter;
import muster.model.Json;

/// The records that sinks set aside. Used by one thread.
final class DeadLetterTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS =
            "id, sink, seq, pin, reason, detail, state, tries, first_at, last_at, edit, by";

    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement change;

    DeadLetterTable(Connection connection) throws SQLException {
        // set aside once more after a replay: the same letter, open again unless somebody gave it up
        insert = connection.prepareStatement("""
                INSERT INTO dead_letter (sink, seq, pin, reason, detail, state, tries, first_at, last_at, edit, by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sink, seq) DO UPDATE SET reason = excluded.reason, detail = excluded.detail,
                    state = CASE WHEN state = 'discarded' THEN state ELSE excluded.state END,
                    tries = tries + excluded.tries, last_at = excluded.last_at""");
        // an operator may have edited it or given it up while the target was asked; what the target took it has
        update = connection.prepareStatement("""
                UPDATE dead_letter SET reason = ?1, detail = ?2, tries = ?3, last_at = ?4,
                    state = CASE WHEN state = 'open' OR ?5 = 'delivered' THEN ?5 ELSE state END
                WHERE id = ?6""");
        change = connection.prepareStatement(
                "UPDATE dead_letter SET state = ?, edit = ?, by = ? WHERE id = ? AND state = 'open'");
    }

    /// Keeps what came of trying a letter: a new one when its number is 0.
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
        update.setInt(3, letter.tries());
        update.setLong(4, letter.lastAt().toEpochMilli());
        update.setString(5, Json.word(letter.state()));
        update.setLong(6, letter.id());
        return update.executeUpdate() == 1;
    }

    /// Keeps what an operator did with a letter: a new one when its number is 0.
    ///
    /// @return false if there is no such letter, or it is not open any more
    boolean change(DeadLetter letter) throws SQLException {
        if (letter.id() == 0) {
            return insert(letter);
        }
        change.setString(1, Json.word(letter.state()));
        change.setString(2, letter.edit());
        change.setString(3, letter.by());
        change.setLong(4, letter.id());
        return change.executeUpdate() == 1;
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
                Words.of(DeadLetter.State.class, row.getString(7)),
                row.getInt(8),
                Instant.ofEpochMilli(row.getLong(9)),
                Instant.ofEpochMilli(row.getLong(10)),
                row.getString(11),
                row.getString(12));
    }
}
