// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;

/// The columns of one line, as places in the upload: nothing is copied until it is wanted. Only
/// the first [#MOST] are looked at, so that a line of nothing but TABs costs no memory.
final class Columns {

    /// More columns than any firmware sends.
    static final int MOST = 256;

    private final byte[] body;
    private final boolean tabbed;
    private int[] bounds = new int[32];
    private int first;
    private int count;

    private Columns(byte[] body, boolean tabbed) {
        this.body = body;
        this.tabbed = tabbed;
    }

    /// Splits at every TAB; a line without any is split at runs of blanks, date and time kept together.
    static Columns of(byte[] body, int from, int to) {
        boolean tabbed = Ascii.indexOf(body, from, to, Ascii.TAB) >= 0;
        Columns columns = new Columns(body, tabbed);
        int start = from;
        for (int i = from; i <= to && columns.count < MOST; i++) {
            if (i == to || body[i] == (tabbed ? Ascii.TAB : ' ')) {
                if (tabbed || i > start) {
                    columns.add(start, i);
                }
                start = i + 1;
            }
        }
        return columns;
    }

    private void add(int from, int to) {
        boolean timeBehindDate = !tabbed
                && count > 0
                && TimeText.isTimeOfDay(body, from, to)
                && TimeText.endsWithDate(body, bounds[2 * count - 2], bounds[2 * count - 1]);
        if (timeBehindDate) {
            bounds[2 * count - 1] = to;
            return;
        }
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        count++;
    }

    /// Drops a leading word, be it a column of its own or the begin of the first one.
    void dropWord(String word) {
        if (count() == 0) {
            return;
        }
        int end = from(0) + word.length();
        if (end > to(0) || !ascii(from(0), end).equalsIgnoreCase(word)) {
            return;
        }
        if (end == to(0)) {
            first++;
        } else if (body[end] == ' ') {
            bounds[2 * first] = end + 1;
        }
    }

    /// Whether the line had TABs, so that an empty column has kept its place.
    boolean tabbed() {
        return tabbed;
    }

    int count() {
        return count - first;
    }

    int from(int column) {
        return bounds[2 * (first + column)];
    }

    int to(int column) {
        return bounds[2 * (first + column) + 1];
    }

    boolean holds(int column, char wanted) {
        return Ascii.indexOf(body, from(column), to(column), wanted) >= 0;
    }

    LocalDateTime time(int column) {
        return TimeText.read(body, from(column), to(column));
    }

    boolean timeShaped(int column) {
        return TimeText.shaped(body, from(column), to(column));
    }

    /// The text without blanks around it; empty when there is no such column.
    String text(int column) {
        return column < count() ? new String(bytes(column), StandardCharsets.UTF_8).strip() : "";
    }

    /// The same, written as the terminal writes names.
    String text(int column, TextDecoding decoding) {
        return column < count() ? decoding.decode(bytes(column)).strip() : "";
    }

    /// A number of 1 to 9 digits, or -1 when the column is missing or anything else.
    int number(int column) {
        if (column >= count()) {
            return -1;
        }
        int from = from(column);
        int to = to(column);
        while (from < to && body[from] == ' ') {
            from++;
        }
        while (from < to && body[to - 1] == ' ') {
            to--;
        }
        return digits(from, to);
    }

    private int digits(int from, int to) {
        if (from == to || to - from > 9) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(body[i])) {
                return -1;
            }
            number = number * 10 + body[i] - '0';
        }
        return number;
    }

    private byte[] bytes(int column) {
        return Arrays.copyOfRange(body, from(column), to(column));
    }

    private String ascii(int from, int to) {
        return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
