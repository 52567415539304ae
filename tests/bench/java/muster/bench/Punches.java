// SPDX-License-Identifier: Apache-2.0
package muster.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/// Lines of attendance that nobody has sent before: as if fifty people a second had punched, the last of them now. Used
/// by one thread.
final class Punches {

    private static final int A_SECOND = 50;
    private static final int PEOPLE = 100_000;

    private long next;
    private LocalDateTime last = LocalDateTime.MIN;
    private String text = "";

    /// So many lines, each ended by a line feed.
    byte[] lines(int count) {
        LocalDateTime now = LocalDateTime.now().withNano(0);
        StringBuilder lines = new StringBuilder(count * 36);
        for (int i = count - 1; i >= 0; i--) {
            lines.append(PEOPLE + next++ % PEOPLE).append('\t').append(text(now.minusSeconds(i / A_SECOND)))
                    .append("\t0\t1\t0\t0\t0\n");
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String text(LocalDateTime time) {
        if (!time.equals(last)) {
            last = time;
            text = time.toLocalDate() + " " + two(time.getHour()) + ":" + two(time.getMinute()) + ":"
                    + two(time.getSecond());
        }
        return text;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
