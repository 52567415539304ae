// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The rows of a table: which are shown, in what order, and which one is chosen. For one thread.
final class Grid<T> {

    private final List<Column<T>> columns;
    private final Function<T, String> identity;
    private List<T> all = List.of();
    private List<T> shown = List.of();
    private String filter = "";
    private int sorted = -1;
    private boolean falling;
    private int chosen;
    private int top;
    private boolean following = true;

    /// @param identity what makes a row the same after it was loaded again
    Grid(List<Column<T>> columns, Function<T, String> identity) {
        this.columns = List.copyOf(columns);
        this.identity = identity;
    }

    List<Column<T>> columns() {
        return columns;
    }

    /// All rows anew, in the order of whoever has them. The chosen one stays chosen; while the very first is, the
    /// first stays it.
    void rows(List<T> rows) {
        all = List.copyOf(rows);
        arrange();
    }

    private void arrange() {
        String before = following ? null : chosenRow() == null ? null : identity.apply(chosenRow());
        List<T> next = new ArrayList<>(all.stream().filter(this::matches).toList());
        if (sorted >= 0) {
            Comparator<T> order = columns.get(sorted).order();
            next.sort(falling ? order.reversed() : order);
        }
        shown = next;
        if (before != null) {
            for (int i = 0; i < next.size(); i++) {
                if (identity.apply(next.get(i)).equals(before)) {
                    chosen = i;
                    return;
                }
            }
        }
        choose(following ? 0 : chosen);
    }

    /// Every word must be found: `word` in any column, `column:word` in that one.
    private boolean matches(T row) {
        for (String word : filter.toLowerCase(Locale.ROOT).split(" ")) {
            int colon = word.indexOf(':');
            String name = colon > 0 ? word.substring(0, colon) : "";
            boolean one = colon > 0 && columns.stream().anyMatch(c -> c.name().startsWith(name));
            String sought = one ? word.substring(colon + 1) : word;
            if (columns.stream()
                    .filter(c -> !one || c.name().startsWith(name))
                    .noneMatch(c -> c.text().apply(row).toLowerCase(Locale.ROOT).contains(sought))) {
                return false;
            }
        }
        return true;
    }

    void filter(String text) {
        filter = text;
        arrange();
    }

    String filter() {
        return filter;
    }

    /// Sorts by the next column; behind the last comes the order the rows arrive in.
    void sortNext() {
        sorted = sorted + 1 == columns.size() ? -1 : sorted + 1;
        arrange();
    }

    /// Turns the order around.
    void turn() {
        falling = !falling;
        arrange();
    }

    /// The order as it is remembered: `name`, `-name` when it falls, or empty.
    String sort() {
        return sorted < 0 ? "" : (falling ? "-" : "") + columns.get(sorted).name();
    }

    /// Takes such an order; an unknown column is none.
    void sort(String text) {
        falling = text.startsWith("-");
        String name = falling ? text.substring(1) : text;
        sorted = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                sorted = i;
            }
        }
        arrange();
    }

    int sorted() {
        return sorted;
    }

    boolean falling() {
        return falling;
    }

    /// How many rows there are, filter or not.
    int total() {
        return all.size();
    }

    List<T> shown() {
        return shown;
    }

    int chosen() {
        return chosen;
    }

    /// The chosen row, or null when there is none.
    T chosenRow() {
        return chosen < shown.size() ? shown.get(chosen) : null;
    }

    /// Chooses a row, or the nearest there is.
    void choose(int row) {
        chosen = Math.clamp(row, 0, Math.max(0, shown.size() - 1));
        following = chosen == 0;
    }

    void move(int by) {
        choose(chosen + by);
    }

    /// The first row to show so that the chosen one is visible.
    int top(int height) {
        top = Math.clamp(top, Math.max(0, chosen - height + 1), chosen);
        top = Math.clamp(top, 0, Math.max(0, shown.size() - height));
        return top;
    }
}
