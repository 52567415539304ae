// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import muster.model.Registration;

/// Who is on the list of each event now. Used by one thread.
final class RegistrationTable {

    private final PreparedStatement insert;
    private final PreparedStatement delete;

    RegistrationTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement(
                "INSERT INTO registration (event, pin) VALUES (?, ?) ON CONFLICT (event, pin) DO NOTHING");
        delete = connection.prepareStatement("DELETE FROM registration WHERE event = ? AND pin = ?");
    }

    /// Puts a person on a list or takes the person off.
    ///
    /// @return false if that was so already
    boolean store(Registration registration) throws SQLException {
        PreparedStatement change = registration.removed() ? delete : insert;
        change.setString(1, registration.event());
        change.setString(2, registration.pin());
        return change.executeUpdate() == 1;
    }
}
