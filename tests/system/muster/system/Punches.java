// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Punches as terminals write them, each with a number of its own.
final class Punches {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 11, 1, 0, 0);

    private Punches() {}

    /// The local time of a punch: that many seconds into November 2026.
    static String time(int number) {
        return TIME.format(FIRST.plusSeconds(number));
    }

    /// The PIN of a punch: one of forty people.
    static String pin(int number) {
        return Integer.toString(1001 + number % 40);
    }

    /// The line of a punch, without its end.
    static String line(int number) {
        return pin(number) + "\t" + time(number) + "\t0\t1\t0";
    }

    /// The body of an upload.
    static String lines(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> line(number) + "\n")
                .collect(Collectors.joining());
    }
}
