// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import muster.model.Attendee;
import muster.model.BackendStatus;
import muster.model.Gathering;
import muster.model.GatheringList;
import muster.model.GatheringStatus;
import muster.model.PunchRow;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An event from start to end with the backend unreachable from boot, and a power cut in the middle: everybody who
/// came is in the journal, once.
@Tag("system")
class DayOfflineTest {

    private static final String EVENT = "ev-fair";
    private static final String NEXT = "ev-party";
    private static final int PHONES = 200;
    private static final int BADGES = 20;

    @TempDir
    Path folder;

    private EventBackend backend;

    @Test
    void an_event_runs_from_start_to_end_without_the_backend() throws Exception {
        try (EventBackend there = EventBackend.start()) {
            backend = there.answers("/active-events", "{\"events\":[" + event(EVENT, "Job fair") + ","
                    + event(NEXT, "Party") + "]}");
            Instant answered = fetchOnce();
            backend.goesAway();

            Muster cut = muster();
            try {
                morning(cut, answered);
            } finally {
                cut.kill();
            }
            try (Muster muster = muster()) {
                afternoon(new OpenEvent(muster, EVENT));
                networkIsBack(muster);
            }
        }
    }

    private static String event(String id, String name) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"isActive\":true}";
    }

    private Muster muster() throws Exception {
        return Muster.start(folder.resolve("data"), "--set", "backend.url=" + backend.url(),
                "--set", "events.refresh=2s", "--set", "ble.dedupe=session");
    }

    /// A run of another day, which sees the backend.
    ///
    /// @return when the backend answered
    private Instant fetchOnce() throws Exception {
        try (Muster muster = muster()) {
            Await.until("the events are fetched", () -> OpenEvent.list(muster).gatherings().size() == 2);
            Await.until("that is told", () -> OpenEvent.list(muster).backend().reachable());
            BackendStatus told = OpenEvent.list(muster).backend();
            assertTrue(told.configured() && told.problem() == null, told::toString);
            return told.lastAnswer();
        }
    }

    private void morning(Muster muster, Instant answered) throws Exception {
        Await.until("it is told that the backend is away",
                () -> OpenEvent.list(muster).backend().problem() != null);
        GatheringList list = OpenEvent.list(muster);
        assertTrue(list.backend().configured() && !list.backend().reachable(), list::toString);
        assertTrue(list.backend().problem().contains(backend.url()), list.backend()::problem);
        assertEquals(List.of("Job fair", "Party"),
                list.gatherings().stream().map(one -> one.gathering().name()).sorted().toList());
        assertNotNull(answered);

        String listed = muster.run("events", "list").good().out();
        assertTrue(listed.contains(EVENT) && listed.contains(NEXT), listed);
        muster.run("events", "select", EVENT).good();
        muster.run("events", "start", EVENT).good();
        OpenEvent event = new OpenEvent(muster, EVENT);
        kiosk(event, "welcome", 0, BADGES);
        kiosk(event, "known", 0, 1);
        try (Background crowd = Background.start(muster, "simulate", "phones", "--phones", "" + PHONES,
                "--foreign", "50", "--arrival", "8s", "--duration", "5m")) {
            Await.until("half of them are there", () -> event.status().checkedIn() >= BADGES + PHONES / 2);
            assertTrue(crowd.alive(), crowd::output);
            muster.kill();
        }
    }

    private void afternoon(OpenEvent event) throws Exception {
        assertEquals(EVENT, OpenEvent.list(event.muster()).current());
        assertEquals(Gathering.State.SCANNING, event.status().gathering().state());
        assertTrue(event.status().checkedIn() >= BADGES + PHONES / 2, "who was told to be there still is");
        try (Background crowd = Background.start(event.muster(), "simulate", "phones", "--phones", "" + PHONES,
                "--foreign", "50", "--arrival", "2s", "--duration", "5m")) {
            Await.until("all phones are there", () -> event.status().checkedIn() == BADGES + PHONES);
            Await.until("all phones are inside", () -> event.status().inside() == PHONES);
            assertTrue(crowd.alive(), crowd::output);
        }
        kiosk(event, "known", 0, 1);
        kiosk(event, "welcome", BADGES, 2 * BADGES);

        assertEquals(Gathering.State.PAUSED, event.does("stop").gathering().state());
        kiosk(event, "refused", 2 * BADGES, 2 * BADGES + 1);
        event.muster().run("events", "start", EVENT).good();
        kiosk(event, "welcome", 2 * BADGES, 2 * BADGES + 1);
        event.muster().run("events", "stop").good();
        assertEquals(Gathering.State.ENDED, event.does("end").gathering().state());
        assertComplete(event);
    }

    /// Reads badges as a reader types them; each is answered by one line that begins with the mood.
    private void kiosk(OpenEvent event, String mood, int from, int to) throws Exception {
        List<String> typed = IntStream.range(from, to).mapToObj(DayOfflineTest::badge).toList();
        ProcessBuilder kiosk = Program.command("kiosk", "--method", "qr");
        kiosk.environment().put("MUSTER_URL", event.muster().url());
        kiosk.redirectInput(Files.write(folder.resolve("badges"), typed).toFile());
        Outcome outcome = Program.run(kiosk).good();
        List<String> said = outcome.out().lines().map(line -> line.replaceFirst("\t.*", "")).toList();
        assertEquals(typed.stream().map(_ -> mood).toList(), said, outcome.out());
    }

    private static String badge(int number) {
        return "B-%04d".formatted(number);
    }

    private static void assertComplete(OpenEvent event) throws Exception {
        List<String> badges = IntStream.rangeClosed(0, 2 * BADGES).mapToObj(DayOfflineTest::badge).toList();
        List<String> phones = IntStream.rangeClosed(1, PHONES).mapToObj("ATT-%06d"::formatted).toList();
        List<String> everybody = Stream.concat(phones.stream(), badges.stream()).sorted().toList();
        assertEquals(everybody, event.people());
        assertEquals(badges, event.punches().stream()
                .filter(row -> row.checkIn().method().equals("qr"))
                .map(PunchRow::pin)
                .toList());
        List<Attendee> attendees = event.attendees();
        assertEquals(everybody, attendees.stream().map(Attendee::pin).sorted().toList());
        assertTrue(attendees.stream().allMatch(one ->
                one.checkIn() == Attendee.State.CHECKED_IN && one.time() != null && one.seq() != null));
        Await.until("everybody has gone", () -> event.status().exits() == event.status().entries());
        GatheringStatus status = event.status();
        assertEquals(List.of(everybody.size(), everybody.size(), 0, 0), List.of(
                status.checkedIn(), status.punches(), status.inside(), status.notOnList()), status::toString);
    }

    /// The next event is chosen: its list comes, and what the backend changed meanwhile.
    private void networkIsBack(Muster muster) throws Exception {
        assertFalse(OpenEvent.list(muster).backend().reachable());
        backend.answers("/active-events", "{\"events\":[" + event(EVENT, "Great job fair") + ","
                        + event(NEXT, "Party") + "," + event("ev-extra", "Extra") + "]}")
                .answers("/registered-devices?eventId=" + NEXT, "{\"deviceUuids\":[\"ATT-000001\",\"B-0001\"]}")
                .comesBack();
        OpenEvent next = new OpenEvent(muster, NEXT);
        next.does("select");
        Await.until("the backend is heard again", () -> OpenEvent.list(muster).backend().reachable());
        assertNull(OpenEvent.list(muster).backend().problem());
        assertEquals(List.of("Extra", "Great job fair", "Party"), OpenEvent.list(muster).gatherings().stream()
                .map(one -> one.gathering().name()).sorted().toList());
        assertEquals(2, next.status().registered());
        GatheringStatus over = new OpenEvent(muster, EVENT).status();
        assertEquals(PHONES + 2 * BADGES + 1, over.checkedIn(), over::toString);
        assertEquals(Gathering.State.ENDED, over.gathering().state());
    }
}
