// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import muster.sql.SqlTrouble.Kind;

/// PostgreSQL 12 and later. States of errors: its manual, appendix A.
final class Postgresql implements Dialect {

    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, -1), t.typcategory,
                   a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
            """;

    // an index over a condition or an expression, or checked only at the end, is no use to ON CONFLICT
    private static final String INDEXES = """
            SELECT ARRAY(SELECT a.attname::text FROM pg_attribute a
                         WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]))
            FROM pg_index i
            WHERE i.indrelid = to_regclass(?) AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL
            """;

    @Override
    public String name() {
        return "PostgreSQL";
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
        options.setProperty("connectTimeout", Integer.toString(CONNECT));
        options.setProperty("loginTimeout", Integer.toString(CONNECT));
        // above the statement's own limit, for that one says more when it ends
        options.setProperty("socketTimeout", Integer.toString(STATEMENT + CONNECT));
        options.setProperty("tcpKeepAlive", "true");
        options.setProperty("ApplicationName", "muster");
        // so that the server and not the driver says what a text is
        options.setProperty("stringtype", "unspecified");
        Connection connection = new org.postgresql.Driver().connect(url, options);
        if (connection == null) {
            throw new SQLException("its url is not understood", "3D000");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute("SET DateStyle TO 'ISO, YMD'");
            statement.execute("SET statement_timeout TO '" + STATEMENT + "s'");
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Optional<Shape> shape(Connection connection, Table table) throws SQLException {
        String name = table.path().stream().map(this::quoted).collect(Collectors.joining("."));
        List<Shape.Place> there = new ArrayList<>();
        List<Set<String>> indexes = new ArrayList<>();
        try (PreparedStatement columns = connection.prepareStatement(COLUMNS);
                PreparedStatement unique = connection.prepareStatement(INDEXES)) {
            columns.setString(1, name);
            try (ResultSet found = columns.executeQuery()) {
                while (found.next()) {
                    String type = found.getString(2);
                    there.add(new Shape.Place(
                            found.getString(1), type, form(type, found.getString(3)), found.getBoolean(4)));
                }
            }
            unique.setString(1, name);
            try (ResultSet found = unique.executeQuery()) {
                while (found.next()) {
                    Array names = found.getArray(1);
                    indexes.add(Set.of((String[]) names.getArray()));
                }
            }
        }
        return there.isEmpty() ? Optional.empty() : Optional.of(Shape.of(table, there, indexes));
    }

    private static Form form(String type, String category) {
        return switch (type) {
            case "bpchar" -> Form.PADDED;
            case "date" -> Form.DATE;
            case "time without time zone" -> Form.TIME;
            case "timestamp without time zone" -> Form.LOCAL;
            case "timestamp with time zone" -> Form.MOMENT;
            default -> category.equals("N") ? Form.NUMBER : category.equals("S") ? Form.TEXT : Form.OTHER;
        };
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String written(Shape.Place place) {
        // without the length: an explicit cast to varchar(4) would cut what is longer instead of refusing it
        return "CAST(? AS " + place.type() + ")";
    }

    @Override
    public String compared(Shape.Place place) {
        return written(place);
    }

    @Override
    public String unlessThere(List<String> key) {
        return " ON CONFLICT (" + String.join(", ", key) + ") DO NOTHING";
    }

    @Override
    public String oneOf(List<String> key, String values, int rows) {
        return "(" + String.join(", ", key) + ") IN (VALUES "
                + String.join(", ", Collections.nCopies(rows, values)) + ")";
    }

    @Override
    public String made(Column column, boolean key) {
        String type = switch (column.type()) {
            case TEXT -> "varchar(" + column.longest() + ")";
            case LONG_TEXT -> "text";
            case INTEGER -> "bigint";
            case DATE -> "date";
            case TIME -> "time(0)";
            case LOCAL -> "timestamp";
            case MOMENT -> "timestamptz";
        };
        return key ? type + " NOT NULL" : type;
    }

    @Override
    public String madeTail() {
        return "";
    }

    @Override
    public Kind kind(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            // 42804: the column is of a type that no text can be read as
            case "0A", "28", "3D", "3F", "42" -> Kind.STOP;
            case "22", "23", "44", "P0" -> Kind.ROW;
            default -> Kind.RETRY;
        };
    }

    @Override
    public String cure(SQLException e, Table table, String user) {
        String state = e.getSQLState();
        return switch (state) {
            case "42501" -> "As an owner of the table: GRANT SELECT, INSERT" + (table.update() ? ", UPDATE" : "")
                    + " ON " + table.name() + " TO " + user + "; to let the sink make it: GRANT CREATE ON SCHEMA.";
            case "3D000" -> "Correct the database's name in the sink's url, or create it.";
            case "3F000", "42P01" -> "Set create = true for this sink, or make the table; its schema must be there.";
            case "42703" -> "Add the column to the table, or change the sink's columns.";
            default -> state.startsWith("28")
                    ? "Correct the sink's user and password_file, or pg_hba.conf of the database."
                    : "Change the table or the sink's columns so that they fit each other.";
        };
    }
}
