// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// The records of a CSV file (RFC 4180) with any separator and any line end. For one thread.
final class CsvReader {

    /// A record longer than this is given up: most likely a quote was never closed.
    static final int LONGEST = 65_536;

    /// One record.
    ///
    /// @param line where it begins, from 1
    /// @param cells its values, without quotes
    /// @param text the whole of it as it stands in the file, without the line end
    /// @param broken true when it was given up; the next record begins with the next line
    record Record(long line, List<String> cells, String text, boolean broken) {}

    private static final int END = -1;

    private final Reader in;
    private final char separator;
    private final char[] buffer = new char[16_384];
    private final StringBuilder cell = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int end;
    private long line = 1;
    private int last = END;

    CsvReader(Reader in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    /// The next record that is not an empty line, or null behind the last.
    Record next() throws IOException {
        Record record = record();
        while (record != null && record.text().isBlank()) {
            record = record();
        }
        return record;
    }

    private Record record() throws IOException {
        List<String> cells = new ArrayList<>();
        text.setLength(0);
        long begin = line;
        int c = read();
        if (c == '\uFEFF' && begin == 1) {
            c = read();
        }
        if (c == END) {
            return null;
        }
        while (true) {
            cell.setLength(0);
            boolean quoted = c == '"';
            c = quoted ? quoted() : plain(c);
            cells.add(cell.toString());
            if (text.length() > LONGEST) {
                return broken(begin, c);
            }
            if (c != separator) {
                return new Record(begin, cells, ended(c), false);
            }
            c = read();
        }
    }

    /// Reads up to the separator or line end, and tells which.
    private int plain(int first) throws IOException {
        int c = first;
        while (c != END && c != separator && c != '\n' && c != '\r' && text.length() <= LONGEST) {
            cell.append((char) c);
            c = read();
        }
        return c;
    }

    /// The same, behind an opening quote. What follows the closing one belongs to the value, as
    /// spreadsheets have it.
    private int quoted() throws IOException {
        int c = read();
        while (c != END && text.length() <= LONGEST) {
            if (c != '"') {
                cell.append((char) c);
                c = read();
                continue;
            }
            c = read();
            if (c != '"') {
                return plain(c);
            }
            cell.append('"');
            c = read();
        }
        return c;
    }

    /// The record's text without the character that ended it. The LF of a CR LF is left: it is an empty
    /// line, and those are no records.
    private String ended(int c) {
        return c == END ? text.toString() : text.substring(0, text.length() - 1);
    }

    private Record broken(long begin, int reached) throws IOException {
        String whole = text.toString();
        int c = reached;
        while (c != END && c != '\n') {
            c = read();
            text.setLength(0);
        }
        return new Record(begin, List.of(), whole, true);
    }

    private int peek() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at == end ? END : buffer[at];
    }

    private int read() throws IOException {
        int c = peek();
        if (c == END) {
            return END;
        }
        at++;
        if (c == '\r' || c == '\n' && last != '\r') {
            line++;
        }
        last = c;
        text.append((char) c);
        return c;
    }
}
