// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import muster.journal.JournalException.Kind;

/// How a file gets from one version of the schema to the next, and whether a file is a journal at all.
///
/// The version is `PRAGMA user_version`; `PRAGMA application_id` tells a journal from other SQLite files.
final class Schema {

    /// "MUST" in ASCII.
    private static final int APPLICATION_ID = 0x4d555354;

    /// What makes version 1 out of nothing, version 2 out of 1, and so on.
    static final List<String> STEPS = List.of(
            Tables.VERSION_1, Tables.VERSION_2, Tables.VERSION_3, Tables.VERSION_4, Tables.VERSION_5,
            LaterTables.VERSION_6, ErasureTables.VERSION_7);

    private static final System.Logger LOG = System.getLogger("muster.journal");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final List<String> steps;

    /// @param steps the SQL that makes version 1 out of nothing, version 2 out of 1, and so on
    Schema(List<String> steps) {
        this.steps = List.copyOf(steps);
    }

    /// The schema of this muster.
    static Schema current() {
        return new Schema(STEPS);
    }

    /// Makes the file or brings it to this version. An older one is copied and the copy checked before.
    void prepare(JournalSettings settings, Instant now) throws SQLException, IOException, JournalException {
        Path file = settings.file();
        rollBack(file);
        int found = Sqlite.bytes(file) == 0 ? 0 : version(file);
        if (found == steps.size()) {
            return;
        }
        try (Connection connection = Sqlite.maker(file)) {
            Path backup = found == 0 ? null : backup(connection, settings, found, now);
            Sqlite.text(connection, "PRAGMA journal_mode = WAL");
            for (int version = found + 1; version <= steps.size(); version++) {
                step(connection, file, version, backup);
            }
        }
    }

    /// A kill while the file was made, before it had a write-ahead log, leaves half a transaction beside it.
    /// Who only reads may not take that back, so it is done first.
    private static void rollBack(Path file) throws SQLException {
        if (Files.exists(file.resolveSibling(file.getFileName() + "-journal"))) {
            try (Connection connection = Sqlite.maker(file)) {
                Sqlite.number(connection, "PRAGMA schema_version");
            }
        }
    }

    /// Refuses a file that this version cannot read as it is.
    void require(Path file) throws SQLException, JournalException {
        int found = version(file);
        if (found < steps.size()) {
            throw new JournalException(
                    Kind.IO,
                    "the journal " + file + " has schema version " + found + ", this muster reads version "
                            + steps.size() + ". Nothing in it was changed.",
                    "Start the daemon once; it makes a backup and brings the file up to date.",
                    null);
        }
    }

    private int version(Path file) throws SQLException, JournalException {
        try (Connection connection = Sqlite.reader(file)) {
            int found = (int) Sqlite.number(connection, "PRAGMA user_version");
            boolean ours = Sqlite.number(connection, "PRAGMA application_id") == APPLICATION_ID;
            boolean empty = Sqlite.number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
            if (!ours && !empty) {
                throw new JournalException(
                        Kind.NOT_A_JOURNAL,
                        "the file " + file + " is an SQLite database, but no journal of muster. "
                                + "Nothing in it was changed.",
                        "Name another file or directory, or move this one away.",
                        null);
            }
            if (found > steps.size()) {
                throw new JournalException(
                        Kind.NEWER_SCHEMA,
                        "the journal " + file + " has schema version " + found + ", this muster knows versions up to "
                                + steps.size() + ". Nothing in it was changed.",
                        "Run the muster that made it or a newer one, or put back a backup of version "
                                + steps.size() + ".",
                        null);
            }
            return ours ? found : 0;
        }
    }

    private void step(Connection connection, Path file, int version, Path backup)
            throws SQLException, JournalException {
        connection.setAutoCommit(false);
        try {
            Sqlite.run(connection, steps.get(version - 1));
            Sqlite.run(connection, "PRAGMA application_id = " + APPLICATION_ID);
            Sqlite.run(connection, "PRAGMA user_version = " + version);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (backup == null) {
                throw e;
            }
            throw new JournalException(
                    Kind.IO,
                    "the journal " + file + " could not be brought from schema version " + (version - 1) + " to "
                            + version + " (" + e.getMessage() + "). It is as it was; a copy is " + backup + ".",
                    "Run the muster that made it, and report this.",
                    e);
        } finally {
            connection.setAutoCommit(true);
        }
        LOG.log(System.Logger.Level.INFO, "journal {0}: schema version {1}", file, version);
    }

    private Path backup(Connection connection, JournalSettings settings, int version, Instant now)
            throws SQLException, IOException, JournalException {
        Files.createDirectories(settings.backups());
        Path backup = settings.backups().resolve("muster-v" + version + "-" + STAMP.format(now) + ".db");
        Path copy = backup.resolveSibling(backup.getFileName() + ".part");
        Files.deleteIfExists(copy);
        try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toAbsolutePath().toString());
            vacuum.execute();
        }
        check(connection, copy);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(copy, backup, StandardCopyOption.ATOMIC_MOVE);
        LOG.log(System.Logger.Level.INFO, "journal {0}: copied to {1}", settings.file(), backup);
        return backup;
    }

    private static void check(Connection original, Path copy) throws SQLException, JournalException {
        try (Connection check = Sqlite.reader(copy)) {
            String verdict = Sqlite.text(check, "PRAGMA integrity_check(1)");
            long expected = Entries.head(original);
            long found = Entries.head(check);
            if (!"ok".equals(verdict) || found != expected) {
                throw new JournalException(
                        Kind.CORRUPT,
                        "the backup " + copy + " of the journal is not sound (" + verdict + ", " + found + " of "
                                + expected + " entries), so the journal was not changed.",
                        "Look at the disk; muster tries again at its next start.",
                        null);
            }
        }
    }
}
