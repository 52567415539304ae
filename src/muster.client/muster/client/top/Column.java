// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.Comparator;
import java.util.function.Function;

/// A column of a table. Immutable.
///
/// @param name what stands above it, and what it is called in filters
/// @param most how wide it may become
/// @param rank 0 = always shown; of the others the highest goes first when there is too little room
/// @param right whether it is set to the right, as numbers are
/// @param text what stands in it
/// @param order how rows are sorted by it
/// @param style how it looks
record Column<T>(
        String name,
        int most,
        int rank,
        boolean right,
        Function<T, String> text,
        Comparator<T> order,
        Function<T, Style> style) {

    /// A column of words, sorted as such.
    static <T> Column<T> of(String name, int most, Function<T, String> text) {
        Function<T, String> given = row -> {
            String value = text.apply(row);
            return value == null || value.isEmpty() ? "-" : value;
        };
        return new Column<>(name, most, 0, false, given, Comparator.comparing(given, String.CASE_INSENSITIVE_ORDER),
                row -> Style.PLAIN);
    }

    /// A column of numbers; null ones are unknown.
    static <T> Column<T> number(String name, Function<T, ? extends Number> number) {
        return of(name, 14, (T row) -> Words.number(number.apply(row)))
                .toRight()
                .by(row -> number.apply(row) == null ? null : number.apply(row).doubleValue());
    }

    /// The same, sorted by a value; rows without one come first.
    <V extends Comparable<? super V>> Column<T> by(Function<T, V> value) {
        return new Column<>(name, most, rank, right, text,
                Comparator.comparing(value, Comparator.nullsFirst(Comparator.naturalOrder())), style);
    }

    /// The same, to the right.
    Column<T> toRight() {
        return new Column<>(name, most, rank, true, text, order, style);
    }

    /// The same, given up when there is too little room.
    Column<T> rank(int given) {
        return new Column<>(name, most, given, right, text, order, style);
    }

    /// The same with a look.
    Column<T> styled(Function<T, Style> given) {
        return new Column<>(name, most, rank, right, text, order, given);
    }
}
