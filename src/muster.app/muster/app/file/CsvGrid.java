// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;

/// The table of a CSV file. For one thread.
final class CsvGrid implements Grid {

    private final CsvReader records;
    private final char separator;

    CsvGrid(Reader in, char separator) {
        this.records = new CsvReader(in, separator);
        this.separator = separator;
    }

    @Override
    public GridRow next() throws IOException, BrokenRow {
        for (CsvReader.Record record = records.next(); record != null; record = records.next()) {
            if (record.broken()) {
                throw new BrokenRow(record.line(), "the row does not end within " + CsvReader.LONGEST
                        + " characters; is a quote not closed? What follows up to there was not read");
            }
            List<String> cells = record.cells().stream().map(cell -> Formulas.original(cell.strip())).toList();
            // spreadsheets write the empty rows below a table too
            if (!cells.stream().allMatch(String::isEmpty)) {
                return new GridRow(record.line(), cells, Map.of());
            }
        }
        return null;
    }

    @Override
    public String kind() {
        return "CSV with " + (separator == '\t' ? "tabs" : "\"" + separator + "\"");
    }
}
