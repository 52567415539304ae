// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.List;

/// The table that rows go into. Immutable.
///
/// @param name its name, with its schema and a dot before it when it has one
/// @param columns those that a row has values for, in the order of the values
/// @param key names of the columns that tell one row from another; the database need not know that they do
/// @param update whether a row that is there is written over; else it stays
/// @param create whether the table is made when it is not there; its key is its primary key then
public record Table(String name, List<Column> columns, List<String> key, boolean update, boolean create) {

    /// @throws IllegalArgumentException if a name cannot be one, a column comes twice, or the key is no part of them
    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        for (String part : name.split("\\.", -1)) {
            Column.checkName(part);
        }
        List<String> names = columns.stream().map(Column::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a column of table " + name + " is named twice");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("table " + name + " needs a key: columns that tell records apart");
        }
        for (String part : key) {
            if (!names.contains(part)) {
                throw new IllegalArgumentException("key column " + part + " is none of the columns of " + name);
            }
        }
    }

    /// The parts of the name: the table's own last, its schema before it.
    List<String> path() {
        return List.of(name.split("\\."));
    }

    /// Which of the columns are the key, by place.
    List<Integer> keyPlaces() {
        List<String> names = columns.stream().map(Column::name).toList();
        return key.stream().map(names::indexOf).toList();
    }
}
