// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/// The journal's file by plain SQL, as an auditor would look at it.
final class JournalFile implements AutoCloseable {

    private static final String PLACES =
            "(SELECT seq FROM punch UNION ALL SELECT seq FROM fact UNION ALL SELECT seq FROM quarantine)";

    private final Connection connection;

    private JournalFile(Connection connection) {
        this.connection = connection;
    }

    /// Opens it for reading, beside a daemon or after it.
    static JournalFile read(Path file) throws SQLException {
        return new JournalFile(DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro"));
    }

    /// Changes it behind muster's back.
    static void change(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// A number.
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// The first column of every row.
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    /// The newest place.
    long head() throws SQLException {
        return number("SELECT max(seq) FROM " + PLACES);
    }

    /// Every punch as `serial PIN time`.
    List<String> punches() throws SQLException {
        return texts("SELECT t.serial || ' ' || p.pin || ' ' || p.local_time FROM punch p"
                + " JOIN terminal t ON t.id = p.terminal ORDER BY p.seq");
    }

    /// Fails the test unless the file is sound and its places are 1, 2, 3 … without a gap.
    void assertSound() throws SQLException {
        Assertions.assertEquals(List.of("ok"), texts("PRAGMA integrity_check"));
        long head = head();
        Assertions.assertEquals(head, number("SELECT count(*) FROM " + PLACES), "entries up to the newest place");
        Assertions.assertEquals(head, number("SELECT count(DISTINCT seq) FROM " + PLACES), "different places");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
