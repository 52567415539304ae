// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What the numbers in a punch's row stand for. What is committed never changes, so each is looked up once
/// per connection. Used by one thread.
final class Names {

    private final PreparedStatement serial;
    private final PreparedStatement reading;
    private final Map<Integer, String> serials = new HashMap<>();
    private final Map<Integer, Reading> readings = new HashMap<>();

    Names(Connection connection) throws SQLException {
        serial = connection.prepareStatement("SELECT serial FROM terminal WHERE id = ?");
        reading = connection.prepareStatement("SELECT " + Reading.COLUMNS + " FROM reading WHERE id = ?");
    }

    /// The serial of terminal.id.
    String serial(int id) throws SQLException {
        String known = serials.get(id);
        if (known == null) {
            try (ResultSet row = row(serial, id)) {
                known = row.getString(1);
            }
            serials.put(id, known);
        }
        return known;
    }

    /// The reading of reading.id.
    Reading reading(int id) throws SQLException {
        Reading known = readings.get(id);
        if (known == null) {
            try (ResultSet row = row(reading, id)) {
                known = Reading.read(row);
            }
            readings.put(id, known);
        }
        return known;
    }

    private static ResultSet row(PreparedStatement select, int id) throws SQLException {
        select.setInt(1, id);
        ResultSet row = select.executeQuery();
        if (!row.next()) {
            row.close();
            throw new SQLException("a punch names number " + id + ", which stands for nothing");
        }
        return row;
    }
}
