// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a journal's file is as SQLite wrote it.
public final class Soundness {

    private static final int MOST = 5;

    private Soundness() {}

    /// How many rows each table has, by name, and the file's version as `schema`: what may be told to strangers.
    ///
    /// @throws JournalException if the file cannot be read or is no database
    public static Map<String, Long> counts(Path file) throws JournalException {
        Failures failures = new Failures(file, file.resolveSibling("backups"));
        try (Connection connection = Sqlite.reader(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
            Map<String, Long> counts = new TreeMap<>();
            counts.put("schema", Sqlite.number(connection, "PRAGMA user_version"));
            while (rows.next()) {
                String name = rows.getString(1);
                counts.put("rows of " + name, Sqlite.number(connection, "SELECT count(*) FROM \"" + name + "\""));
            }
            return counts;
        } catch (SQLException e) {
            throw failures.reading(e);
        }
    }

    /// Reads every page, also while a daemon writes, and changes nothing. Takes as long as reading the file
    /// (sqlite.org/pragma.html, quick_check).
    ///
    /// @return the first few faults, in SQLite's words; empty when the file is sound
    /// @throws JournalException if the file cannot be read or is no database
    public static List<String> faults(Path file) throws JournalException {
        Failures failures = new Failures(file, file.resolveSibling("backups"));
        try (Connection connection = Sqlite.reader(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(" + MOST + ")")) {
            List<String> faults = new ArrayList<>();
            while (rows.next()) {
                faults.add(rows.getString(1));
            }
            return faults.equals(List.of("ok")) ? List.of() : faults;
        } catch (SQLException e) {
            throw failures.opening(e);
        }
    }
}
