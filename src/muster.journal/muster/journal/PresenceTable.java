// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Presence;
import muster.model.Presence.Act;

/// Where to find the newest presence of each person at each event, and how often they came and went. Used by
/// one thread.
final class PresenceTable {

    private final PreparedStatement upsert;
    private final PreparedStatement newest;

    PresenceTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO presence (event, pin, seq, entries, exits) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (event, pin) DO UPDATE SET seq = excluded.seq, entries = entries + excluded.entries,
                                                       exits = exits + excluded.exits""");
        newest = connection.prepareStatement("""
                SELECT f.body FROM presence p CROSS JOIN fact f ON f.seq = p.seq WHERE p.event = ? AND p.pin = ?""");
    }

    /// Makes a presence the newest of its person.
    ///
    /// @param body the presence as JSON
    /// @param seq its number
    /// @return false if it is the newest already: brought again after a failure, it must not be counted twice
    boolean store(Presence presence, String body, long seq) throws SQLException {
        if (body.equals(newest(presence))) {
            return false;
        }
        upsert.setString(1, presence.event());
        upsert.setString(2, presence.pin());
        upsert.setLong(3, seq);
        upsert.setInt(4, presence.act() == Act.ENTERED ? 1 : 0);
        upsert.setInt(5, presence.act() == Act.LEFT ? 1 : 0);
        upsert.executeUpdate();
        return true;
    }

    private String newest(Presence presence) throws SQLException {
        newest.setString(1, presence.event());
        newest.setString(2, presence.pin());
        try (ResultSet row = newest.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
