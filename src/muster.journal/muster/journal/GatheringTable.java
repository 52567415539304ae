// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Gathering;
import muster.model.Json;

/// The events as they are now. Used by one thread.
final class GatheringTable {

    private final PreparedStatement upsert;
    private final PreparedStatement select;

    GatheringTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO gathering (id, body) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET body = excluded.body""");
        select = connection.prepareStatement("SELECT body FROM gathering WHERE id = ?");
    }

    /// Makes an event what it is from now on.
    ///
    /// @return false if it was exactly so already
    boolean store(Gathering gathering) throws SQLException {
        String body = Json.text(gathering);
        if (body.equals(stored(gathering.id()))) {
            return false;
        }
        upsert.setString(1, gathering.id());
        upsert.setString(2, body);
        upsert.executeUpdate();
        return true;
    }

    private String stored(String id) throws SQLException {
        select.setString(1, id);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /// The event of a row whose first column is its body.
    static Gathering read(ResultSet row) throws SQLException {
        return Json.parse(row.getString(1), Gathering.class);
    }
}
