// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A table of texts, row by row, whatever kind of file it is in. For one thread.
interface Grid {

    /// One row that is not empty.
    ///
    /// @param line where it begins, from 1
    /// @param cells its values; what is empty is an empty text
    /// @param wrong why a value cannot be used, by its place in the row, from 0
    record GridRow(long line, List<String> cells, Map<Integer, String> wrong) {}

    /// The next row, or null behind the last.
    ///
    /// @throws BrokenRow if there is one that cannot be read; the one behind it can
    GridRow next() throws IOException, BrokenRow;

    /// What kind of table it is, for people.
    String kind();

    /// A row that cannot be told into values.
    final class BrokenRow extends Exception {

        private static final long serialVersionUID = 1L;

        private final long line;

        BrokenRow(long line, String why) {
            super(why);
            this.line = line;
        }

        long line() {
            return line;
        }
    }
}
