// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import picocli.CommandLine.Option;

/// How a list is printed.
final class TableOptions {

    @Option(names = "--no-header", description = "Only the rows, without the line that names the columns.")
    private boolean rowsOnly;

    /// Whether only rows are wanted.
    boolean rowsOnly() {
        return rowsOnly;
    }

    /// Prints a table, fitted to the window if there is one.
    void print(Table table, Surroundings surroundings) {
        List<String> left = table.print(surroundings.out(), surroundings.columns(), !rowsOnly);
        if (!left.isEmpty()) {
            surroundings.out().flush();
            surroundings.err().println("no room for " + String.join(", ", left)
                    + "; a wider window shows it, and --json everything");
        }
    }
}
