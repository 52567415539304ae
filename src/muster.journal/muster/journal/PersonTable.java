// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import muster.model.Person;

/// The people there are now. Used by one thread.
final class PersonTable {

    /// The columns [#read] expects, in its order.
    static final String COLUMNS = "pin, name, card, privilege";

    private final PreparedStatement select;
    private final PreparedStatement replace;
    private final PreparedStatement delete;

    PersonTable(Connection connection) throws SQLException {
        select = connection.prepareStatement("SELECT " + COLUMNS + " FROM person WHERE pin = ?");
        replace = connection.prepareStatement("INSERT OR REPLACE INTO person (" + COLUMNS + ") VALUES (?, ?, ?, ?)");
        delete = connection.prepareStatement("DELETE FROM person WHERE pin = ?");
    }

    /// Makes a person what they are from now on.
    ///
    /// @return false if that was so already
    boolean store(Person person, boolean removed) throws SQLException {
        Person stored = stored(person.pin());
        if (removed ? stored == null : person.equals(stored)) {
            return false;
        }
        PreparedStatement change = removed ? delete : replace;
        change.setString(1, person.pin());
        if (!removed) {
            change.setString(2, person.name());
            change.setString(3, person.card());
            change.setInt(4, person.privilege());
        }
        change.executeUpdate();
        return true;
    }

    private Person stored(String pin) throws SQLException {
        select.setString(1, pin);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? read(row) : null;
        }
    }

    /// The person of a row with [#COLUMNS].
    static Person read(ResultSet row) throws SQLException {
        return new Person(row.getString(1), row.getString(2), row.getString(3), row.getInt(4));
    }
}
