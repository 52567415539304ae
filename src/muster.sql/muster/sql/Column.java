// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.Objects;

/// A column that rows have a value for. Immutable.
///
/// @param name its name: 1 to 63 characters, no control characters
/// @param type what it is made as when the table is made; a table that is there may have it otherwise
/// @param longest for [Type#TEXT], the most characters when the table is made
public record Column(String name, Type type, int longest) {

    /// What a column is made as.
    public enum Type {
        /// Text of limited length.
        TEXT,
        /// Text of any length.
        LONG_TEXT,
        /// A whole number.
        INTEGER,
        /// A day.
        DATE,
        /// A time of day, whole seconds.
        TIME,
        /// A day and a time of day, in no zone.
        LOCAL,
        /// A moment. MariaDB has no type for it: a column without zone that holds UTC.
        MOMENT
    }

    /// @throws IllegalArgumentException if the name cannot be one
    public Column {
        Objects.requireNonNull(type);
        checkName(name);
    }

    /// A column of text.
    public static Column text(String name, int longest) {
        return new Column(name, Type.TEXT, longest);
    }

    /// Any other column.
    public static Column of(String name, Type type) {
        return new Column(name, type, 0);
    }

    static void checkName(String name) {
        if (name.isEmpty() || name.length() > 63 || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("\"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\" cannot be the name of a column or table: 1 to 63 characters are allowed");
        }
    }
}
