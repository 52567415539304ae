// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// How this module opens an SQLite file, and the few things it asks of any connection.
///
/// Nothing in this process may open and close the file by other means while a connection is open: the
/// operating system would drop SQLite's locks with the first close.
final class Sqlite {

    private static final int PATIENCE_MILLIS = 5_000;

    private Sqlite() {}

    /// A connection that reads and writes; the file must be there.
    static Connection writer(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return config.createConnection(url(file));
    }

    /// A connection that reads and writes; makes the file if it is not there.
    static Connection maker(Path file) throws SQLException {
        return config().createConnection(url(file));
    }

    /// A connection that only reads.
    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection(url(file) + (frozen(file) ? "?immutable=1" : ""));
    }

    /// Reading needs a small shared file beside the journal. Where it cannot be made, and no write-ahead
    /// log is left, nobody is writing and the file can be read as it stands.
    private static boolean frozen(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return !Files.isWritable(directory) && !Files.exists(wal(file));
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        // Otherwise the driver asks for the last row id after every single insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    /// A URI, because the driver would take a `?` in a bare path for the begin of parameters.
    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath().toUri();
    }

    /// Runs one or several statements.
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// The number a question answers; 0 for none.
    static long number(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }

    /// The text a question answers; null for none.
    static String text(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : null;
        }
    }

    /// Closes without a further complaint: what mattered was committed before.
    static void close(Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            // Nothing more can be done with it, and its failure was told when it came.
        }
    }

    /// The write-ahead log beside a file.
    static Path wal(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /// The size of a file; 0 when it is not there.
    static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notThere) {
            return 0;
        }
    }

    /// What stays the same as long as a path leads to the same file; null when it leads nowhere or the
    /// system has no such thing.
    static Object identity(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException notThere) {
            return null;
        }
    }
}
