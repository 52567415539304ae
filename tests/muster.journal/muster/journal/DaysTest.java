// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import static muster.journal.Samples.EIGHT;
import static muster.journal.Samples.NOW;
import static muster.journal.Samples.T1;
import static muster.journal.Samples.T2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.model.DeadLetter;
import muster.model.Delivery;
import muster.model.Notice;
import muster.model.Punch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked about one day.
class DaysTest {

    @TempDir
    Path directory;

    @Test
    void aDayIsFromMidnightToMidnightByTheTerminalsClocksAndInPlacesByTerminal() throws Exception {
        long midnight = Duration.between(EIGHT, EIGHT.toLocalDate().plusDays(1).atStartOfDay()).toSeconds();
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(Samples.punch(T1, "7", midnight - 1), Samples.punch(T2, "7", 5),
                    Samples.punch(T1, "7", 5), Samples.punch(T1, "7", midnight),
                    Samples.punch(T1, "7", -8 * 3600), Samples.punch(T1, "7", -8 * 3600 - 1)));

            Map<String, long[]> day = journal.records().days().punches(EIGHT.toLocalDate());

            assertEquals(Set.of(T1, T2), day.keySet());
            assertArrayEquals(new long[] {1, 3, 5}, day.get(T1));
            assertArrayEquals(new long[] {2}, day.get(T2));
            assertEquals(Map.of(), journal.records().days().punches(EIGHT.toLocalDate().plusDays(2)));
        }
    }

    @Test
    void lettersAndHeldRecordsAndClosedBranchesAreThoseOfTheRange() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            journal.append(List.of(
                    Samples.unparsable(T1, "junk"),
                    new Notice(Notice.Level.INFO, "day.closed", null, "closed",
                            Map.of("branch", "north", "date", "2026-11-20"), NOW)));
            journal.advance(new Progress("office", 2, List.of(), List.of(
                    DeadLetterTest.letter(0, 5, "refused"), DeadLetterTest.letter(0, 9, "refused"))));
            Days days = journal.records().days();
            assertEquals(Map.of(5L, DeadLetter.State.OPEN), days.letters("office", 1, 8));
            assertEquals(Map.of(), days.letters("other", 1, 8));
            assertEquals(1, days.held(NOW, NOW.plusMillis(1)).size());
            assertEquals(List.of(), days.held(NOW.plusMillis(1), NOW.plusSeconds(9)));
            assertEquals(Set.of("north"), days.closed(EIGHT.toLocalDate()));
            assertEquals(Set.of(), days.closed(EIGHT.toLocalDate().plusDays(1)));
        }
    }

    @Test
    void punchesAreCountedByTheMinuteTheyCameInUpToAPlace() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            Instant minute = NOW.truncatedTo(ChronoUnit.MINUTES);
            journal.append(List.of(at(1, minute.minusMillis(1)), at(2, minute), Samples.unparsable(T1, "junk"),
                    at(3, minute.plusSeconds(59)), at(4, minute.plusSeconds(60))));
            Days days = journal.records().days();
            assertEquals(Map.of(minute.minusSeconds(60), 1L, minute, 2L), days.punchesByMinute(minute, 4));
            assertEquals(Map.of(minute.minusSeconds(60), 1L), days.punchesByMinute(minute, 1));
            assertEquals(Map.of(), days.punchesByMinute(minute, 0));
        }
    }

    @Test
    void aClockThatWasWrongForAWhileHidesNoPunchOfTheLastHour() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            Instant minute = NOW.truncatedTo(ChronoUnit.MINUTES);
            List<Punch> punches = new ArrayList<>();
            // as many as one look back takes in, some of them received while the clock showed another year
            for (int second = 1; second <= 2_000; second++) {
                punches.add(at(second, second % 3 == 0 ? Instant.EPOCH : minute));
            }
            journal.append(punches);
            Map<Instant, Long> counts = journal.records().days().punchesByMinute(minute, journal.head());
            assertEquals(Map.of(minute, 1_334L, Instant.EPOCH, 666L), counts);
        }
    }

    @Test
    void theCountEndsWhereAllAreOlder() throws Exception {
        try (Journal journal = Samples.open(directory)) {
            Instant minute = NOW.truncatedTo(ChronoUnit.MINUTES);
            List<Punch> punches = new ArrayList<>();
            for (int second = 1; second <= 5_000; second++) {
                punches.add(at(second, minute.minusSeconds(60)));
            }
            journal.append(punches);
            assertEquals(Map.of(minute.minusSeconds(60), 1_000L),
                    journal.records().days().punchesByMinute(minute, journal.head()));
        }
    }

    private static Punch at(int second, Instant receivedAt) {
        Punch punch = Samples.punch(T1, "7", second);
        return new Punch(punch.source(), punch.terminal(), punch.pin(), punch.localTime(), punch.offset(), punch.zone(),
                punch.zoneFrom(), punch.fit(), receivedAt, punch.state(), punch.verifyMode(), punch.workCode(),
                punch.raw());
    }

    @Provide
    Arbitrary<List<long[]>> spans() {
        return Arbitraries.longs().between(1, 3000).tuple2()
                .filter(pair -> Math.abs(pair.get1() - pair.get2()) < Progress.LONGEST)
                .map(pair -> new long[] {Math.min(pair.get1(), pair.get2()), Math.max(pair.get1(), pair.get2())})
                .list().ofMaxSize(80);
    }

    /// However deliveries overlap after replays: exactly those that touch the range.
    @Property(tries = 30)
    void theDeliveriesOfARangeAreThoseThatTouchIt(@ForAll("spans") List<long[]> spans) throws Exception {
        Path scratch = Samples.scratch();
        try (Journal journal = Samples.open(scratch)) {
            List<Delivery> said = spans.stream()
                    .map(span -> new Delivery("office", span[0], span[1], NOW, 1, 0, 0, 0, null))
                    .toList();
            journal.advance(new Progress("office", 3000, said, List.of()));
            Set<Days.Span> expected = new HashSet<>();
            said.stream().filter(each -> each.first() <= 1200 && each.last() >= 1000)
                    .forEach(each -> expected.add(new Days.Span(each.first(), each.last(), 0)));
            assertEquals(expected, new HashSet<>(journal.records().days().deliveries("office", 1000, 1200)));
        } finally {
            Samples.delete(scratch);
        }
    }
}
