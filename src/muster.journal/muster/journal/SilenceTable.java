// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Json;
import muster.model.Silence;

/// Every silence as it stands now. Used by one thread.
final class SilenceTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "id, body";

    private final PreparedStatement upsert;

    SilenceTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO silence (id, ended, body) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, body = excluded.body
                WHERE body <> excluded.body""");
    }

    /// Makes a silence what it is from now on.
    ///
    /// @return false if it was exactly so already
    boolean store(Silence silence) throws SQLException {
        upsert.setLong(1, silence.id());
        upsert.setInt(2, silence.endedAt() == null ? 0 : 1);
        upsert.setString(3, Json.text(silence));
        return upsert.executeUpdate() == 1;
    }

    /// The silence of a row with [#COLUMNS].
    ///
    /// @throws IllegalArgumentException if the row is damaged
    static Silence read(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        return Body.read("the silence " + id, row.getString(2), Silence.class,
                silence -> silence.id() == id && silence.kind() != null
                        && silence.from() != null && silence.until() != null);
    }
}
