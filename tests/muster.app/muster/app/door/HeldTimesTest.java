// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import muster.app.door.HeldTimes.Time;
import muster.app.door.OwnClock.Stamp;
import muster.app.door.OwnClockPast.Run;
import muster.model.CheckIn;
import muster.model.CheckIn.Timing;
import muster.model.HeldCheckIn;
import org.junit.jupiter.api.Test;

class HeldTimesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Stamp NOW = new Stamp(NOON, "c", 600_000);

    private final LinkedHashMap<String, Long> uptimes = new LinkedHashMap<>();

    @Test
    void thePresentRunIsCountedBackFromNow() {
        uptimes.put("c", 5_000L);
        HeldTimes times = HeldTimes.of(uptimes, Map.of(), NOW);
        assertEquals(new Time(NOON.minusSeconds(595), Timing.RETIMED), times.of(held("c", 5_000L)));
    }

    @Test
    void thePresentRunIsCountedBackFromNowEvenIfItsBeginningWasToldOtherwise() {
        uptimes.put("c", 5_000L);
        HeldTimes times = HeldTimes.of(uptimes, Map.of("c", new Run(NOON.minusSeconds(9_999), false)), NOW);
        assertEquals(NOON.minusSeconds(595), times.of(held("c", 5_000L)).at());
    }

    @Test
    void anEarlierRunEndsWhereTheNextOneBegins() {
        uptimes.put("a", 50_000L);
        uptimes.put("b", 20_000L);
        HeldTimes times = HeldTimes.of(uptimes, Map.of(), NOW);
        assertEquals(new Time(NOON.minusSeconds(600), Timing.ESTIMATED), times.of(held("b", 20_000L)));
        assertEquals(NOON.minusSeconds(620), times.of(held("a", 50_000L)).at());
        assertEquals(NOON.minusSeconds(669), times.of(held("a", 1_000L)).at());
    }

    @Test
    void aRunWhoseBeginningWasToldKeepsIt() {
        uptimes.put("a", 50_000L);
        uptimes.put("b", 20_000L);
        HeldTimes times = HeldTimes.of(uptimes, Map.of("b", new Run(NOON.minusSeconds(7_000), false)), NOW);
        assertEquals(new Time(NOON.minusSeconds(6_980), Timing.RETIMED), times.of(held("b", 20_000L)));
        assertEquals(new Time(NOON.minusSeconds(7_000), Timing.ESTIMATED), times.of(held("a", 50_000L)));
    }

    @Test
    void withoutAnUptimeAllThatIsKnownIsThatItWasBeforeThisRun() {
        HeldCheckIn unknown = held(null, null);
        HeldTimes.note(uptimes, List.of(unknown));
        assertEquals(new Time(NOON.minusSeconds(600), Timing.ESTIMATED),
                HeldTimes.of(uptimes, Map.of(), NOW).of(unknown));
    }

    @Test
    void thePresentRunIsKnownAlsoBeforeAnybodyCameInIt() {
        assertEquals(NOON.minusSeconds(590), HeldTimes.of(uptimes, Map.of(), NOW).of(held("c", 10_000L)).at());
    }

    @Test
    void aRunThatWasNotGivenIsAMistakeOfTheProgram() {
        HeldTimes times = HeldTimes.of(uptimes, Map.of(), NOW);
        assertThrows(IllegalArgumentException.class, () -> times.of(held("x", 1L)));
    }

    private static HeldCheckIn held(String boot, Long uptime) {
        CheckIn checkIn = new CheckIn(
                "demo", "ble", null, null, null, CheckIn.Proof.CLAIMED, Timing.ESTIMATED, null, null);
        return new HeldCheckIn("42", Instant.EPOCH, boot, uptime, null, checkIn);
    }
}
