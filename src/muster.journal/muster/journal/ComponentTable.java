// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Component;
import muster.model.ComponentChange;
import muster.model.Json;

/// The components that were reported and not forgotten. Used by one thread.
final class ComponentTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "name, body";

    private final PreparedStatement upsert;
    private final PreparedStatement delete;

    ComponentTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO component (name, body) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET body = excluded.body WHERE body <> excluded.body""");
        delete = connection.prepareStatement("DELETE FROM component WHERE name = ?");
    }

    /// Makes a component what it is from now on; a forgotten one has no row.
    ///
    /// @return false if it was exactly so already
    boolean store(ComponentChange change) throws SQLException {
        boolean forgotten = "forgotten".equals(change.act());
        PreparedStatement statement = forgotten ? delete : upsert;
        statement.setString(1, change.after().name());
        if (!forgotten) {
            statement.setString(2, Json.text(change.after()));
        }
        return statement.executeUpdate() == 1;
    }

    /// The component of a row with [#COLUMNS].
    ///
    /// @throws IllegalArgumentException if the row is damaged
    static Component read(ResultSet row) throws SQLException {
        String name = row.getString(1);
        return Body.read("the component " + name, row.getString(2), Component.class,
                component -> name.equals(component.name()) && component.state() != null
                        && component.since() != null && component.reportedAt() != null);
    }
}
