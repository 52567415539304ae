// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Punch;

/// What only check-ins have, beside the table punch. Used by one thread.
final class CheckInTable {

    /// Whether a row of the table punch is a check-in.
    static final String HAS = "CASE WHEN source >= " + Sources.DOOR
            + " THEN EXISTS (SELECT 1 FROM check_in c WHERE c.seq = punch.seq) ELSE 0 END";

    private final PreparedStatement insert;
    private final PreparedStatement ofKey;
    private final PreparedStatement event;

    CheckInTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO check_in (seq, event, pin, instant, given_key, body) VALUES (?, ?, ?, ?, ?, ?)");
        ofKey = connection.prepareStatement("SELECT seq FROM check_in WHERE given_key = ?");
        event = connection.prepareStatement("SELECT event FROM check_in WHERE seq = ?");
    }

    /// The punch that was sent with an idempotency key; 0 when there is none or the key is null.
    long ofKey(String key) throws SQLException {
        if (key == null) {
            return 0;
        }
        ofKey.setString(1, key);
        try (ResultSet row = ofKey.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// Whether the punch with that number is a check-in for an event.
    boolean isFor(long seq, String wanted) throws SQLException {
        event.setLong(1, seq);
        try (ResultSet row = event.executeQuery()) {
            return row.next() && row.getString(1).equals(wanted);
        }
    }

    /// Adds what the punch with that number has more than a terminal's.
    void insert(Draft.OfPunch draft, long seq) throws SQLException {
        Punch punch = draft.fact();
        insert.setLong(1, seq);
        insert.setString(2, punch.checkIn().event());
        insert.setString(3, punch.pin());
        insert.setLong(4, punch.instant().getEpochSecond());
        insert.setString(5, draft.key());
        insert.setString(6, draft.checkIn());
        insert.executeUpdate();
    }
}
