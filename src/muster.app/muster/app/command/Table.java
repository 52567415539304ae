// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of texts in columns as wide as they need, two blanks between them. What has no value is `-`. Where there is
/// less room than that, words and names are cut, and columns that can be spared are left out; what identifies or
/// counts is never cut: the first column, numbers, times and serials. For one thread.
final class Table {

    private static final int GAP = 2;
    /// What of a text must stay.
    private static final int LEAST = 12;

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;
    /// Whether a column holds words, in one row at least.
    private final boolean[] wordy;
    private List<String> spare = List.of();
    private boolean headed;

    Table(String... heads) {
        this.heads = Arrays.stream(heads).map(Table::cell).toList();
        this.widths = this.heads.stream().mapToInt(Display::width).toArray();
        this.wordy = new boolean[heads.length];
    }

    /// Columns at least this wide, so that rows that come later are in line.
    Table atLeast(int... least) {
        for (int i = 0; i < least.length; i++) {
            widths[i] = Math.max(widths[i], least[i]);
        }
        return this;
    }

    /// Columns that can be left out, by their heads, the first of them first.
    Table spare(String... heads) {
        this.spare = List.of(heads);
        return this;
    }

    Table row(Object... cells) {
        List<String> row = Arrays.stream(cells).map(Table::cell).toList();
        for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], Display.width(row.get(i)));
            wordy[i] |= row.get(i).chars().anyMatch(c -> c > 0x7E || Character.isLowerCase(c));
        }
        rows.add(row);
        return this;
    }

    private static String cell(Object cell) {
        return cell == null || cell.toString().isEmpty() ? "-" : Display.safe(cell.toString());
    }

    /// Prints what was added since the last time, however wide it is.
    void print(PrintStream out) {
        print(out, Integer.MAX_VALUE, true);
    }

    /// The same, in so many columns of the window if that can be.
    ///
    /// @param withHeads whether the first print begins with the heads
    /// @return the heads of the columns that were left out
    List<String> print(PrintStream out, int room, boolean withHeads) {
        int left = 0;
        int[] fitted = fitted(room, left);
        while (taken(fitted) > room && left < spare.size()) {
            left++;
            fitted = fitted(room, left);
        }
        if (withHeads && !headed) {
            out.println(line(heads, fitted));
            headed = true;
        }
        for (List<String> row : rows) {
            out.println(line(row, fitted));
        }
        rows.clear();
        return spare.subList(0, left);
    }

    /// The widths of the columns, words cut as far as there is need.
    ///
    /// @param left how many of the spare columns are left out; they get -1
    private int[] fitted(int room, int left) {
        int[] fitted = widths.clone();
        spare.subList(0, left).forEach(head -> fitted[heads.indexOf(head)] = -1);
        while (taken(fitted) > room) {
            int widest = IntStream.range(1, fitted.length)
                    .filter(i -> wordy[i] && fitted[i] > Math.max(LEAST, Display.width(heads.get(i))))
                    .reduce((a, b) -> fitted[b] > fitted[a] ? b : a)
                    .orElse(-1);
            if (widest < 0) {
                break;
            }
            fitted[widest]--;
        }
        return fitted;
    }

    private static int taken(int[] fitted) {
        return Arrays.stream(fitted).filter(width -> width >= 0).map(width -> width + GAP).sum() - GAP;
    }

    private static String line(List<String> row, int[] fitted) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            if (fitted[i] >= 0) {
                line.append(Display.padded(Display.cut(row.get(i), fitted[i]), fitted[i] + GAP));
            }
        }
        return line.toString().stripTrailing();
    }
}
