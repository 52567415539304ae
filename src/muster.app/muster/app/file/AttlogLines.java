// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import muster.app.file.PunchFields.Marks;
import muster.app.file.PunchFields.WrongField;
import muster.model.Bytes;

/// Punches from the file that a terminal writes to a USB stick. For one thread.
final class AttlogLines implements Rows {

    private final LineReader lines;
    private final AttlogColumns columns;
    private final PunchFields fields;

    AttlogLines(InputStream in, AttlogColumns columns, PunchFields fields) {
        this.lines = new LineReader(in);
        this.columns = columns;
        this.fields = fields;
    }

    @Override
    public String reading() {
        return "attlog.dat, columns read as " + columns + " (give another order with --columns)";
    }

    @Override
    public Row next() throws IOException {
        byte[] line = lines.next();
        while (line != null && LineReader.text(line).isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        long number = lines.number();
        if (lines.tooLong()) {
            return new Row.Bad(number, "the line is longer than " + LineReader.LONGEST + " bytes");
        }
        List<String> cells = AttlogColumns.cells(LineReader.plain(line));
        try {
            Marks marks = Marks.of(
                    columns.cell(cells, "state"),
                    columns.cell(cells, "verify_mode"),
                    columns.cell(cells, "work_code"));
            return new Row.Good(number, fields.punch(
                    null, columns.cell(cells, "pin"), columns.cell(cells, "time"), marks, Bytes.of(line)));
        } catch (WrongField e) {
            return new Row.Bad(number, e.getMessage());
        }
    }
}
