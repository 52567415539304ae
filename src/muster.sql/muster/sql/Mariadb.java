// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import muster.sql.SqlTrouble.Kind;

/// MariaDB 10.3 and MySQL 5.7 and later. Numbers of errors: MariaDB's knowledge base, error codes.
final class Mariadb implements Dialect {

    private static final String COLUMNS = """
            SELECT column_name, data_type, is_nullable = 'NO' AND column_default IS NULL AND extra = ''
            FROM information_schema.columns
            WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?
            """;

    private static final String INDEXES = """
            SELECT index_name, column_name, sub_part FROM information_schema.statistics
            WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? AND non_unique = 0
            """;

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public Connection connect(String url, String user, String password) throws SQLException {
        Properties options = new Properties();
        if (user != null) {
            options.setProperty("user", user);
        }
        if (password != null) {
            options.setProperty("password", password);
        }
        options.setProperty("connectTimeout", Integer.toString(CONNECT * 1000));
        options.setProperty("socketTimeout", Integer.toString((STATEMENT + CONNECT) * 1000));
        options.setProperty("tcpKeepAlive", "true");
        // a row that stays as it is counts 0, and a batch has a count for every row
        options.setProperty("useAffectedRows", "true");
        options.setProperty("useBulkStmts", "false");
        options.setProperty("useBulkStmtsForInserts", "false");
        // or a server could ask for any file of this machine
        options.setProperty("allowLocalInfile", "false");
        String own = url.startsWith("jdbc:mysql:") ? "jdbc:mariadb:" + url.substring("jdbc:mysql:".length()) : url;
        Connection connection = new org.mariadb.jdbc.Driver().connect(own, options);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00', innodb_lock_wait_timeout = " + (STATEMENT - CONNECT)
                    // without it what is too long would be cut and kept
                    + ", sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Optional<Shape> shape(Connection connection, Table table) throws SQLException {
        List<Shape.Place> there = new ArrayList<>();
        Map<String, Set<String>> indexes = new LinkedHashMap<>();
        try (PreparedStatement columns = named(connection.prepareStatement(COLUMNS), table);
                PreparedStatement unique = named(connection.prepareStatement(INDEXES), table)) {
            try (ResultSet found = columns.executeQuery()) {
                while (found.next()) {
                    String type = found.getString(2).toLowerCase(Locale.ROOT);
                    there.add(new Shape.Place(found.getString(1), type, form(type), found.getBoolean(3)));
                }
            }
            try (ResultSet found = unique.executeQuery()) {
                while (found.next()) {
                    // an index over the first characters of a column does not tell whole values apart
                    String part = found.getString(3) == null ? "" : "()";
                    indexes.computeIfAbsent(found.getString(1), _ -> new HashSet<>()).add(found.getString(2) + part);
                }
            }
        }
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(Shape.of(table, there, List.copyOf(indexes.values())));
    }

    private static PreparedStatement named(PreparedStatement statement, Table table) throws SQLException {
        List<String> path = table.path();
        statement.setString(1, path.size() > 1 ? path.get(path.size() - 2) : null);
        statement.setString(2, path.getLast());
        return statement;
    }

    private static Form form(String type) {
        return switch (type) {
            case "char" -> Form.PADDED;
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double" -> Form.NUMBER;
            case "date" -> Form.DATE;
            case "time" -> Form.TIME;
            case "datetime" -> Form.LOCAL;
            case "timestamp" -> Form.MOMENT;
            case "varchar", "tinytext", "text", "mediumtext", "longtext" -> Form.TEXT;
            default -> Form.OTHER;
        };
    }

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public String written(Shape.Place place) {
        return "?";
    }

    @Override
    public String compared(Shape.Place place) {
        return switch (place.form()) {
            case DATE -> "CAST(? AS DATE)";
            case TIME -> "CAST(? AS TIME)";
            case LOCAL, MOMENT -> "CAST(? AS DATETIME(6))";
            default -> "?";
        };
    }

    @Override
    public String unlessThere(List<String> key) {
        // INSERT IGNORE would let every other mistake pass as well
        return " ON DUPLICATE KEY UPDATE " + key.getFirst() + " = " + key.getFirst();
    }

    @Override
    public String oneOf(List<String> key, String values, int rows) {
        return "(" + String.join(", ", key) + ") IN (" + String.join(", ", Collections.nCopies(rows, values)) + ")";
    }

    @Override
    public String made(Column column, boolean key) {
        String type = switch (column.type()) {
            case TEXT -> "varchar(" + column.longest() + ")";
            case LONG_TEXT -> "mediumtext";
            case INTEGER -> "bigint";
            case DATE -> "date";
            case TIME -> "time";
            case LOCAL -> "datetime";
            // its type timestamp ends in 2038, and a terminal's clock may be anywhere
            case MOMENT -> "datetime(3)";
        };
        return key ? type + " NOT NULL" : type + " NULL";
    }

    @Override
    public String madeTail() {
        return " ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }

    @Override
    public Kind kind(SQLException e) {
        return switch (e.getErrorCode()) {
            // too many connections, host blocked, limits, disk full, read-only, waited too long, ended by somebody
            case 1021, 1030, 1040, 1041, 1114, 1129, 1153, 1158, 1159, 1160, 1161, 1184, 1203, 1205, 1213, 1226, 1290,
                    1317, 1836, 1927, 1969, 3024 -> Kind.RETRY;
            // no default for a column we do not fill: the same for every row
            case 1044, 1045, 1049, 1130, 1142, 1143, 1227, 1267, 1364, 1698, 1820 -> Kind.STOP;
            // MySQL says HY000 to some of these, MariaDB 01000 to what is cut off
            case 1048, 1062, 1264, 1265, 1292, 1366, 1406, 1451, 1452, 1644, 3819, 4025 -> Kind.ROW;
            default -> byState(e.getSQLState() == null ? "" : e.getSQLState());
        };
    }

    private static Kind byState(String state) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28", "42" -> Kind.STOP;
            case "22", "23", "45" -> Kind.ROW;
            default -> Kind.RETRY;
        };
    }

    @Override
    public String cure(SQLException e, Table table, String user) {
        return switch (e.getErrorCode()) {
            case 1045, 1130, 1698, 1820 ->
                    "Correct the sink's user and password_file, or the user's host in the database.";
            case 1044, 1142, 1143, 1227 -> "As an administrator: GRANT SELECT, INSERT, UPDATE"
                    + (table.create() ? ", CREATE" : "") + " ON " + table.name() + " TO " + user + ".";
            case 1049 -> "Correct the database's name in the sink's url, or create it.";
            case 1146 -> "Set create = true for this sink, or make the table.";
            case 1364 -> "Give the column a default, or name it in the sink's columns.";
            case 1054 -> "Add the column to the table, or change the sink's columns.";
            default -> "Change the table or the sink's columns so that they fit each other.";
        };
    }
}
