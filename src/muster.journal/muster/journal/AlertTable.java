// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.AlertStatus;
import muster.model.AlertStatus.State;
import muster.model.Json;

/// The alerts that fire now. Used by one thread.
final class AlertTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "rule, subject, body";

    private final PreparedStatement upsert;
    private final PreparedStatement delete;

    AlertTable(Connection connection) throws SQLException {
        upsert = connection.prepareStatement("""
                INSERT INTO alert (rule, subject, body) VALUES (?, ?, ?)
                ON CONFLICT (rule, subject) DO UPDATE SET body = excluded.body WHERE body <> excluded.body""");
        delete = connection.prepareStatement("DELETE FROM alert WHERE rule = ? AND subject = ?");
    }

    /// Makes an alert what it is from now on; one that does not fire has no row.
    ///
    /// @return false if it was exactly so already
    boolean store(AlertStatus status) throws SQLException {
        PreparedStatement change = status.state() == State.FIRING ? upsert : delete;
        change.setString(1, status.rule());
        change.setString(2, status.subject());
        if (change == upsert) {
            change.setString(3, Json.text(status));
        }
        return change.executeUpdate() == 1;
    }

    /// The alert of a row with [#COLUMNS].
    ///
    /// @throws IllegalArgumentException if the row is damaged
    static AlertStatus read(ResultSet row) throws SQLException {
        String rule = row.getString(1);
        String subject = row.getString(2);
        return Body.read("the alert " + AlertStatus.id(rule, subject), row.getString(3), AlertStatus.class,
                status -> rule.equals(status.rule()) && subject.equals(status.subject())
                        && status.state() == State.FIRING && isWhole(status));
    }

    private static boolean isWhole(AlertStatus status) {
        return status.id() != null && status.level() != null && status.message() != null
                && status.since() != null && status.firedAt() != null;
    }
}
