// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import muster.journal.Erasures.Kept;
import muster.model.Forgotten;
import muster.model.Json;

/// Empties what is kept no longer, some rows at a time. A row of the sequence is never deleted: whoever follows relies
/// on there being no gap, so what stays of an entry is its place and what kind it was. Used by one thread.
final class Forgetting {

    /// So many rows in one commit.
    static final int ROWS = 2_000;

    private final Kept what;
    private final long before;
    private long after;
    private long rows;
    private Set<Long> newest;

    Forgetting(Kept what, Instant before) {
        this.what = what;
        this.before = before.toEpochMilli();
    }

    /// How many rows were emptied.
    long rows() {
        return rows;
    }

    /// Empties some, within the transaction that is open.
    ///
    /// @return whether there may be more
    boolean some(Pen pen) throws SQLException {
        long[] looked = {0};
        boolean[] any = {false};
        pen.look(connection -> looked[0] = switch (what) {
            case DELIVERY -> deliveries(connection, any);
            case QUARANTINE -> quarantine(connection, pen, any);
            default -> facts(connection, Json.word(what), any);
        });
        if (any[0]) {
            pen.rewrite(_ -> {});
        }
        return looked[0] == ROWS;
    }

    private record Old(long seq, long receivedAt, String terminal) {}

    private static List<Old> list(Connection connection, String question, Object... values) throws SQLException {
        List<Old> found = new ArrayList<>();
        try (PreparedStatement select = prepared(connection, question, values);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new Old(row.getLong(1), row.getLong(2), row.getString(3)));
            }
        }
        return found;
    }

    private long facts(Connection connection, String kind, boolean[] any) throws SQLException {
        if (newest == null) {
            newest = new HashSet<>();
            list(connection, "SELECT max(seq), 0, terminal FROM fact WHERE kind = ? GROUP BY terminal", kind)
                    .forEach(row -> newest.add(row.seq()));
        }
        List<Old> old = list(connection, "SELECT seq, received_at, terminal FROM fact "
                + "WHERE kind = ? AND seq > ? AND received_at < ? ORDER BY seq LIMIT " + ROWS, kind, after, before);
        for (Old row : old) {
            after = row.seq();
            if (newest.contains(row.seq())) {
                continue;
            }
            run(connection, "UPDATE fact SET kind = 'forgotten', terminal = NULL, body = ? WHERE seq = ?",
                    Json.text(new Forgotten(kind, Instant.ofEpochMilli(row.receivedAt()))), row.seq());
            if (what == Kept.PRESENCE) {
                run(connection, "DELETE FROM presence WHERE seq = ?", row.seq());
            }
            run(connection, "INSERT OR IGNORE INTO erased_entry VALUES (?)", row.seq());
            rows++;
            any[0] = true;
        }
        return old.size();
    }

    private long deliveries(Connection connection, boolean[] any) throws SQLException {
        int deleted = run(connection, """
                DELETE FROM delivery WHERE id IN (
                    SELECT id FROM delivery d WHERE at < ?
                        AND id NOT IN (SELECT max(id) FROM delivery GROUP BY sink)
                        AND NOT EXISTS (SELECT 1 FROM dead_letter l WHERE l.sink = d.sink AND l.state = 'open'
                                            AND l.seq BETWEEN d.first AND d.last)
                    LIMIT %d)""".formatted(ROWS), before);
        rows += deleted;
        any[0] = deleted > 0;
        return deleted;
    }

    private long quarantine(Connection connection, Pen pen, boolean[] any) throws SQLException {
        List<Old> old = list(connection, "SELECT seq, received_at, terminal FROM quarantine WHERE seq > ? "
                + "AND received_at < ? AND released_as IS NULL ORDER BY seq LIMIT " + ROWS, after, before);
        for (Old row : old) {
            after = row.seq();
            run(connection, "UPDATE quarantine SET raw = x'', detail = 'kept no longer' WHERE seq = ?", row.seq());
            run(connection, "INSERT OR IGNORE INTO erased_entry VALUES (?)", row.seq());
            pen.giveUp(row.seq(), row.terminal());
            rows++;
            any[0] = true;
        }
        return old.size();
    }

    private static int run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
