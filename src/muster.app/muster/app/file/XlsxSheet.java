// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import muster.app.file.Grid.GridRow;

/// The rows of a sheet of an Excel workbook (ECMA-376 part 1, section 18.3). For one sheet and one thread.
final class XlsxSheet {

    /// What stands further to the right is no list of branches any more.
    private static final int MOST_COLUMNS = 200;

    /// Spreadsheets count with that many digits; what is longer was rounded.
    private static final int MOST_DIGITS = 15;

    /// No number that a spreadsheet writes is longer; reading digits takes the square of their count.
    private static final int LONGEST_NUMBER = 64;

    /// Rows and cells are all held at once, and a few bytes of a file can stand for two hundred empty cells.
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_CELLS = 1_000_000;

    private final List<String> texts;
    private final List<GridRow> rows = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private Map<Integer, String> wrong = new HashMap<>();
    private long line;
    private int held;

    XlsxSheet(List<String> texts) {
        this.texts = texts;
    }

    List<GridRow> rows(XMLStreamReader reader) throws XMLStreamException, UnreadableFile {
        while (reader.hasNext()) {
            int what = reader.next();
            if (what == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("row")) {
                String number = XlsxParts.attribute(reader, "r");
                line = number.isEmpty() ? line + 1 : Long.parseLong(number);
            } else if (what == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("c")) {
                cell(reader);
            } else if (what == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("row")) {
                end();
            }
        }
        return rows;
    }

    private void end() throws UnreadableFile {
        held += cells.size() + wrong.size();
        if (rows.size() >= MOST_ROWS || held > MOST_CELLS) {
            throw XlsxParts.tooMuch("its sheet has more than " + MOST_ROWS + " rows or " + MOST_CELLS + " cells");
        }
        if (!cells.stream().allMatch(String::isEmpty) || !wrong.isEmpty()) {
            rows.add(new GridRow(line, cells, wrong));
        }
        cells = new ArrayList<>();
        wrong = new HashMap<>();
    }

    private void cell(XMLStreamReader reader) throws XMLStreamException {
        String place = XlsxParts.attribute(reader, "r");
        String type = XlsxParts.attribute(reader, "t");
        int column = place.isEmpty() ? cells.size() : column(place);
        String value = value(reader);
        if (column >= MOST_COLUMNS) {
            return;
        }
        while (cells.size() <= column) {
            cells.add("");
        }
        if (!value.isBlank()) {
            cells.set(column, told(type, value, column).strip());
        }
    }

    /// What stands in the cell the reader is at.
    private static String value(XMLStreamReader reader) throws XMLStreamException {
        String value = "";
        for (int what = reader.next(); what != XMLStreamConstants.END_ELEMENT; what = reader.next()) {
            if (what != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "v" -> value = reader.getElementText();
                case "is" -> value = text(reader);
                // a formula, or what a later edition adds
                default -> text(reader);
            }
        }
        return value;
    }

    private String told(String type, String value, int column) {
        return switch (type) {
            case "s" -> shared(Integer.parseInt(value.strip()));
            case "b" -> value.strip().equals("1") ? "true" : "false";
            case "e" -> {
                wrong.put(column, "the cell has the error " + value);
                yield "";
            }
            case "", "n" -> number(value, column);
            default -> value;
        };
    }

    private String shared(int index) {
        if (index < 0 || index >= texts.size()) {
            throw new NumberFormatException("no such text");
        }
        return texts.get(index);
    }

    private String number(String value, int column) {
        String digits = value.strip();
        BigDecimal number = digits.length() > LONGEST_NUMBER ? null : new BigDecimal(digits);
        // as long: an exponent can be as large as an int
        if (number == null || (long) number.precision() - number.scale() > MOST_DIGITS
                || number.scale() > MOST_DIGITS * 2) {
            wrong.put(column, "a number of more than " + MOST_DIGITS
                    + " digits, which a spreadsheet rounds; make the cell a text");
            return "";
        }
        return number.stripTrailingZeros().toPlainString();
    }

    /// `AB12` is column 27, counted from 0.
    private static int column(String place) {
        int column = 0;
        for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)) && column < 1_000_000; i++) {
            column = column * 26 + Character.toUpperCase(place.charAt(i)) - 'A' + 1;
        }
        return Math.max(0, column - 1);
    }

    /// The text of the element the reader is at, in whatever fonts it is set; not how it is pronounced.
    static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean spoken = false;
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    spoken |= reader.getLocalName().equals("rPh");
                    if (reader.getLocalName().equals("t")) {
                        String part = reader.getElementText();
                        text.append(spoken ? "" : part);
                    } else {
                        depth++;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    spoken &= !reader.getLocalName().equals("rPh");
                    depth--;
                }
                default -> { }
            }
        }
        return text.toString();
    }
}
