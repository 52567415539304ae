// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.sql.Placed.Kind;

/// What is done over an open connection. Commits nothing but what it says. For one thread.
///
/// @param sql the statements for the table
record Open(Connection connection, Statements sql) {

    /// How many rows are asked for at once; PostgreSQL takes 65,535 values in a statement.
    private static final int ASKED = 500;

    private static final Placed NEW = new Placed(Kind.NEW, null);
    private static final Placed KNOWN = new Placed(Kind.KNOWN, null);

    /// All rows in one batch; the first that is refused spoils the whole, and nobody says which it was.
    List<Placed> together(List<Row> rows) throws SQLException {
        boolean[] isNew = sql.unique() ? insert(rows) : insertMissing(rows);
        List<Row> known = new ArrayList<>();
        List<Placed> placed = new ArrayList<>(rows.size());
        for (int i = 0; i < isNew.length; i++) {
            placed.add(isNew[i] ? NEW : KNOWN);
            if (!isNew[i]) {
                known.add(rows.get(i));
            }
        }
        if (sql.canUpdate() && !known.isEmpty()) {
            update(known);
        }
        connection.commit();
        return placed;
    }

    /// Row by row in one transaction, so that those that are refused are known and the others are written.
    List<Placed> oneByOne(List<Row> rows) throws SQLException {
        List<Placed> placed = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Savepoint before = connection.setSavepoint();
            try {
                List<Row> only = List.of(row);
                boolean isNew = (sql.unique() ? insert(only) : insertMissing(only))[0];
                if (!isNew && sql.canUpdate()) {
                    update(only);
                }
                placed.add(isNew ? NEW : KNOWN);
                connection.releaseSavepoint(before);
            } catch (SQLException e) {
                SQLException cause = Troubles.cause(e);
                if (sql.dialect().kind(cause) != SqlTrouble.Kind.ROW) {
                    throw e;
                }
                connection.rollback(before);
                placed.add(new Placed(Kind.REFUSED, Troubles.text(cause)));
            }
        }
        connection.commit();
        return placed;
    }

    private boolean[] insert(List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql.insert())) {
            for (Row row : rows) {
                bind(insert, row);
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            boolean[] isNew = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                isNew[i] = counts[i] == 1;
            }
            return isNew;
        }
    }

    /// For a table that takes every row: those that are not there, each key once.
    private boolean[] insertMissing(List<Row> rows) throws SQLException {
        Set<List<String>> there = new HashSet<>(found(rows).keySet());
        List<Row> missing = new ArrayList<>();
        boolean[] isNew = new boolean[rows.size()];
        for (int i = 0; i < isNew.length; i++) {
            isNew[i] = there.add(key(rows.get(i)));
            if (isNew[i]) {
                missing.add(rows.get(i));
            }
        }
        if (!missing.isEmpty()) {
            insert(missing);
        }
        return isNew;
    }

    private void update(List<Row> rows) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.update())) {
            for (Row row : rows) {
                int parameter = 1;
                for (int place : sql.beside()) {
                    update.setString(parameter++, text(row, place));
                }
                for (int place : sql.key()) {
                    update.setString(parameter++, text(row, place));
                }
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        Iterator<Object> values = row.values().iterator();
        int parameter = 1;
        for (Shape.Place place : sql.places()) {
            statement.setString(parameter++, place.form().text(values.next()));
        }
    }

    /// What the table has in place of each row; nothing is changed.
    List<Present> present(List<Row> rows) throws SQLException {
        Map<List<String>, List<String>> found = found(rows);
        connection.rollback();
        return rows.stream().map(row -> compare(row, found.get(key(row)))).toList();
    }

    private Present compare(Row row, List<String> there) {
        if (there == null) {
            return new Present(Present.Kind.NONE, Map.of(), List.of(), null);
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < sql.places().size(); i++) {
            Shape.Place place = sql.places().get(i);
            values.put(place.name(), there.get(i));
            String ours = place.form().normal(text(row, i));
            String theirs = place.form().normal(there.get(i));
            if (ours == null ? theirs != null : !ours.equals(theirs)) {
                differing.add(place.name());
            }
        }
        return new Present(differing.isEmpty() ? Present.Kind.SAME : Present.Kind.DIFFERENT, values, differing, null);
    }

    /// The rows of the table with the keys of these, by key; the first where one key has several.
    private Map<List<String>, List<String>> found(List<Row> rows) throws SQLException {
        Map<List<String>, List<String>> found = new HashMap<>();
        for (int from = 0; from < rows.size(); from += ASKED) {
            find(rows.subList(from, Math.min(from + ASKED, rows.size())), found);
        }
        return found;
    }

    private void find(List<Row> rows, Map<List<String>, List<String>> found) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.present(rows.size()))) {
            int parameter = 1;
            for (Row row : rows) {
                for (int place : sql.key()) {
                    select.setString(parameter++, text(row, place));
                }
            }
            try (ResultSet there = select.executeQuery()) {
                while (there.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < sql.places().size(); i++) {
                        values.add(there.getString(i + 1));
                    }
                    found.putIfAbsent(key(values), values);
                }
            }
        }
    }

    private List<String> key(Row row) {
        return sql.key().stream().map(place -> sql.places().get(place).form().normal(text(row, place))).toList();
    }

    private List<String> key(List<String> values) {
        return sql.key().stream().map(place -> sql.places().get(place).form().normal(values.get(place))).toList();
    }

    private String text(Row row, int place) {
        return sql.places().get(place).form().text(row.values().get(place));
    }
}
