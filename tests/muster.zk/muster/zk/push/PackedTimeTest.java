// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PackedTimeTest {

    @Test
    void agreesWithRecordedTimes() {
        assertEquals(Optional.of(LocalDateTime.of(2009, 1, 3, 20, 56, 46)), PackedTime.decode(289515406));
        assertEquals(Optional.of(LocalDateTime.of(2026, 11, 20, 8, 30, 0)), PackedTime.decode(864117000));
        assertEquals(864095400, PackedTime.encode(LocalDateTime.of(2026, 11, 20, 2, 30, 0)));
        assertEquals(0, PackedTime.encode(LocalDateTime.of(2000, 1, 1, 0, 0)));
    }

    @Test
    void hasNoTimeForDaysThatDoNotExist() {
        long lastOfFebruary = PackedTime.encode(LocalDateTime.of(2026, 2, 28, 0, 0));
        assertEquals(Optional.empty(), PackedTime.decode(lastOfFebruary + 86_400));
        assertEquals(Optional.empty(), PackedTime.decode(-1));
        assertEquals(Optional.empty(), PackedTime.decode(Long.MAX_VALUE));
        assertEquals(Optional.empty(), PackedTime.decode(Long.MIN_VALUE));
        assertEquals(Optional.empty(), PackedTime.decode("12a"));
        assertEquals(Optional.empty(), PackedTime.decode(""));
        assertEquals(Optional.empty(), PackedTime.decode("9".repeat(30)));
    }

    @Test
    void packsOnlyTheYearsThatFit() {
        assertThrows(IllegalArgumentException.class,
                () -> PackedTime.encode(LocalDateTime.of(1999, 12, 31, 23, 59, 59)));
        assertThrows(IllegalArgumentException.class, () -> PackedTime.encode(LocalDateTime.of(2133, 1, 1, 0, 0)));
    }

    @Property
    void everyTimeSurvivesTheRoundTrip(
            @ForAll @IntRange(min = 2000, max = 2132) int year,
            @ForAll @IntRange(max = 364) int day,
            @ForAll @IntRange(max = 86_399) int second) {
        LocalDateTime time = LocalDateTime.of(year, 1, 1, 0, 0).plusDays(day).plusSeconds(second);
        assertEquals(Optional.of(time), PackedTime.decode(PackedTime.encode(time)));
    }

    @Property
    void everyNumberThatIsATimeSurvivesTheRoundTrip(@ForAll @IntRange(min = 0) int packed) {
        PackedTime.decode(packed).ifPresent(time -> assertEquals(packed, PackedTime.encode(time)));
    }
}
