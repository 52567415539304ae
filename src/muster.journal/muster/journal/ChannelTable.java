// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/// How far each channel is. Used by one thread.
final class ChannelTable {

    private final PreparedStatement upsert;

    ChannelTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO channel (name, position, updated_at) VALUES (?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at
                WHERE position <> excluded.position""");
    }

    /// Puts a channel's cursor somewhere; makes it if there is none.
    ///
    /// @return false if it was there already
    boolean move(String name, long position, Instant now) throws SQLException {
        upsert.setString(1, name);
        upsert.setLong(2, position);
        upsert.setLong(3, now.toEpochMilli());
        return upsert.executeUpdate() == 1;
    }
}
