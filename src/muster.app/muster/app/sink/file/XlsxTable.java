// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.file;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A table as an Excel workbook, written as a stream: dates and times are real ones, a text is never a formula. A table
/// longer than a sheet goes on in the next one.
final class XlsxTable implements TableOut {

    private static final int LONGEST_SHEET = 1_048_576;
    private static final int LONGEST_TEXT = 32_767;
    private static final int FLUSH = 200;
    private static final double SECONDS = 86_400;

    private final Workbook book;
    private List<String> columns = List.of();
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxTable(OutputStream out) {
        this.book = new Workbook(out, "muster", "1.0");
    }

    @Override
    public void begin(List<String> names) throws IOException {
        columns = List.copyOf(names);
        newSheet();
    }

    private void newSheet() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = book.newWorksheet(sheets == 1 ? "punches" : "punches " + sheets);
        row = 0;
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(0, i, columns.get(i));
            sheet.style(0, i).bold().set();
        }
    }

    @Override
    public void row(List<Object> cells) throws IOException {
        row++;
        if (row == LONGEST_SHEET) {
            newSheet();
            row = 1;
        }
        for (int i = 0; i < cells.size(); i++) {
            cell(i, cells.get(i));
        }
        if (row % FLUSH == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, Object cell) {
        switch (cell) {
            case null -> { }
            case LocalDateTime time -> {
                sheet.value(row, column, time);
                sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
            }
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case LocalTime time -> {
                sheet.value(row, column, time.toSecondOfDay() / SECONDS);
                sheet.style(row, column).format("hh:mm:ss").set();
            }
            case Number number -> sheet.value(row, column, number);
            default -> {
                String text = cell.toString();
                sheet.value(row, column, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
            }
        }
    }

    @Override
    public void end() throws IOException {
        book.finish();
    }
}
