// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The SQL for a table as it is. Immutable.
///
/// @param places the columns that are there, in the order of the values
/// @param key which of them are the key
record Statements(Dialect dialect, Table table, List<Shape.Place> places, List<Integer> key, boolean unique) {

    static Statements of(Dialect dialect, Table table, Shape shape) {
        return new Statements(dialect, table, shape.places(), table.keyPlaces(), shape.unique());
    }

    /// Inserts a row; its values are those of all columns.
    String insert() {
        return "INSERT INTO " + name(dialect, table) + " (" + names(places) + ") VALUES ("
                + places.stream().map(dialect::written).collect(Collectors.joining(", ")) + ")"
                + (unique ? dialect.unlessThere(quotedKey()) : "");
    }

    /// Whether a row that is there can be written over: it has more than its key.
    boolean canUpdate() {
        return table.update() && key.size() < places.size();
    }

    /// Writes over a row; its values are those of [#beside()], then those of the key.
    String update() {
        String set = beside().stream()
                .map(places::get)
                .map(place -> quoted(place) + " = " + dialect.written(place))
                .collect(Collectors.joining(", "));
        String where = key.stream()
                .map(places::get)
                .map(place -> quoted(place) + " = " + dialect.compared(place))
                .collect(Collectors.joining(" AND "));
        return "UPDATE " + name(dialect, table) + " SET " + set + " WHERE " + where;
    }

    /// Places of the columns beside the key.
    List<Integer> beside() {
        List<Integer> beside = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            if (!key.contains(i)) {
                beside.add(i);
            }
        }
        return beside;
    }

    /// Selects the rows that have one of so many keys.
    String present(int rows) {
        String values = key.stream()
                .map(places::get)
                .map(dialect::compared)
                .collect(Collectors.joining(", ", "(", ")"));
        return "SELECT " + names(places) + " FROM " + name(dialect, table) + " WHERE "
                + dialect.oneOf(quotedKey(), values, rows);
    }

    /// Makes the table.
    static String create(Dialect dialect, Table table) {
        String columns = table.columns().stream()
                .map(column -> dialect.quoted(column.name()) + " "
                        + dialect.made(column, table.key().contains(column.name())))
                .collect(Collectors.joining(", "));
        String key = table.key().stream().map(dialect::quoted).collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + name(dialect, table) + " (" + columns + ", PRIMARY KEY (" + key + "))"
                + dialect.madeTail();
    }

    private static String name(Dialect dialect, Table table) {
        return table.path().stream().map(dialect::quoted).collect(Collectors.joining("."));
    }

    private String names(List<Shape.Place> some) {
        return some.stream().map(this::quoted).collect(Collectors.joining(", "));
    }

    private List<String> quotedKey() {
        return key.stream().map(places::get).map(this::quoted).toList();
    }

    private String quoted(Shape.Place place) {
        return dialect.quoted(place.name());
    }
}
