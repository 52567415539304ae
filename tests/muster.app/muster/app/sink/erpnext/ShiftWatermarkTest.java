// SPDX-License-Identifier: Apache-2.0
package muster.app.sink.erpnext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.config.Target;
import muster.app.config.Target.Inactive;
import muster.app.sink.Answer.Kind;
import muster.app.sink.Answers;
import muster.app.sink.http.Caller;
import muster.app.sink.http.Outgoings;
import muster.app.sink.http.StrictServer.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShiftWatermarkTest {

    @TempDir
    private Path folder;

    private ErpnextDouble site;
    private ErpnextSink sink;
    private Instant now = Outgoings.TIME;
    private final Map<String, LocalDateTime> complete = new HashMap<>();

    @BeforeEach
    void open() throws IOException {
        site = new ErpnextDouble();
        site.employees.put("7", "Active");
        Files.writeString(folder.resolve("key"), ErpnextDouble.KEY + "\n");
    }

    @AfterEach
    void close() {
        sink.close();
        site.close();
    }

    private void sink(String shift, String... terminals) {
        InstantSource clock = () -> now;
        sink = new ErpnextSink(
                new Target.Erpnext(site.server.url(), folder.resolve("key"), "hrms", "attendance_device_id", true,
                        Inactive.SET_ASIDE, false, Optional.empty(), Optional.empty(),
                        Map.of(shift, List.of(terminals)), 1),
                clock,
                terminal -> Optional.ofNullable(complete.get(terminal)),
                new Caller("ERPNext", Duration.ofSeconds(2), true, clock));
    }

    private void complete(String terminal, String until) {
        complete.put(terminal, LocalDateTime.parse(until));
    }

    private void nextMinute() throws InterruptedException {
        now = now.plusSeconds(61);
        sink.rest();
    }

    @Test
    void itMovesToTheOldestOfTheShiftsTerminalsAndNeverBack() throws Exception {
        site.shifts.put("Day Shift", null);
        sink("Day Shift", "A", "B");
        complete("A", "2026-03-02T10:00:00.5");
        sink.deliver(List.of(Outgoings.terminal(1, "7")));
        assertNull(site.shifts.get("Day Shift"));
        complete("B", "2026-03-02T09:45:00");
        nextMinute();
        assertEquals("2026-03-02 09:45:00", site.shifts.get("Day Shift"));
        complete("B", "2026-03-02T09:40:00");
        nextMinute();
        assertEquals("2026-03-02 09:45:00", site.shifts.get("Day Shift"));
        complete("B", "2026-03-02T11:00:00");
        nextMinute();
        assertEquals("2026-03-02 10:00:00", site.shifts.get("Day Shift"));
    }

    @Test
    void itMovesAfterABatchAndAtMostOnceAMinute() throws Exception {
        site.shifts.put("Night/Late", null);
        sink("Night/Late", "A");
        complete("A", "2026-03-02T10:00:00");
        sink.deliver(List.of(Outgoings.terminal(1, "7")));
        complete("A", "2026-03-02T10:00:30");
        now = now.plusSeconds(59);
        sink.deliver(List.of(Outgoings.terminal(2, "7")));
        assertEquals("2026-03-02 10:00:00", site.shifts.get("Night/Late"));
        now = now.plusSeconds(1);
        sink.deliver(List.of(Outgoings.terminal(3, "7")));
        assertEquals("2026-03-02 10:00:30", site.shifts.get("Night/Late"));
    }

    @Test
    void aBatchWithTroubleMovesNothing() throws Exception {
        site.shifts.put("Day", null);
        sink("Day", "A");
        complete("A", "2026-03-02T10:00:00");
        site.server.next(Response.json(500, "{}"));
        sink.deliver(List.of(Outgoings.terminal(1, "7")));
        assertNull(site.shifts.get("Day"));
    }

    @Test
    void aLaterTimeThatTheSiteHasStays() throws Exception {
        site.shifts.put("Day", "2026-03-02 12:00:00.000000");
        sink("Day", "A");
        complete("A", "2026-03-02T10:00:00");
        sink.rest();
        assertEquals("2026-03-02 12:00:00.000000", site.shifts.get("Day"));
    }

    @Test
    void aShiftThatCannotBeToldIsNoFailureOfDelivery() throws Exception {
        sink("Gone", "A");
        complete("A", "2026-03-02T10:00:00");
        Answers answers = sink.deliver(List.of(Outgoings.terminal(1, "7")));
        assertNull(answers.trouble());
        assertEquals(Kind.DELIVERED, answers.each().getFirst().kind());
        assertEquals(2, site.server.requests().size());
    }

    @Test
    void whatFailedIsTriedAgainAMinuteLater() throws Exception {
        site.shifts.put("Day", null);
        sink("Day", "A");
        complete("A", "2026-03-02T10:00:00");
        site.server.next(Response.json(503, "{}"));
        sink.rest();
        assertNull(site.shifts.get("Day"));
        nextMinute();
        assertEquals("2026-03-02 10:00:00", site.shifts.get("Day"));
    }
}
