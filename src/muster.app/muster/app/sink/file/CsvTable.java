// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// A table as CSV (RFC 4180: commas, CR LF, quotes where needed), safe to open in a spreadsheet: a text that one would
/// take for a formula has `'` before it (product.md section 5.9).
final class CsvTable implements TableOut {

    private final Writer out;
    private final boolean decimalComma;
    private final boolean mark;

    /// @param mark whether it begins with the mark that tells a spreadsheet it is UTF-8
    CsvTable(Writer out, boolean decimalComma, boolean mark) {
        this.out = out;
        this.decimalComma = decimalComma;
        this.mark = mark;
    }

    @Override
    public void begin(List<String> columns) throws IOException {
        if (mark) {
            out.write('\uFEFF');
        }
        row(new ArrayList<>(columns));
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.write(i == 0 ? "" : ",");
            out.write(quoted(text(cells.get(i))));
        }
        out.write("\r\n");
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private String text(Object cell) {
        String text = Cells.text(cell);
        return switch (cell) {
            case BigDecimal _ -> decimalComma ? text.replace('.', ',') : text;
            case Number _ -> text;
            case null, default -> isFormula(text) ? "'" + text : text;
        };
    }

    /// Also what looks as if that had been done already, so that it can be undone when the file is imported.
    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && "=+-@\t\r".indexOf(text.charAt(first)) >= 0;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().allMatch(c -> c >= ' ' && c != ',' && c != ';' && c != '"')
                && cell.strip().length() == cell.length();
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
