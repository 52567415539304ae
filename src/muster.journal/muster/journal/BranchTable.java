// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Branch;
import muster.model.Json;

/// The branches as they are now. Used by one thread.
final class BranchTable {

    private final PreparedStatement upsert;
    private final PreparedStatement select;

    BranchTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO branch (id, body) VALUES (?, ?)
                ON CONFLICT (id) DO UPDATE SET body = excluded.body""");
        select = connection.prepareStatement("SELECT body FROM branch WHERE id = ?");
    }

    /// Makes a branch what it is from now on.
    ///
    /// @return false if it was exactly so already
    boolean store(Branch branch) throws SQLException {
        String body = Json.text(branch);
        if (body.equals(stored(branch.id()))) {
            return false;
        }
        upsert.setString(1, branch.id());
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

    /// The branch of a row whose first column is its body.
    static Branch read(ResultSet row) throws SQLException {
        return Json.parse(row.getString(1), Branch.class);
    }
}
