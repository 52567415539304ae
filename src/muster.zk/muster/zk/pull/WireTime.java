// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import muster.zk.push.PackedTime;

/// The two forms in which a terminal's local time crosses the wire on port 4370 (zk-pull.md section 5.2).
/// There is no zone in either: it is what the terminal's clock shows.
///
/// ```
/// packed    u32, the number of PackedTime, whose years have 372 days
/// six-byte  year - 2000, month, day, hour, minute, second
/// ```
public final class WireTime {

    /// The size of the six-byte form.
    public static final int SIX = 6;

    private WireTime() {}

    /// The packed form as 32 bits; parts of a second are dropped.
    ///
    /// @throws IllegalArgumentException if the year is not 2000 to 2132
    public static int packed(LocalDateTime time) {
        return (int) PackedTime.encode(time);
    }

    /// Reads the packed form.
    ///
    /// @return empty for a day that does not exist, and past the year 2132
    public static Optional<LocalDateTime> ofPacked(int packed) {
        return PackedTime.decode(Integer.toUnsignedLong(packed));
    }

    /// The six-byte form; parts of a second are dropped.
    ///
    /// @throws IllegalArgumentException if the year is not 2000 to 2255
    public static byte[] six(LocalDateTime time) {
        int year = time.getYear() - PackedTime.FIRST_YEAR;
        if (year < 0 || year > 255) {
            throw new IllegalArgumentException("a six-byte time holds the years 2000 to 2255, not " + time.getYear());
        }
        return new byte[] {
            (byte) year,
            (byte) time.getMonthValue(),
            (byte) time.getDayOfMonth(),
            (byte) time.getHour(),
            (byte) time.getMinute(),
            (byte) time.getSecond()
        };
    }

    /// Reads the six-byte form.
    ///
    /// @return empty for a time that does not exist, or when fewer than six bytes are there
    public static Optional<LocalDateTime> ofSix(byte[] bytes, int at) {
        if (at < 0 || at > bytes.length - SIX) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                    PackedTime.FIRST_YEAR + LittleEndian.u8(bytes, at),
                    bytes[at + 1],
                    bytes[at + 2],
                    bytes[at + 3],
                    bytes[at + 4],
                    bytes[at + 5]));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
