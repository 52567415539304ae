// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A real database server of this machine, started for the tests and ended after them.
public interface Database extends AutoCloseable {

    /// Login that the targets use; it owns the database.
    String USER = "muster";

    /// Its password.
    String PASSWORD = "s3cret-of-the-tests";

    /// Where the database is.
    String url();

    /// Holds the password.
    Path passwordFile();

    /// A connection of an administrator.
    Connection admin() throws SQLException;

    /// Ends every session of [#USER], as an administrator can.
    void cut() throws SQLException;

    /// Starts the server again.
    void start() throws IOException;

    /// Stops the server; its data stay.
    void stop() throws IOException;

    @Override
    void close() throws IOException;

    /// Runs statements as administrator.
    default void run(String... statements) throws SQLException {
        try (Connection admin = admin(); Statement statement = admin.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    /// The rows of a query, each its columns joined by `|`.
    default List<String> rows(String query) throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    values.add(found.getString(i));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        }
    }
}
