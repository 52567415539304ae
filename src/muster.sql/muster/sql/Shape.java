// SPDX-License-Identifier: Apache-2.0
package muster.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A table as it is in the database, seen with the eyes of ours. Immutable.
///
/// @param places for each of our columns the one that is there, in our order; fewer when some are missing
/// @param missing names of our columns that are not there
/// @param needed names of other columns that have neither a default nor may be empty
/// @param unique whether the database itself keeps a second row with our key out, and mistakes no other row for it
record Shape(List<Place> places, List<String> missing, List<String> needed, boolean unique) {

    /// A column that is there. Immutable.
    ///
    /// @param name as the database writes it
    /// @param type as the database writes it
    /// @param needed whether every row must have a value for it
    record Place(String name, String type, Form form, boolean needed) {}

    Shape {
        places = List.copyOf(places);
        missing = List.copyOf(missing);
        needed = List.copyOf(needed);
    }

    /// @param there every column that is there
    /// @param indexes the columns of each unique index, as the database writes them
    static Shape of(Table table, List<Place> there, List<Set<String>> indexes) {
        List<Place> places = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Column column : table.columns()) {
            find(there, column.name()).ifPresentOrElse(places::add, () -> missing.add(column.name()));
        }
        List<String> needed = there.stream()
                .filter(place -> place.needed() && !places.contains(place))
                .map(Place::name)
                .toList();
        return new Shape(places, missing, needed, missing.isEmpty() && isUnique(table, places, indexes));
    }

    private static Optional<Place> find(List<Place> there, String name) {
        Optional<Place> exact = there.stream().filter(place -> place.name().equals(name)).findFirst();
        return exact.isPresent()
                ? exact
                : there.stream().filter(place -> place.name().equalsIgnoreCase(name)).findFirst();
    }

    private static boolean isUnique(Table table, List<Place> places, List<Set<String>> indexes) {
        Set<String> key = new HashSet<>();
        table.keyPlaces().forEach(place -> key.add(places.get(place).name()));
        Set<String> ours = new HashSet<>();
        places.forEach(place -> ours.add(place.name()));
        // MariaDB's clause asks every unique index: a row that collides with another one would be taken for known
        return indexes.contains(key)
                && indexes.stream().allMatch(index -> index.equals(key) || index.stream().noneMatch(ours::contains));
    }
}
