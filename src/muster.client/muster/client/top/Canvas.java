// SPDX-License-Identifier: Apache-2.0
package muster.client.top;

import java.util.Arrays;
import java.util.List;

/// A rectangle to draw in, the whole screen or a part of it. What does not fit is cut off. For one thread.
final class Canvas {

    private final Glyph[][] glyphs;
    private final Style[][] styles;
    private final boolean ascii;
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    /// A blank one.
    Canvas(int columns, int rows, boolean ascii) {
        this(new Glyph[rows][columns], new Style[rows][columns], ascii, 0, 0, columns, rows);
        for (int i = 0; i < rows; i++) {
            Arrays.fill(glyphs[i], Glyph.BLANK);
            Arrays.fill(styles[i], Style.PLAIN);
        }
    }

    private Canvas(Glyph[][] glyphs, Style[][] styles, boolean ascii, int left, int top, int columns, int rows) {
        this.glyphs = glyphs;
        this.styles = styles;
        this.ascii = ascii;
        this.left = left;
        this.top = top;
        this.columns = columns;
        this.rows = rows;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    boolean ascii() {
        return ascii;
    }

    /// A part of it, as far as it lies inside.
    Canvas part(int column, int row, int width, int height) {
        int x = Math.clamp(column, 0, columns);
        int y = Math.clamp(row, 0, rows);
        return new Canvas(glyphs, styles, ascii, left + x, top + y, Math.clamp(width, 0, columns - x),
                Math.clamp(height, 0, rows - y));
    }

    /// Writes a text.
    ///
    /// @return the column behind it
    int put(int column, int row, String text, Style style) {
        return put(column, row, columns - column, text, style);
    }

    /// The same, over at most so many columns; a text that is cut ends in `…`.
    ///
    /// @return the column behind it
    int put(int column, int row, int most, String text, Style style) {
        int end = Math.min(column + most, columns);
        if (row < 0 || row >= rows || column < 0 || column >= end) {
            return column;
        }
        List<Glyph> line = Glyph.of(text, ascii);
        int width = line.stream().mapToInt(Glyph::width).sum();
        boolean cut = width > end - column;
        int stop = cut ? end - 1 : end;
        int at = column;
        for (Glyph glyph : line) {
            if (at + glyph.width() > stop) {
                break;
            }
            set(at, row, glyph, style);
            at += glyph.width();
        }
        if (cut) {
            set(at++, row, Glyph.of("…", ascii).getFirst(), style);
        }
        return at;
    }

    /// Writes a text that ends at a column.
    void putRight(int column, int row, int width, String text, Style style) {
        int free = Math.max(0, width - Math.min(width, Glyph.width(text)));
        put(column + free, row, width - free, text, style);
    }

    /// Gives a whole row a look.
    void paint(int row, Style style) {
        if (row >= 0 && row < rows) {
            Arrays.fill(styles[top + row], left, left + columns, style);
        }
    }

    /// A line across.
    void rule(int row, String title) {
        put(0, row, "─".repeat(Math.max(0, columns)), Style.QUIET);
        if (!title.isEmpty()) {
            put(1, row, " " + title + " ", Style.TITLE);
        }
    }

    private void set(int column, int row, Glyph glyph, Style style) {
        Glyph[] line = glyphs[top + row];
        int at = left + column;
        // half of a wide one cannot stay
        if (line[at] == null) {
            line[at - 1] = Glyph.BLANK;
        }
        if (at + glyph.width() < line.length && line[at + glyph.width()] == null) {
            line[at + glyph.width()] = Glyph.BLANK;
        }
        line[at] = glyph;
        styles[top + row][left + column] = style;
        if (glyph.width() == 2) {
            // the second half belongs to the first
            line[at + 1] = null;
            styles[top + row][left + column + 1] = style;
        }
    }

    /// What stands there; null for the second half of a wide one.
    Glyph glyph(int column, int row) {
        return glyphs[top + row][left + column];
    }

    Style style(int column, int row) {
        return styles[top + row][left + column];
    }

    /// Whether both show the same.
    boolean same(Canvas other) {
        return Arrays.deepEquals(glyphs, other.glyphs) && Arrays.deepEquals(styles, other.styles);
    }

    /// The lines as text, without blanks at their ends.
    String text() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                Glyph glyph = glyph(column, row);
                line.append(glyph == null ? "" : glyph.text());
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
