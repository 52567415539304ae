// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of texts in columns as wide as they need, two blanks between them. What has no value is `-`.
/// For one thread.
final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... heads) {
        widths = new int[heads.length];
        row((Object[]) heads);
    }

    /// Columns at least this wide, so that rows that come later are in line.
    Table atLeast(int... least) {
        for (int i = 0; i < least.length; i++) {
            widths[i] = Math.max(widths[i], least[i]);
        }
        return this;
    }

    Table row(Object... cells) {
        List<String> row = Arrays.stream(cells)
                .map(cell -> cell == null || cell.toString().isEmpty() ? "-" : Display.safe(cell.toString()))
                .toList();
        for (int i = 0; i < row.size(); i++) {
            widths[i] = Math.max(widths[i], Display.width(row.get(i)));
        }
        rows.add(row);
        return this;
    }

    /// Prints what was added since the last time.
    void print(PrintStream out) {
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == row.size() - 1 ? row.get(i) : Display.padded(row.get(i), widths[i] + 2));
            }
            out.println(line.toString().stripTrailing());
        }
        rows.clear();
    }
}
