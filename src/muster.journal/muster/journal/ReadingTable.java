// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import muster.model.Json;
import muster.model.Punch;

/// The numbers of the readings. Kept in memory; whoever rolls back throws this away and makes a new one.
/// Used by one thread.
final class ReadingTable {

    private final Map<Reading, Integer> ids = new HashMap<>();
    private final PreparedStatement insert;
    private Reading last;
    private int lastId;

    ReadingTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO reading (" + Reading.COLUMNS + ") VALUES (?, ?, ?, ?, ?)");
        try (PreparedStatement all = connection.prepareStatement("SELECT " + Reading.COLUMNS + " FROM reading");
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                ids.put(Reading.read(row), row.getInt(1));
            }
        }
    }

    /// The number of a punch's reading, which is that of the punch before it almost always.
    int id(Punch punch) throws SQLException {
        if (last == null || !last.isOf(punch)) {
            Reading reading = Reading.of(punch);
            lastId = id(reading);
            last = reading;
        }
        return lastId;
    }

    /// The number of a reading; a new one gets the next.
    private int id(Reading reading) throws SQLException {
        Integer known = ids.get(reading);
        if (known != null) {
            return known;
        }
        int id = ids.size() + 1;
        insert.setInt(1, id);
        insert.setInt(2, reading.offset().getTotalSeconds());
        insert.setString(3, reading.zone());
        insert.setString(4, Json.word(reading.zoneFrom()));
        insert.setString(5, Json.word(reading.fit()));
        insert.executeUpdate();
        ids.put(reading, id);
        return id;
    }
}
