// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.time.LocalDateTime;
import java.time.YearMonth;

/// Times as terminals write them, without a zone (zk-pull.md section 5.2).
final class WallTime {

    private static final int EPOCH = 2000;

    private WallTime() {}

    /// A time in 32 bits, as if every month had 31 days.
    ///
    /// @param time from the year 2000 on; in the year 2133 the number begins anew
    static int packed(LocalDateTime time) {
        return packed(time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.toLocalTime().toSecondOfDay());
    }

    /// Also packs days that do not exist, as real terminals do at times.
    ///
    /// @param month from 1
    /// @param day from 1
    static int packed(int year, int month, int day, int secondOfDay) {
        long days = ((year - EPOCH) * 12L + month - 1) * 31 + day - 1;
        return (int) (days * 86_400 + secondOfDay);
    }

    /// A packed time as `2026-11-20 08:00:05`; a day that does not exist is written like any other.
    static String text(int packed) {
        int[] at = fields(packed);
        return String.format("%04d-%02d-%02d %02d:%02d:%02d", at[0], at[1], at[2], at[3], at[4], at[5]);
    }

    /// A packed time as a time.
    ///
    /// @throws java.time.DateTimeException if there is no such day
    static LocalDateTime time(int packed) {
        int[] at = fields(packed);
        return LocalDateTime.of(at[0], at[1], at[2], at[3], at[4], at[5]);
    }

    /// Whether a packed time is on a day that exists.
    static boolean exists(int packed) {
        int[] at = fields(packed);
        return at[2] <= YearMonth.of(at[0], at[1]).lengthOfMonth();
    }

    /// The six bytes of a packed time in an event.
    static byte[] six(int packed) {
        int[] at = fields(packed);
        return new byte[] {
            (byte) (at[0] - EPOCH), (byte) at[1], (byte) at[2], (byte) at[3], (byte) at[4], (byte) at[5]
        };
    }

    private static int[] fields(int packed) {
        long left = Integer.toUnsignedLong(packed);
        int[] at = new int[6];
        int[] sizes = {0, 12, 31, 24, 60, 60};
        for (int i = 5; i > 0; i--) {
            at[i] = (int) (left % sizes[i]);
            left /= sizes[i];
        }
        at[0] = EPOCH + (int) left;
        at[1]++;
        at[2]++;
        return at;
    }
}
