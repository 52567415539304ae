// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.ArrayList;
import java.util.List;

/// A table on a canvas: its head, and as many rows as fit, around the chosen one. Of columns that do not fit those of
/// the highest rank are left out; what is cut is whole in the details. For one frame.
final class GridDrawing<T> {

    /// Only what may be seen decides on the widths; measuring a hundred thousand rows would be felt.
    private static final int MEASURED = 200;
    private static final int GAP = 1;
    private static final int MARK = 2;
    private static final int NARROWEST = 8;

    private final Grid<T> grid;
    private final Canvas canvas;
    private final List<Column<T>> columns = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final int first;
    private final int height;

    private GridDrawing(Grid<T> grid, Canvas canvas) {
        this.grid = grid;
        this.canvas = canvas;
        this.height = Math.max(0, canvas.rows() - 1);
        this.first = grid.top(Math.max(1, height));
    }

    static <T> void draw(Grid<T> grid, Canvas canvas) {
        GridDrawing<T> drawing = new GridDrawing<>(grid, canvas);
        drawing.fit();
        drawing.head();
        for (int i = 0; i < drawing.height && drawing.first + i < grid.shown().size(); i++) {
            drawing.row(i + 1, drawing.first + i);
        }
    }

    private void fit() {
        for (Column<T> column : grid.columns()) {
            columns.add(column);
            widths.add(natural(column));
        }
        while (used() > canvas.columns() && dropped()) {
            // one less
        }
        for (int over = used() - canvas.columns(); over > 0; over--) {
            int widest = widest();
            if (widths.get(widest) <= NARROWEST) {
                return;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
    }

    private int natural(Column<T> column) {
        int from = Math.max(0, first - MEASURED / 2);
        int width = grid.shown().stream()
                .skip(from)
                .limit(MEASURED)
                .mapToInt(row -> Glyph.width(column.text().apply(row)))
                .max()
                .orElse(0);
        // one more, so that the mark of the order does not move the columns
        return Math.max(Math.min(width, column.most()), column.name().length() + 1);
    }

    private int used() {
        return MARK + widths.stream().mapToInt(Integer::intValue).sum() + GAP * Math.max(0, widths.size() - 1);
    }

    private boolean dropped() {
        int worst = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).rank() > 0 && (worst < 0 || columns.get(i).rank() >= columns.get(worst).rank())) {
                worst = i;
            }
        }
        if (worst < 0) {
            return false;
        }
        columns.remove(worst);
        widths.remove(worst);
        return true;
    }

    private int widest() {
        int widest = 0;
        for (int i = 1; i < widths.size(); i++) {
            if (widths.get(i) > widths.get(widest)) {
                widest = i;
            }
        }
        return widest;
    }

    private void head() {
        int at = MARK;
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            boolean sorted = grid.sorted() >= 0 && grid.columns().get(grid.sorted()) == column;
            String name = column.name() + (sorted ? grid.falling() ? "▼" : "▲" : "");
            cell(at, 0, i, name, Style.TITLE);
            at += widths.get(i) + GAP;
        }
    }

    private void row(int line, int index) {
        T row = grid.shown().get(index);
        boolean chosen = index == grid.chosen();
        int at = MARK;
        for (int i = 0; i < columns.size(); i++) {
            Style style = columns.get(i).style().apply(row);
            cell(at, line, i, columns.get(i).text().apply(row), style);
            at += widths.get(i) + GAP;
        }
        if (chosen) {
            canvas.paint(line, Style.CHOSEN);
            canvas.put(0, line, ">", Style.CHOSEN);
        }
    }

    private void cell(int at, int line, int column, String text, Style style) {
        if (columns.get(column).right()) {
            canvas.putRight(at, line, widths.get(column), text, style);
        } else {
            canvas.put(at, line, widths.get(column), text, style);
        }
    }
}
