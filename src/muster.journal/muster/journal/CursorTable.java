// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import muster.model.Delivery;
import muster.model.Json;
import muster.model.SinkChange;
import muster.model.SinkState;

/// How far each sink is, and the answers of its target. Used by one thread.
final class CursorTable {

    private static final System.Logger LOG = System.getLogger("muster.journal");

    /// The columns [#read] expects, in its order.
    static final String COLUMNS =
            "sink, position, delivered, duplicates, skipped, state, reason, cure, updated_at";

    /// The columns [#delivery] expects, in its order.
    static final String DELIVERY = "sink, first, last, at, delivered, duplicates, set_aside, skipped, answer";

    private final PreparedStatement advance;
    private final PreparedStatement move;
    private final PreparedStatement change;
    private final PreparedStatement deliver;

    CursorTable(Connection connection) throws SQLException {
        advance = connection.prepareStatement("""
                INSERT INTO cursor (sink, position, delivered, duplicates, skipped, state, updated_at)
                VALUES (?, ?, ?, ?, ?, 'running', ?)
                ON CONFLICT (sink) DO UPDATE SET position = excluded.position,
                    delivered = delivered + excluded.delivered, duplicates = duplicates + excluded.duplicates,
                    skipped = skipped + excluded.skipped, updated_at = excluded.updated_at
                WHERE excluded.position >= position""");
        move = connection.prepareStatement("UPDATE cursor SET position = ? WHERE sink = ?");
        change = connection.prepareStatement("""
                INSERT INTO cursor (sink, position, delivered, duplicates, skipped, state, reason, cure, updated_at)
                VALUES (?, 0, 0, 0, 0, ?, ?, ?, ?)
                ON CONFLICT (sink) DO UPDATE SET state = excluded.state, reason = excluded.reason,
                    cure = excluded.cure, updated_at = excluded.updated_at""");
        deliver = connection.prepareStatement(
                "INSERT INTO delivery (" + DELIVERY + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /// Moves a cursor on and keeps what the target said.
    ///
    /// @return false, and nothing is kept, if it would go back
    boolean advance(Progress progress, Instant now) throws SQLException {
        List<Delivery> said = progress.deliveries();
        advance.setString(1, progress.sink());
        advance.setLong(2, progress.position());
        advance.setLong(3, said.stream().mapToLong(Delivery::delivered).sum());
        advance.setLong(4, said.stream().mapToLong(Delivery::duplicates).sum());
        advance.setLong(5, said.stream().mapToLong(Delivery::skipped).sum() + progress.leftOut());
        advance.setLong(6, now.toEpochMilli());
        if (advance.executeUpdate() == 0) {
            return false;
        }
        for (Delivery delivery : said) {
            store(delivery);
        }
        return true;
    }

    private void store(Delivery said) throws SQLException {
        deliver.setString(1, said.sink());
        deliver.setLong(2, said.first());
        deliver.setLong(3, said.last());
        deliver.setLong(4, said.at().toEpochMilli());
        deliver.setInt(5, said.delivered());
        deliver.setInt(6, said.duplicates());
        deliver.setInt(7, said.setAside());
        deliver.setInt(8, said.skipped());
        deliver.setString(9, said.answer());
        deliver.executeUpdate();
    }

    /// Puts a cursor somewhere, as an operator says.
    ///
    /// @return false if there is no such cursor
    boolean move(String sink, long place) throws SQLException {
        move.setLong(1, place);
        move.setString(2, sink);
        return move.executeUpdate() == 1;
    }

    /// Makes a sink's state what it is from now on.
    boolean store(SinkChange changed) throws SQLException {
        change.setString(1, changed.sink());
        change.setString(2, Json.word(changed.state()));
        change.setString(3, changed.reason());
        change.setString(4, changed.cure());
        change.setLong(5, changed.receivedAt().toEpochMilli());
        change.executeUpdate();
        return true;
    }

    /// The cursor of a row with [#COLUMNS].
    static Cursor read(ResultSet row) throws SQLException {
        return new Cursor(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                state(row.getString(1), row.getString(6)),
                row.getString(7),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(9)));
    }

    /// The place counts more than the word beside it: without its row a sink would begin anew, or leave records out.
    private static SinkState state(String sink, String word) {
        try {
            return Words.of(SinkState.class, word);
        } catch (IllegalArgumentException damaged) {
            LOG.log(System.Logger.Level.WARNING, "the state of sink {0} in the journal is damaged ({1}); it is taken"
                    + " for running, from the place where it was", sink, word);
            return SinkState.RUNNING;
        }
    }

    /// The delivery of a row with [#DELIVERY].
    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getInt(8),
                row.getString(9));
    }
}
