// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import muster.app.file.Grid.BrokenRow;
import muster.app.file.Grid.GridRow;

/// A table of branches and their terminals, CSV or Excel (.xlsx), opened. For one thread.
public final class BranchFile {

    private final Grid grid;
    private final BranchColumns columns;

    private BranchFile(Grid grid, BranchColumns columns) {
        this.grid = grid;
        this.columns = columns;
    }

    /// Opens a file from its first byte on; what it is it tells itself.
    ///
    /// @throws UnreadableFile if it is no such table
    public static BranchFile open(InputStream file) throws IOException, UnreadableFile {
        BufferedInputStream in = new BufferedInputStream(file, Sample.SIZE);
        Sample sample = Sample.of(in);
        sample.refuseNoText();
        if (sample.compound()) {
            throw new UnreadableFile("it is an old spreadsheet (.xls), or one with a password",
                    "save the sheet as .xlsx without a password, or as CSV");
        }
        if (!sample.archive() && sample.binary()) {
            throw new UnreadableFile("it is binary, neither CSV nor .xlsx", "save the sheet as .xlsx or CSV");
        }
        Grid grid = sample.archive() ? XlsxGrid.open(in) : new CsvGrid(sample.reader(in), sample.separator());
        try {
            GridRow head = grid.next();
            return new BranchFile(grid, BranchColumns.of(head == null ? List.of() : head.cells()));
        } catch (BrokenRow e) {
            throw new UnreadableFile("its first row cannot be read: " + e.getMessage(), "is it a table of branches?");
        }
    }

    /// How it is read, a sentence for people.
    public String reading() {
        return grid.kind() + ", columns read as " + columns;
    }

    /// The names of columns that hold nothing we know.
    public List<String> passedOver() {
        return columns.unknown();
    }

    /// The next row, or null behind the last.
    ///
    /// @throws IOException if the file cannot be read any further
    public BranchRow next() throws IOException {
        try {
            GridRow row = grid.next();
            return row == null ? null : new BranchFields(columns).row(row);
        } catch (BrokenRow e) {
            return new BranchRow.Bad(e.line(), e.getMessage());
        }
    }
}
