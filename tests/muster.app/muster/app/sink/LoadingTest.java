// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import muster.app.House;
import muster.app.config.ProfileConfig;
import muster.app.config.ProfileConfig.DirectionRule;
import muster.app.config.SinkConfig.Mode;
import muster.app.sink.Outgoing.Direction;
import muster.model.Bytes;
import muster.model.DeadLetter;
import muster.model.Entry;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the journal to what is sent.
final class LoadingTest {

    @TempDir
    private Path directory;

    private static ProfileConfig profile(Duration shift, Set<String> terminals) {
        return new ProfileConfig("p", shift, Optional.empty(), terminals, Set.of(), Set.of(), Set.of(),
                Optional.empty(), Optional.empty(), "", 0, Map.of(), DirectionRule.ALTERNATE, Map.of());
    }

    private static Punch punch(String terminal, String local, String offset) {
        return new Punch(Source.PUSH, terminal, "7", LocalDateTime.parse(local), ZoneOffset.of(offset),
                "Europe/Berlin", ZoneFrom.CONFIG, LocalTimeFit.EXACT, Instant.parse("2026-11-20T02:30:00Z"), 0, 1, "",
                Bytes.of(local));
    }

    /// A terminal that was away brings a punch of the morning in the evening.
    @Test
    void turnsAreNotTurnedRoundByWhatComesLater() throws Exception {
        MemoryTarget target = new MemoryTarget(10);
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.LIVE, "p"), target,
                profile(Duration.ZERO, Set.of(SinkHouse.SERIAL)))) {
            house.house.journal.append(List.of(
                    punch(SinkHouse.SERIAL, "2026-11-20T08:00:00", "+01:00"),
                    punch("TSTATT000009", "2026-11-20T09:00:00", "+01:00"),
                    punch(SinkHouse.SERIAL, "2026-11-20T17:00:00", "+01:00")));
            SinkHouse.await(house::delivered);
            assertEquals(List.of(Direction.IN, Direction.OUT), directions(target),
                    "the punch at a terminal that is left out takes no turn");
            house.house.journal.append(List.of(punch(SinkHouse.SERIAL, "2026-11-20T07:00:00", "+01:00")));
            SinkHouse.await(() -> target.taken().size() == 3);
            target.forget();
            house.sinks.replay("memory", 0, false, "tester");
            SinkHouse.await(() -> target.taken().size() == 3);
            assertEquals(List.of(Direction.IN, Direction.OUT), directions(target).subList(0, 2));
        }
    }

    private static List<Direction> directions(MemoryTarget target) {
        return target.taken().stream().map(Outgoing::direction).collect(Collectors.toList());
    }

    /// The offset is that of the punch: the moment is moved by the shift and by nothing else, on the nights when the
    /// clocks are changed too.
    @ParameterizedTest
    @CsvSource({
        "2026-03-29T03:05:00, +02:00, 2026-03-29T02:55:00, 2026-03-29T00:55:00Z",
        "2026-10-25T02:05:00, +01:00, 2026-10-25T01:55:00, 2026-10-25T00:55:00Z",
        "2026-11-20T00:05:00, +01:00, 2026-11-19T23:55:00, 2026-11-19T22:55:00Z",
    })
    void tenMinutesAreTenMinutesWhateverTheClocksDo(String local, String offset, String shown, Instant moment)
            throws Exception {
        try (House house = new House(directory)) {
            Loading loading = new Loading(Set.of("punch"), profile(Duration.ofMinutes(-10), Set.of()),
                    house.terminals, house.journal.records());
            Outgoing outgoing = loading.outgoing(new Entry(1, punch(SinkHouse.SERIAL, local, offset)), null);
            assertEquals(LocalDateTime.parse(shown), outgoing.local());
            assertEquals(moment, outgoing.time().toInstant());
        }
    }

    @Test
    void noMoreIsMadeReadyThanIsSentAndWhatIsLeftOutBehindItIsPassedWithIt() throws Exception {
        try (House house = new House(directory)) {
            Loading loading = new Loading(Set.of("punch"), new ProfileConfig("p", Duration.ZERO,
                    Optional.of(LocalDate.of(2026, 11, 20)), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(),
                    Optional.empty(), "", 0, Map.of(), DirectionRule.NONE, Map.of()), house.terminals,
                    house.journal.records());
            List<Entry> page = List.of(
                    new Entry(1, punch("T", "2026-11-20T08:00:00", "+01:00")),
                    new Entry(2, punch("T", "2026-11-19T08:00:00", "+01:00")),
                    new Entry(3, punch("T", "2026-11-20T08:00:01", "+01:00")),
                    new Entry(4, punch("T", "2026-11-19T08:00:01", "+01:00")));
            Loading.Batch one = loading.of(page, 1, Map.of());
            assertEquals(List.of(1L, 2L), List.of(one.records().getFirst().seq(), one.end()));
            assertEquals(1, loading.leftOut(page, one.end()));
            DeadLetter edited = new DeadLetter(1, "memory", 3, "7", "refused", null, DeadLetter.State.OPEN, 1,
                    Instant.EPOCH, Instant.EPOCH, "1042", "tester");
            Loading.Batch all = loading.of(page, 2, Map.of(3L, edited));
            assertEquals(List.of("7", "1042"), all.records().stream().map(Outgoing::pin).toList());
            assertEquals(4, all.end());
        }
    }
}
