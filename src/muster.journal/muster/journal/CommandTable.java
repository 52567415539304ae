// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Command;
import muster.model.Json;

/// The commands as they stand now. Used by one thread.
final class CommandTable {

    private final PreparedStatement select;
    private final PreparedStatement replace;

    CommandTable(Connection connection) throws SQLException {
        select = connection.prepareStatement("SELECT body FROM command WHERE terminal = ? AND id = ?");
        replace = connection.prepareStatement(
                "INSERT OR REPLACE INTO command (terminal, id, open, body) VALUES (?, ?, ?, ?)");
    }

    /// Makes a command what it is from now on.
    ///
    /// @return false if it was exactly so already
    boolean store(Command command) throws SQLException {
        select.setString(1, command.terminal());
        select.setLong(2, command.id());
        try (ResultSet row = select.executeQuery()) {
            if (row.next() && command.equals(read(row))) {
                return false;
            }
        }
        replace.setString(1, command.terminal());
        replace.setLong(2, command.id());
        replace.setInt(3, command.state().ended() ? 0 : 1);
        replace.setString(4, Json.text(command));
        replace.executeUpdate();
        return true;
    }

    /// The command of a row whose first column is its body.
    static Command read(ResultSet row) throws SQLException {
        return Json.parse(row.getString(1), Command.class);
    }
}
