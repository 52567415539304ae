// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// Local times as terminals spell them: `YYYY-MM-DD hh:mm:ss`, the calendar taken strictly.
final class TimeText {

    private static final DateTimeFormatter BLANK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final String SHAPE = "0000-00-00 00:00:00";
    private static final int DATE = 10;
    private static final int TIME = 8;

    private TimeText() {}

    static String write(LocalDateTime time) {
        return BLANK.format(time);
    }

    static String writeIso(LocalDateTime time) {
        return ISO.format(time);
    }

    /// The time, or null when the text is none.
    static LocalDateTime read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return read(bytes, 0, bytes.length);
    }

    /// The time in a part of a line, blanks around it allowed; null when it is none.
    static LocalDateTime read(byte[] line, int from, int to) {
        while (from < to && line[from] == ' ') {
            from++;
        }
        while (from < to && line[to - 1] == ' ') {
            to--;
        }
        return shaped(line, from, to) ? valid(line, from, to - TIME) : null;
    }

    /// Whether a part looks like a time, be it possible or not.
    static boolean shaped(byte[] line, int from, int to) {
        if (to - from < SHAPE.length()
                || !fits(line, from, SHAPE, 0, DATE)
                || !fits(line, to - TIME, SHAPE, SHAPE.length() - TIME, TIME)) {
            return false;
        }
        boolean iso = to - from == SHAPE.length() && line[from + DATE] == 'T';
        for (int i = from + DATE; i < to - TIME && !iso; i++) {
            if (line[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /// Whether a part ends with the shape of a date.
    static boolean endsWithDate(byte[] line, int from, int to) {
        return to - from >= DATE && fits(line, to - DATE, SHAPE, 0, DATE);
    }

    /// Whether a part is shaped as a time of day.
    static boolean isTimeOfDay(byte[] line, int from, int to) {
        return to - from == TIME && fits(line, from, SHAPE, SHAPE.length() - TIME, TIME);
    }

    private static LocalDateTime valid(byte[] line, int date, int time) {
        int year = digits(line, date, 4);
        if (year == 0) {
            return null;
        }
        try {
            return LocalDateTime.of(
                    year,
                    digits(line, date + 5, 2),
                    digits(line, date + 8, 2),
                    digits(line, time, 2),
                    digits(line, time + 3, 2),
                    digits(line, time + 6, 2));
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private static boolean fits(byte[] line, int from, String shape, int shapeFrom, int length) {
        for (int i = 0; i < length; i++) {
            char wanted = shape.charAt(shapeFrom + i);
            if (wanted == '0' ? !Ascii.isDigit(line[from + i]) : line[from + i] != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int digits(byte[] line, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + line[i] - '0';
        }
        return number;
    }
}
