// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/// A local time in one number, as if every month had 31 days (zk-push.md section 11.4):
/// `((Y-2000)*12*31 + (M-1)*31 + (D-1))*86400 + h*3600 + m*60 + s`. The difference of two such numbers
/// means nothing.
public final class PackedTime {

    /// The first year that can be packed.
    public static final int FIRST_YEAR = 2000;

    /// The last year that fits whole into the terminals' 32 bits.
    public static final int LAST_YEAR = 2132;

    private static final int DAY = 86_400;
    private static final int MONTH = 31;
    private static final int YEAR = 12 * MONTH;

    private PackedTime() {}

    /// Packs a time; parts of a second are dropped.
    ///
    /// @throws IllegalArgumentException if the year is not 2000 to 2132
    public static long encode(LocalDateTime time) {
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("a packed time holds the years 2000 to 2132, not " + time.getYear());
        }
        long days = (long) (time.getYear() - FIRST_YEAR) * YEAR
                + (time.getMonthValue() - 1) * MONTH
                + time.getDayOfMonth()
                - 1;
        return days * DAY + time.toLocalTime().toSecondOfDay();
    }

    /// Unpacks a time.
    ///
    /// @return empty when the number is negative, too large, or a day that does not exist (30 February)
    public static Optional<LocalDateTime> decode(long packed) {
        long days = Math.floorDiv(packed, (long) DAY);
        int second = Math.floorMod(packed, DAY);
        long year = FIRST_YEAR + Math.floorDiv(days, (long) YEAR);
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        int day = Math.floorMod(days, YEAR);
        try {
            return Optional.of(LocalDateTime.of((int) year, day / MONTH + 1, day % MONTH + 1, 0, 0)
                    .plusSeconds(second));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// Unpacks the text of a number; empty also when it is none.
    static Optional<LocalDateTime> decode(String digits) {
        String text = digits.strip();
        if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(Ascii::isDigit)) {
            return Optional.empty();
        }
        return decode(Long.parseLong(text));
    }
}
