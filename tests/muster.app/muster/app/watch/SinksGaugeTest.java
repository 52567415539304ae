// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.model.SinkState;
import muster.model.SinkStatus;
import org.junit.jupiter.api.Test;

class SinksGaugeTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final List<SinkStatus> sinks = new ArrayList<>();
    private final SinksGauge gauge = new SinksGauge(() -> sinks);

    private Snapshot at(int second) throws Exception {
        Snapshot.Builder into = new Snapshot.Builder(NOON.plusSeconds(second));
        gauge.read(into);
        return into.done();
    }

    private void is(SinkState state, int failures, Integer failedAt) {
        sinks.clear();
        sinks.add(sink("hr", "erpnext", state, failures, failedAt));
    }

    private static SinkStatus sink(String name, String type, SinkState state, int failures, Integer failedAt) {
        return new SinkStatus(name, type, "there", "live", state, null, null, 0, 9, 4, NOON.minusSeconds(30), 2, 100,
                0, 0, failures, null, failedAt == null ? null : NOON.plusSeconds(failedAt), null);
    }

    private static double value(Snapshot snapshot, Measure measure) {
        return snapshot.value(measure, "hr").orElseThrow();
    }

    @Test
    void whatWaitsAndWhatIsSetAsideAreToldOfEachSink() throws Exception {
        is(SinkState.RUNNING, 0, null);
        Snapshot now = at(0);
        assertEquals(4, value(now, Measures.SINK_QUEUE));
        assertEquals(30, value(now, Measures.SINK_OLDEST));
        assertEquals(2, value(now, Measures.SINK_DEAD_LETTERS));
        assertEquals(100, value(now, Measures.SINK_DELIVERED));
        assertEquals(0, value(now, Measures.SINK_STOPPED));
        assertEquals(0, value(now, Measures.SINK_FAILING));
    }

    @Test
    void itFailsSinceTheFirstFailureInARow() throws Exception {
        is(SinkState.RETRYING, 1, 10);
        assertEquals(2, value(at(12), Measures.SINK_FAILING));
        is(SinkState.RETRYING, 4, 60);
        assertEquals(55, value(at(65), Measures.SINK_FAILING));
        is(SinkState.RUNNING, 0, 60);
        assertEquals(0, value(at(70), Measures.SINK_FAILING));
        is(SinkState.RETRYING, 1, 80);
        assertEquals(5, value(at(85), Measures.SINK_FAILING));
    }

    @Test
    void aSuccessBetweenTwoLooksBeginsANewRow() throws Exception {
        is(SinkState.RETRYING, 5, 10);
        at(12);
        is(SinkState.RETRYING, 1, 50);
        assertEquals(10, value(at(60), Measures.SINK_FAILING));
        assertEquals(6, value(at(60), Measures.SINK_ERRORS));
    }

    @Test
    void oneThatWasPausedOrStoppedDoesNotFail() throws Exception {
        is(SinkState.RETRYING, 5, 10);
        at(12);
        is(SinkState.PAUSED, 5, 10);
        assertEquals(0, value(at(20), Measures.SINK_FAILING));
        assertEquals(0, value(at(20), Measures.SINK_STOPPED));
        is(SinkState.STOPPED, 5, 10);
        assertEquals(0, value(at(30), Measures.SINK_FAILING));
        assertEquals(1, value(at(30), Measures.SINK_STOPPED));
    }

    @Test
    void errorsAreToldByClass() throws Exception {
        is(SinkState.RETRYING, 3, 10);
        at(12);
        is(SinkState.STOPPED, 3, 10);
        at(13);
        Snapshot now = at(14);
        assertEquals(4, value(now, Measures.SINK_ERRORS));
        assertEquals(List.of(
                new Snapshot.Labelled("sink_errors_total", Map.of("sink", "hr", "class", "retry"), 3),
                new Snapshot.Labelled("sink_errors_total", Map.of("sink", "hr", "class", "stop"), 1)), now.labelled());
    }

    @Test
    void onlySinksWithARemoteTargetThatAreNotPausedCanBeUnreachable() throws Exception {
        sinks.add(sink("a", "convex", SinkState.RETRYING, 1, 0));
        assertEquals(0, all(), "one sink alone says nothing about a network");
        sinks.add(sink("b", "odoo", SinkState.RUNNING, 0, null));
        assertEquals(50, all());
        sinks.add(sink("c", "file", SinkState.RUNNING, 0, null));
        sinks.add(sink("d", "sql", SinkState.PAUSED, 0, null));
        assertEquals(50, all());
        sinks.set(1, sink("b", "odoo", SinkState.RETRYING, 3, 0));
        assertEquals(100, all());
    }

    private double all() throws Exception {
        return at(1).value(Measures.SINKS_UNREACHABLE, "").orElseThrow();
    }
}
