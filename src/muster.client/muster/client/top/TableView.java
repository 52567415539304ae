// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import muster.client.Api;
import muster.client.ApiException;

/// A view that is a table: it can be filtered, sorted by every column, and a row can be opened. For one thread.
final class TableView<T> implements View {

    /// Where its rows come from.
    interface Source<T> {
        List<T> rows(Api api) throws ApiException, InterruptedException;
    }

    private final Dashboard desk;
    private final String name;
    private final String title;
    private final String command;
    private final Grid<T> grid;
    private final Source<T> source;
    private final List<Key> own = new ArrayList<>();
    private Function<T, View> details;
    private Supplier<String> note = () -> "";
    private String empty = "There is nothing.";
    private boolean loaded;
    private int height = 1;

    /// @param source null = the rows are given by [#rows(List)] alone
    TableView(Dashboard desk, String name, String title, String command, Grid<T> grid, Source<T> source) {
        this.desk = desk;
        this.name = name;
        this.title = title;
        this.command = command;
        this.grid = grid;
        this.source = source;
        grid.sort(desk.remembered().value(name, "sort"));
        grid.filter(desk.remembered().value(name, "filter"));
    }

    /// What Enter opens.
    TableView<T> opening(Function<T, View> given) {
        details = given;
        return this;
    }

    /// What is said when there are no rows.
    TableView<T> saying(String whenEmpty) {
        empty = whenEmpty;
        return this;
    }

    /// What is added to the title.
    TableView<T> noting(Supplier<String> given) {
        note = given;
        return this;
    }

    /// A key about the chosen row; it does nothing when there is none.
    TableView<T> with(String key, String help, boolean changes, Consumer<T> action) {
        own.add(new Key(key, help, changes, () -> {
            if (grid.chosenRow() != null) {
                action.accept(grid.chosenRow());
            }
        }));
        return this;
    }

    /// A key about the whole.
    TableView<T> with(Key key) {
        own.add(key);
        return this;
    }

    Grid<T> grid() {
        return grid;
    }

    /// All rows anew.
    void rows(List<T> rows) {
        loaded = true;
        grid.rows(rows);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        StringBuilder text = new StringBuilder(title);
        if (loaded) {
            boolean some = grid.shown().size() != grid.total();
            text.append(" ").append(some ? grid.shown().size() + " of " : "").append(grid.total());
        }
        if (!grid.filter().isEmpty()) {
            text.append(", filter /").append(grid.filter());
        }
        if (!grid.sort().isEmpty()) {
            text.append(", by ").append(grid.sort().replace("-", "")).append(grid.falling() ? " falling" : "");
        }
        return text.append(note.get()).toString();
    }

    @Override
    public String command() {
        return command;
    }

    @Override
    public void draw(Canvas canvas) {
        height = Math.max(1, canvas.rows() - 1);
        GridDrawing.draw(grid, canvas);
        if (grid.shown().isEmpty()) {
            String sentence = !loaded ? "Waiting for the first answer ..."
                    : grid.total() > 0 ? "Nothing fits the filter \"" + grid.filter() + "\"; / changes it." : empty;
            int row = 2;
            for (String line : Words.wrapped(sentence, Math.max(10, canvas.columns() - 4))) {
                canvas.put(2, row++, line, Style.PLAIN);
            }
        }
    }

    @Override
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        if (details != null) {
            keys.add(Key.of("Enter", "details of the chosen row", this::open));
        }
        keys.addAll(own);
        keys.add(Key.of("/", "filter: a word, or column:word", this::askFilter));
        keys.add(Key.of("s", "sort by the next column", () -> sort(grid::sortNext)));
        keys.add(Key.of("S", "turn the order around", () -> sort(grid::turn)));
        keys.add(Key.of("Up k", "one row up", () -> grid.move(-1)));
        keys.add(Key.of("Down j", "one row down", () -> grid.move(1)));
        keys.add(Key.of("PgUp", "one page up", () -> grid.move(-height)));
        keys.add(Key.of("PgDn", "one page down", () -> grid.move(height)));
        keys.add(Key.of("Home g", "to the first row", () -> grid.choose(0)));
        keys.add(Key.of("End G", "to the last row", () -> grid.choose(Integer.MAX_VALUE)));
        return keys;
    }

    private void open() {
        if (grid.chosenRow() != null) {
            desk.open(details.apply(grid.chosenRow()));
        }
    }

    private void askFilter() {
        desk.ask(Prompt.live("filter /", grid.filter(), text -> {
            grid.filter(text.strip());
            desk.remembered().set(name, "filter", text);
        }));
    }

    private void sort(Runnable change) {
        change.run();
        desk.remembered().set(name, "sort", grid.sort());
    }

    @Override
    public Runnable load(Api api) throws ApiException, InterruptedException {
        if (source == null) {
            return null;
        }
        List<T> answer = source.rows(api);
        return () -> rows(answer);
    }
}
