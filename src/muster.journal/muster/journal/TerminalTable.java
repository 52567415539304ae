// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import muster.model.Json;
import muster.model.Terminal;

/// The terminals, and the short numbers punches name them by. The numbers are kept in memory; whoever rolls
/// back throws this away and makes a new one. Used by one thread.
final class TerminalTable {

    private final Map<String, Integer> ids = new HashMap<>();
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement select;
    private int lastId;

    TerminalTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement("INSERT INTO terminal (id, serial) VALUES (?, ?)");
        update = connection.prepareStatement("UPDATE terminal SET body = ? WHERE id = ?");
        select = connection.prepareStatement("SELECT body FROM terminal WHERE serial = ?");
        try (PreparedStatement all = connection.prepareStatement("SELECT id, serial FROM terminal");
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                ids.put(row.getString(2), row.getInt(1));
                lastId = Math.max(lastId, row.getInt(1));
            }
        }
    }

    /// The number of a serial; a new serial gets the next one.
    int id(String serial) throws SQLException {
        Integer known = ids.get(serial);
        if (known != null) {
            return known;
        }
        insert.setInt(1, lastId + 1);
        insert.setString(2, serial);
        insert.executeUpdate();
        lastId++;
        ids.put(serial, lastId);
        return lastId;
    }

    /// Makes a terminal what it is from now on.
    ///
    /// @return false if it was exactly so already
    boolean store(Terminal terminal) throws SQLException {
        if (terminal.equals(stored(terminal.serial()))) {
            return false;
        }
        update.setString(1, Json.text(terminal));
        update.setInt(2, id(terminal.serial()));
        update.executeUpdate();
        return true;
    }

    private Terminal stored(String serial) throws SQLException {
        select.setString(1, serial);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? read(row) : null;
        }
    }

    /// The terminal of a row whose first column is its body; null when it was never added.
    static Terminal read(ResultSet row) throws SQLException {
        String body = row.getString(1);
        return body == null ? null : Json.parse(body, Terminal.class);
    }
}
