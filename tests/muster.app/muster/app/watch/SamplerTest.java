// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import muster.app.House;
import muster.app.terminal.Refusal;
import muster.model.History;
import muster.model.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of the measured values, and what is told of them later.
class SamplerTest {

    private static final String SERIAL = "TSTATT000001";

    @TempDir
    private Path directory;

    private final AtomicReference<Double> queue = new AtomicReference<>(0.0);
    private final AtomicReference<Instant> contact = new AtomicReference<>(House.MORNING);
    private House house;
    private Instruments instruments;
    private Sampler sampler;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
        begin();
    }

    private void begin() {
        instruments = new Instruments(house.journal::head, house.clock)
                .add(new NumberGauge(Measures.QUEUE_SIZE, queue::get))
                .add(into -> into.put(Measures.TERMINAL_SILENT, SERIAL, contact.get()));
        sampler = new Sampler(instruments, house.journal);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void minute() throws Exception {
        house.pass(Duration.ofMinutes(1));
        sampler.sample();
    }

    private List<Double> kept(Measure measure, String subject) throws Exception {
        return house.journal.records().watching()
                .samples(measure.name(), subject, Instant.EPOCH, House.MORNING.plus(Duration.ofDays(400)), 1000)
                .stream()
                .map(Sample::value)
                .toList();
    }

    private History history(Measure measure, String subject) throws Exception {
        return new Past(house.journal.records().watching(), instruments)
                .of(measure.name(), subject, House.MORNING, null);
    }

    private static History.Point point(int second, double value) {
        return new History.Point(House.MORNING.plusSeconds(second), value);
    }

    @Test
    void onlyWhatChangedIsKept() throws Exception {
        sampler.sample();
        minute();
        queue.set(51.0);
        minute();
        minute();
        queue.set(0.0);
        minute();
        assertEquals(List.of(0.0, 51.0, 0.0), kept(Measures.QUEUE_SIZE, ""));
    }

    @Test
    void whatDidNotChangeOverARestartIsNotKeptAgain() throws Exception {
        queue.set(7.0);
        sampler.sample();
        house.close();
        house = new House(directory);
        begin();
        minute();
        assertEquals(List.of(7.0), kept(Measures.QUEUE_SIZE, ""));
    }

    @Test
    void aTerminalThatCallsAllTheTimeIsNotWrittenEveryMinute() throws Exception {
        for (int i = 0; i < 10; i++) {
            contact.set(house.clock.instant());
            minute();
        }
        assertEquals(List.of(0.0), kept(Measures.TERMINAL_SILENT, SERIAL));
        Instant last = contact.get();
        for (int i = 0; i < 10; i++) {
            minute();
        }
        assertEquals(List.of(0.0, last.getEpochSecond() + 0.0 + last.getNano() / 1e9),
                kept(Measures.TERMINAL_SILENT, SERIAL));
    }

    @Test
    void aValueThatIsNoNumberIsLeftOut() throws Exception {
        queue.set(Double.NaN);
        sampler.sample();
        assertEquals(List.of(), kept(Measures.QUEUE_SIZE, ""));
    }

    @Test
    void whatIsOlderThanAMonthIsForgottenButTheValueThatHolds() throws Exception {
        for (double value : List.of(1.0, 2.0, 3.0)) {
            queue.set(value);
            minute();
        }
        house.pass(Duration.ofDays(32));
        sampler.sample();
        assertEquals(List.of(3.0), kept(Measures.QUEUE_SIZE, ""));
    }

    @Test
    void theHistoryEndsWithTheValueOfNow() throws Exception {
        sampler.sample();
        queue.set(51.0);
        minute();
        queue.set(60.0);
        house.pass(Duration.ofSeconds(30));
        assertEquals(List.of(point(0, 0), point(60, 51), point(90, 60)), history(Measures.QUEUE_SIZE, "").points());
    }

    @Test
    void theHistoryBeginsWithTheValueThatHeldThen() throws Exception {
        queue.set(9.0);
        sampler.sample();
        house.pass(Duration.ofHours(2));
        History history = new Past(house.journal.records().watching(), instruments).of(
                "queue_size", "", House.MORNING.plusSeconds(3600), House.MORNING.plusSeconds(7000));
        assertEquals(List.of(point(3600, 9)), history.points());
    }

    @Test
    void aSilenceIsToldWithTheGreatestValueItCameTo() throws Exception {
        for (int i = 0; i < 5; i++) {
            minute();
        }
        contact.set(house.clock.instant());
        sampler.sample();
        minute();
        // written at 60 s as too young to matter, and from 120 s on as the moment it is
        List<History.Point> points = history(Measures.TERMINAL_SILENT, SERIAL).points();
        assertEquals(point(60, 0), points.getFirst());
        assertEquals(point(120, 120), points.get(1));
        assertEquals(359.999, points.get(2).value(), 0.002);
        assertEquals(point(360, 60), points.getLast());
    }

    @Test
    void aMeasureIsToldOfItsOwnSubjectsOnly() throws Exception {
        sampler.sample();
        Past past = new Past(house.journal.records().watching(), instruments);
        assertEquals(OptionalDouble.of(0), instruments.now().value(Measures.QUEUE_SIZE, ""));
        for (List<String> wrong : List.of(
                List.of("height", ""), List.of("queue_size", SERIAL), List.of("terminal.silent_seconds", ""))) {
            assertThrows(Refusal.class, () -> past.of(wrong.get(0), wrong.get(1), null, null));
        }
        assertThrows(Refusal.class, () -> past.of("queue_size", "", House.MORNING.plusSeconds(60), null));
        assertEquals(List.of(), past.of("terminal.up", "TSTATT000009", null, null).points());
    }
}
