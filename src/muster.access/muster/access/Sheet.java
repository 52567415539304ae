// SPDX-License-Identifier: Apache-2.0
package muster.access;

import com.healthmarketscience.jackcess.Column;
import com.healthmarketscience.jackcess.CursorBuilder;
import com.healthmarketscience.jackcess.DataType;
import com.healthmarketscience.jackcess.Row;
import com.healthmarketscience.jackcess.Table;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A table whose columns may be there or not, and be numbers or texts; their names count without case.
final class Sheet {

    private final Table table;
    private final Map<String, Column> columns = new HashMap<>();

    /// @param needed columns it is useless without
    Sheet(Table table, List<String> needed) throws AccessTrouble {
        this.table = table;
        for (Column column : table.getColumns()) {
            columns.put(column.getName().toLowerCase(Locale.ROOT), column);
        }
        for (String name : needed) {
            if (!has(name)) {
                throw new AccessTrouble(AccessTrouble.Kind.STOP, "table " + table.getName() + " has no column " + name
                        + ": it is no att2000.mdb", "name the time program's database in file", null);
            }
        }
    }

    Table table() {
        return table;
    }

    boolean has(String name) {
        return column(name) != null;
    }

    /// A column, or null.
    Column column(String name) {
        return columns.get(name.toLowerCase(Locale.ROOT));
    }

    /// All rows, with these of their columns that are there.
    Iterable<Row> rows(String... names) throws IOException {
        List<String> real = Arrays.stream(names)
                .map(this::column)
                .filter(Objects::nonNull)
                .map(Column::getName)
                .toList();
        return CursorBuilder.createCursor(table).newIterable().setColumnNames(real);
    }

    /// A row's text, empty when there is none.
    String text(Map<String, Object> row, String name) {
        Object value = value(row, name);
        return value == null ? "" : value.toString().strip();
    }

    /// A row's number, or null.
    Integer number(Map<String, Object> row, String name) {
        return value(row, name) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }

    /// A row's time to the second, or null.
    LocalDateTime time(Map<String, Object> row, String name) {
        // a double counts days: what other programs write is a hair before or behind the second
        return value(row, name) instanceof LocalDateTime time ? time.plusNanos(500_000_000).withNano(0) : null;
    }

    private Object value(Map<String, Object> row, String name) {
        Column column = column(name);
        return column == null ? null : row.get(column.getName());
    }

    /// Adds a row of those values whose columns are there.
    ///
    /// @return the row with the numbers that were given to it
    Map<String, Object> insert(Map<String, ?> values) throws IOException {
        Map<String, Object> row = new HashMap<>();
        values.forEach((name, value) -> {
            Column column = column(name);
            if (column != null) {
                row.put(column.getName(), as(column, value));
            }
        });
        return table.addRowFromMap(row);
    }

    /// A text as a column keeps it.
    String fit(String name, String text) {
        Column column = column(name);
        return column == null ? text : as(column, text).toString();
    }

    private static Object as(Column column, Object value) {
        DataType type = column.getType();
        if (type == DataType.TEXT) {
            String text = value.toString();
            return text.substring(0, Math.min(text.length(), column.getLengthInUnits()));
        }
        boolean whole = type == DataType.LONG || type == DataType.INT || type == DataType.BYTE;
        if (whole && value instanceof String text) {
            return text.matches("[0-9]{1,4}") ? Integer.valueOf(text) : Integer.valueOf(0);
        }
        return value;
    }
}
