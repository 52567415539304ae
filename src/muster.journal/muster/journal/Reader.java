// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One connection that only reads, and the statements it has prepared. Used by one thread at a time.
final class Reader {

    private final Path file;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private Connection connection;
    private Names names;

    Reader(Path file) {
        this.file = file;
    }

    /// A question, with its answer in one short snapshot.
    @FunctionalInterface
    interface Question<T> {
        T answer(Reader reader) throws SQLException;
    }

    /// Reads one value from a row.
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Asks; connects if that was not done yet or the last question failed.
    <T> T ask(Question<T> question) throws SQLException {
        boolean done = false;
        try {
            if (connection == null) {
                connection = Sqlite.reader(file);
                connection.setAutoCommit(false);
                names = new Names(connection);
            }
            T answer = question.answer(this);
            connection.commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /// Every row that a question with these values answers.
    <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
        PreparedStatement select = prepare(sql);
        for (int i = 0; i < values.length; i++) {
            select.setObject(i + 1, values[i]);
        }
        List<T> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(row.read(rows));
            }
        }
        return found;
    }

    /// A statement, prepared at its first use. The texts are few: they come from this module only.
    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    /// What the numbers in the rows stand for.
    Names names() {
        return names;
    }

    /// For what is not asked often.
    Connection connection() {
        return connection;
    }

    /// Disconnects.
    void close() {
        prepared.clear();
        names = null;
        Sqlite.close(connection);
        connection = null;
    }
}
