// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import muster.model.Attendee;
import muster.model.CheckIn;
import muster.model.CheckInResult;
import muster.model.CheckInResult.Outcome;
import muster.model.PunchRow;
import muster.model.Quarantined;
import muster.model.QuarantinePage;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A machine without a battery for its clock starts in the past: whoever comes is kept, and has the right time as soon
/// as the clock is set. The clock is faketime's; the one that only goes forward is the machine's.
@Tag("system")
class ClockTest {

    /// A time is told to the second, and the uptime to a hundredth.
    private static final Duration NEAR = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private FakeClock fake;

    /// A check-in as it was answered, and when that really was.
    private record Came(String pin, CheckInResult result, Instant before, Instant after) {}

    @BeforeEach
    void find() throws IOException {
        fake = FakeClock.in(folder);
        Assumptions.assumeTrue(fake != null, FakeClock.MISSING);
    }

    /// The clock of the daemon is from now on off by so much.
    private void clock(Duration off) throws IOException {
        fake.set(off);
    }

    private static Duration to(String moment) {
        return Duration.between(Instant.now(), Instant.parse(moment));
    }

    private Muster muster() throws Exception {
        Path data = folder.resolve("data");
        ProcessBuilder builder = Program.serve(data, "--set", "ble.dedupe=session", "--set", "time.zone=UTC");
        // no bus: what is on the machine's air is not part of this
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        return Muster.start(fake.under(builder), data);
    }

    private static Came come(OpenEvent event, int number) throws Exception {
        String pin = "%04d".formatted(1000 + number);
        Instant before = Instant.now();
        CheckInResult result = event.checkIn(pin, "key-" + pin);
        return new Came(pin, result, before, Instant.now());
    }

    private static List<Came> come(OpenEvent event, int from, int to) throws Exception {
        List<Came> came = new ArrayList<>();
        for (int number : IntStream.range(from, to).toArray()) {
            came.add(come(event, number));
            assertEquals(Outcome.WAITS_FOR_CLOCK, came.getLast().result().outcome());
        }
        return came;
    }

    private static List<Quarantined.Reason> held(Muster muster) throws Exception {
        return muster.get("/api/quarantine?limit=1000", QuarantinePage.class).quarantine().stream()
                .map(row -> row.reason())
                .toList();
    }

    private static void assertWaiting(OpenEvent event, List<Came> came) throws Exception {
        assertFalse(OpenEvent.scanner(event.muster()).clockSet());
        assertEquals(List.of(), event.punches());
        assertEquals(came.size(), event.status().waitingForClock());
        assertTrue(event.attendees().stream().allMatch(one -> one.checkIn() == Attendee.State.WAITS_FOR_CLOCK));
        assertEquals(came.stream().map(Came::pin).toList(), event.attendees().stream().map(Attendee::pin).toList());
        List<Quarantined.Reason> reasons = held(event.muster());
        assertEquals(came.size(), reasons.size());
        assertTrue(reasons.stream().allMatch(reason -> reason == Quarantined.Reason.CLOCK_UNSET), reasons::toString);
    }

    /// Each of them once, in the order they came, at the time they really came.
    private static void assertRightTimes(OpenEvent event, List<Came> came) throws Exception {
        List<PunchRow> rows = event.punches();
        assertEquals(came.stream().map(Came::pin).toList(), rows.stream().map(PunchRow::pin).toList());
        for (int i = 0; i < rows.size(); i++) {
            Instant time = rows.get(i).time().toInstant();
            Came one = came.get(i);
            assertTrue(!time.isBefore(one.before().minus(NEAR)) && !time.isAfter(one.after().plus(NEAR)),
                    () -> one.pin() + " came at " + one.before() + " and is told for " + time);
            assertEquals(CheckIn.Timing.RETIMED, rows.get(i).checkIn().timing());
            assertTrue(i == 0 || !time.isBefore(rows.get(i - 1).time().toInstant()), "the order is kept");
        }
        assertEquals(List.of(), held(event.muster()));
        assertEquals(0, event.status().waitingForClock());
        assertTrue(event.attendees().stream().allMatch(one -> one.checkIn() == Attendee.State.CHECKED_IN));
    }

    private static void awaitReleased(OpenEvent event, int count) throws Exception {
        Await.until("all of them count", () -> event.status().checkedIn() == count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:05:00Z", "2001-09-09T01:46:40Z"})
    void who_comes_before_the_clock_is_set_has_the_right_time_afterwards(String start) throws Exception {
        clock(to(start));
        try (Muster muster = muster()) {
            OpenEvent event = OpenEvent.begin(muster, "demo");
            List<Came> came = come(event, 0, 20);
            assertEquals(came.getFirst().result().seq(), event.checkIn("1000", "key-1000").seq(), "asked again");
            assertEquals(Outcome.WAITS_FOR_CLOCK, event.checkIn("1001", "key-other").outcome(), "came again");
            clock(to(start).plus(Duration.ofMinutes(1)));
            assertWaiting(event, came);

            clock(Duration.ZERO);
            awaitReleased(event, came.size());
            assertRightTimes(event, came);
            assertTrue(OpenEvent.scanner(muster).clockSet());
            assertEquals(Outcome.ALREADY, event.checkIn("1003", "key-new").outcome());
            assertEquals(Outcome.CHECKED_IN, event.checkIn("2000", "key-2000").outcome());
            assertEquals(CheckIn.Timing.CLOCK, event.punches().getLast().checkIn().timing());
        }
    }

    @Test
    void a_power_cut_of_muster_alone_costs_neither_a_check_in_nor_its_time() throws Exception {
        clock(to("2001-09-09T01:46:40Z"));
        List<Came> came = new ArrayList<>();
        Muster killed = muster();
        try {
            came.addAll(come(OpenEvent.begin(killed, "demo"), 0, 10));
        } finally {
            killed.kill();
        }
        try (Muster muster = muster()) {
            OpenEvent event = new OpenEvent(muster, "demo");
            assertEquals(came.getFirst().result().seq(), event.checkIn("1000", "key-1000").seq(), "asked again");
            came.addAll(come(event, 10, 20));
            assertWaiting(event, came);

            clock(Duration.ZERO);
            awaitReleased(event, came.size());
            assertRightTimes(event, came);
        }
        try (Muster muster = muster()) {
            assertRightTimes(new OpenEvent(muster, "demo"), came);
        }
    }
}
