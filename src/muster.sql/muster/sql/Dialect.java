// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Where the databases differ. Thread-safe.
sealed interface Dialect permits Postgresql, Mariadb {

    /// How long connecting may take, in seconds.
    int CONNECT = 5;
    /// How long the database may take for one statement, in seconds.
    int STATEMENT = 30;

    /// The one that a URL is for.
    ///
    /// @throws IllegalArgumentException if it is for none
    static Dialect of(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new Postgresql();
        }
        if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
            return new Mariadb();
        }
        throw new IllegalArgumentException(
                "a database's URL begins with jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:");
    }

    /// Its name, for people.
    String name();

    /// A connection without a transaction of its own for every statement, in UTC, with every wait bounded.
    ///
    /// @param user or null
    /// @param password or null
    Connection connect(String url, String user, String password) throws SQLException;

    /// The table as it is, or empty when there is none or the user may not see it.
    Optional<Shape> shape(Connection connection, Table table) throws SQLException;

    /// A name as the database takes any.
    String quoted(String name);

    /// The place of a value that is written into a column.
    String written(Shape.Place place);

    /// The place of a value that is compared with a column.
    String compared(Shape.Place place);

    /// What follows an insert so that a row with the same key stays and is counted as none.
    ///
    /// @param key quoted names
    String unlessThere(List<String> key);

    /// A condition that the columns are one of so many rows of values.
    ///
    /// @param key quoted names
    /// @param values places of the values of one row
    String oneOf(List<String> key, String values, int rows);

    /// How a column is made.
    String made(Column column, boolean key);

    /// What follows the columns of a table that is made.
    String madeTail();

    /// What an error means.
    SqlTrouble.Kind kind(SQLException e);

    /// What to do about an error that stops, a sentence for people.
    String cure(SQLException e, Table table, String user);
}
