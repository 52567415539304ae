// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import muster.sql.SqlTrouble.Kind;

/// A table of a database that rows are put into, each once in effect: whatever is cut off in the middle, the same rows
/// may be put again. One connection is kept, and opened anew after any failure. For one thread.
///
/// Where the table has a unique index over the key, the database tells whether a row is there. Where it has none, the
/// rows that are there are looked for in the same transaction; another program that writes at the same moment is then
/// not seen.
///
/// Nothing waits longer than 5 seconds for a connection and 35 for an answer.
public final class SqlTarget implements AutoCloseable {

    private final String url;
    private final String user;
    private final Path passwordFile;
    private final Table table;
    private final List<Integer> key;
    private final Dialect dialect;
    private Connection connection;
    private Open open;
    private String password;

    /// Opens nothing yet.
    ///
    /// @param url `jdbc:postgresql:…`, `jdbc:mariadb:…` or `jdbc:mysql:…`, without a password
    /// @param user login, or null
    /// @param passwordFile its first line is the password, read anew for each connection; or null
    /// @throws IllegalArgumentException if the URL is none of these or holds a password
    public SqlTarget(String url, String user, Path passwordFile, Table table) {
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new IllegalArgumentException("a database's URL must not hold a password; name a password_file");
        }
        this.dialect = Dialect.of(url);
        this.url = url;
        this.user = user;
        this.passwordFile = passwordFile;
        this.table = table;
        this.key = table.keyPlaces();
    }

    /// Where the table is, for people; no secret in it.
    public String shown() {
        return url.replaceFirst("^jdbc:", "").replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//") + ", table "
                + table.name();
    }

    /// Puts rows into the table, in one transaction.
    ///
    /// @return one for each row, in their order; rows with the same key among them count as known from the second on
    /// @throws SqlTrouble if none was written, or it is not known whether they were
    public List<Placed> put(List<Row> rows) throws SqlTrouble {
        List<Row> whole = rows.stream().filter(row -> lacking(row).isEmpty()).toList();
        List<Placed> placed = whole.isEmpty() ? List.of() : written(whole);
        if (whole.size() == rows.size()) {
            return placed;
        }
        List<Placed> all = new ArrayList<>(rows.size());
        int next = 0;
        for (Row row : rows) {
            Optional<String> lacking = lacking(row);
            all.add(lacking.isPresent()
                    ? new Placed(Placed.Kind.REFUSED, "the key column " + lacking.get() + " has no value")
                    : placed.get(next++));
        }
        return all;
    }

    private List<Placed> written(List<Row> rows) throws SqlTrouble {
        try {
            return work(table -> table.together(rows));
        } catch (SqlTrouble e) {
            if (e.kind() != Kind.ROW) {
                throw e;
            }
            return work(table -> table.oneByOne(rows));
        }
    }

    /// What the table has in place of each row. Nothing is changed.
    ///
    /// @return one for each row, in their order
    /// @throws SqlTrouble if the database cannot be asked
    public List<Present> present(List<Row> rows) throws SqlTrouble {
        try {
            return work(table -> table.present(rows));
        } catch (SqlTrouble e) {
            if (e.kind() != Kind.ROW) {
                throw e;
            }
            List<Present> each = new ArrayList<>(rows.size());
            for (Row row : rows) {
                each.add(rows.size() == 1 ? refused(e) : present(List.of(row)).getFirst());
            }
            return each;
        }
    }

    private static Present refused(SqlTrouble e) {
        return new Present(Present.Kind.REFUSED, Map.of(), List.of(), e.getMessage());
    }

    /// Whether the database answers.
    ///
    /// @throws SqlTrouble if it does not
    public void ping() throws SqlTrouble {
        connected(open -> {
            try (Statement statement = open.createStatement()) {
                statement.execute("SELECT 1");
                open.rollback();
                return null;
            }
        });
    }

    /// What is found, without changing anything.
    ///
    /// @return a sentence for people
    /// @throws SqlTrouble if rows could not be put now; of kind STOP if the table or one of its columns is missing
    public String check() throws SqlTrouble {
        Optional<Shape> found = connected(open -> {
            Optional<Shape> shape = dialect.shape(open, table);
            open.rollback();
            return shape;
        });
        if (found.isEmpty() && table.create()) {
            return "The database answers; table " + table.name() + " is not there and will be made.";
        }
        Shape shape = there(found);
        return "The database answers; table " + table.name() + " has all " + shape.places().size() + " columns. "
                + (shape.unique()
                        ? "Its unique index over " + String.join(", ", table.key()) + " keeps every record single."
                        : "It has no unique index over " + String.join(", ", table.key())
                                + " alone: what is there is looked for before each batch.");
    }

    /// Makes the table if it is not there.
    ///
    /// @throws SqlTrouble if it cannot be made
    public void create() throws SqlTrouble {
        connected(open -> {
            make(open);
            return null;
        });
    }

    private void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Statements.create(dialect, table));
            connection.commit();
        }
    }

    /// Lets go of the connection; whatever was not committed is undone.
    @Override
    public void close() {
        open = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it is gone either way
            }
            connection = null;
        }
    }

    /// Something done with the table.
    private interface Work<T> {
        T on(Open open) throws SQLException;
    }

    /// Something done with a connection.
    private interface Step<T> {
        T on(Connection connection) throws SQLException, SqlTrouble;
    }

    private <T> T work(Work<T> work) throws SqlTrouble {
        return connected(connection -> {
            if (open == null) {
                open = new Open(connection, Statements.of(dialect, table, shape(connection)));
            }
            return work.on(open);
        });
    }

    private Shape shape(Connection connection) throws SQLException, SqlTrouble {
        Optional<Shape> found = dialect.shape(connection, table);
        if (found.isEmpty() && table.create()) {
            make(connection);
            found = dialect.shape(connection, table);
        }
        return there(found);
    }

    private Shape there(Optional<Shape> found) throws SqlTrouble {
        if (found.isEmpty()) {
            throw new SqlTrouble(Kind.STOP, "There is no table " + table.name() + " at " + shown()
                    + ", or the user may not see it.",
                    "Set create = true for this sink, or make the table and GRANT SELECT, INSERT on it.", null);
        }
        if (!found.get().missing().isEmpty()) {
            throw new SqlTrouble(Kind.STOP, "Table " + table.name() + " at " + shown() + " has no column "
                    + String.join(", ", found.get().missing()) + ".",
                    "Add what is missing, or change the sink's columns.", null);
        }
        if (!found.get().needed().isEmpty()) {
            throw new SqlTrouble(Kind.STOP, "Table " + table.name() + " at " + shown() + " wants a value for "
                    + String.join(", ", found.get().needed()) + ", which the sink does not fill.",
                    "Give it a default, or say in the sink's columns what goes into it, such as ''.", null);
        }
        return found.get();
    }

    private <T> T connected(Step<T> step) throws SqlTrouble {
        boolean kept = connection != null;
        try {
            return once(step);
        } catch (SqlTrouble e) {
            // a connection that lay idle may have been closed by the other side long ago
            if (kept && e.kind() == Kind.RETRY && !Thread.currentThread().isInterrupted()) {
                return once(step);
            }
            throw e;
        }
    }

    private <T> T once(Step<T> step) throws SqlTrouble {
        try {
            if (connection == null) {
                password = password();
                connection = dialect.connect(url, user, password);
            }
            return step.on(connection);
        } catch (SQLException e) {
            SqlTrouble trouble = Troubles.of(e, dialect, table, shown(), user, password);
            recover(trouble.kind());
            throw trouble;
        } catch (SqlTrouble e) {
            close();
            throw e;
        }
    }

    /// After a row was refused the connection is as good as before; after anything else it is not trusted.
    private void recover(Kind kind) {
        try {
            if (kind == Kind.ROW) {
                connection.rollback();
                return;
            }
        } catch (SQLException e) {
            // closed below
        }
        close();
    }

    private String password() throws SqlTrouble {
        if (passwordFile == null) {
            return null;
        }
        try (Stream<String> lines = Files.lines(passwordFile)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | UncheckedIOException e) {
            throw new SqlTrouble(Kind.STOP, "The password file " + passwordFile + " cannot be read.",
                    "Put the password into its first line, readable for muster.", null);
        }
    }

    private Optional<String> lacking(Row row) {
        return key.stream()
                .filter(place -> row.values().get(place) == null)
                .map(place -> table.columns().get(place).name())
                .findFirst();
    }
}
