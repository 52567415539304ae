// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import muster.model.Attendee;
import muster.model.GatheringStatus;
import muster.model.Json;
import muster.model.Presence;
import muster.model.PunchRow;
import muster.model.ScannerChange;
import muster.model.ScannerChange.State;
import muster.model.ScannerStatus;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Phones come to a door whose bus and BlueZ are the test's own: everybody is checked in once, and whatever happens to
/// the bus, to BlueZ and to the adapter, an operator is told, with the cure.
@Tag("system")
class PhonesOnMockBusTest {

    private static final String FIRST = "ATT-0001";
    private static final String SECOND = "ATT-0002";
    private static final String FIRST_PHONE = "C1:00:00:00:00:01";
    private static final String SECOND_PHONE = "C1:00:00:00:00:02";

    @TempDir
    Path folder;

    private MockAir air;

    @BeforeEach
    void up() throws Exception {
        air = MockAir.up(folder);
    }

    @AfterEach
    void down() {
        if (air != null) {
            air.close();
        }
    }

    private Muster muster(String... options) throws Exception {
        Path data = folder.resolve("data");
        ProcessBuilder builder = Program.serve(data, options);
        builder.command().addAll(List.of("--set", "ble.dedupe=session", "--set", "ble.leave_after=15s"));
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", air.address());
        return Muster.start(builder, data);
    }

    /// An event for which the scanner runs.
    private static OpenEvent scanning(Muster muster) throws Exception {
        OpenEvent event = OpenEvent.begin(muster, "demo");
        Await.until("it scans", () -> is(muster, State.SCANNING));
        return event;
    }

    @Test
    void every_carrier_is_checked_in_once_whatever_its_address_and_who_vanishes_is_counted_out() throws Exception {
        Map<String, String> carriers = new TreeMap<>(Map.of("ATT-M001", "manufacturer_data", "ATT-S002",
                "service_data", "ATT-U00000000003", "service_uuid", "ATT-N004", "name"));
        try (Muster muster = muster(); Follower screen = Follower.open(muster, "/api/stream")) {
            OpenEvent event = scanning(muster);
            air.comes(FIRST_PHONE, MockAir.manufacturer("ATT-M001") + " rssi=-51");
            air.comes(SECOND_PHONE, MockAir.service("ATT-S002"));
            air.comes("C1:00:00:00:00:03", MockAir.uuid("ATT-U00000000003"));
            air.comes("C1:00:00:00:00:04", "name=ATT-N004");
            air.comes("C1:00:00:00:00:05", "name=OTHER-0005 company=76:10050318a2");
            Await.until("four people are inside", () -> event.status().inside() == 4);
            Await.until("the stranger is heard too", () -> OpenEvent.scanner(muster).devices() == 5);

            air.vanishes(FIRST_PHONE);
            air.comes("D2:00:00:00:00:01", MockAir.manufacturer("ATT-M001"));
            Await.until("the new address is heard", () -> OpenEvent.scanner(muster).devices() == 6);
            air.vanishes("C1:00:00:00:00:04");
            Await.until("one of them has left", () -> event.status().exits() == 1);
            GatheringStatus status = event.status();
            assertEquals(List.of(4, 3, 4L, 4), List.of(
                    status.checkedIn(), status.inside(), status.entries(), status.punches()), status::toString);
            assertTrue(!event.attendee("ATT-N004").inside() && event.attendee("ATT-M001").inside());
            assertEquals(Attendee.State.CHECKED_IN, event.attendee("ATT-N004").checkIn());

            Map<String, String> told = new TreeMap<>();
            for (PunchRow row : event.punches()) {
                assertEquals(null, told.put(row.pin(), row.checkIn().carrier()), row.pin() + " was checked in twice");
            }
            assertEquals(carriers, told);
            Await.until("a screen saw the same",
                    () -> of(screen, "punch").size() == 4 && left(screen).equals(List.of("ATT-N004")));
        }
    }

    /// The people of whom a screen was told that they left.
    private static List<String> left(Follower screen) {
        return of(screen, "presence").stream()
                .map(message -> Json.parse(message.json().get("presence").toString(), Presence.class))
                .filter(presence -> presence.act() == Presence.Act.LEFT)
                .map(Presence::pin)
                .toList();
    }

    @Test
    void an_adapter_that_is_switched_off_is_told_of_and_used_when_it_is_on_again() throws Exception {
        survives(State.OFF, () -> air.tell("power hci0 off"), () -> air.tell("power hci0 on"));
    }

    @Test
    void a_killed_bluetoothd_is_told_of_and_found_again() throws Exception {
        survives(State.NO_DAEMON, air::killBluez, air::startBluez);
    }

    @Test
    void a_killed_bus_is_told_of_and_found_again_where_it_was() throws Exception {
        survives(State.NO_BUS, air::killBus, () -> {
            air.startBus();
            air.startBluez();
        });
    }

    /// A step that may fail.
    private interface Step {
        void take() throws Exception;
    }

    /// Somebody is there, then the trouble, then it is over and somebody else comes: both are checked in, once. The
    /// trouble is one fact on the stream with reason and cure, its end another, also for a screen that was away.
    private void survives(State state, Step trouble, Step end) throws Exception {
        try (Muster muster = muster(); Follower screen = Follower.open(muster, "/api/stream")) {
            OpenEvent event = scanning(muster);
            air.comes(FIRST_PHONE, MockAir.service(FIRST));
            Await.until("the first is checked in", () -> event.people().equals(List.of(FIRST)));
            Await.until("that it scans is told", () -> lastOf(screen, State.SCANNING));
            String last = screen.lastId();

            trouble.take();
            Await.until("the scanner is " + state, () -> is(muster, state));
            ScannerStatus.Adapter told = OpenEvent.scanner(muster).adapters().getFirst();
            assertTrue(told.reason() != null && told.cure() != null, told::toString);
            Await.until("that is told", () -> lastOf(screen, state));
            end.take();
            air.comes(SECOND_PHONE, "name=" + SECOND);
            Await.until("it scans again", () -> is(muster, State.SCANNING));
            Await.until("the second is checked in", () -> event.people().equals(List.of(FIRST, SECOND)));
            Await.until("that it scans again is told", () -> lastOf(screen, State.SCANNING));

            assertTold(state, changes(screen, Long.parseLong(last)), told);
            try (Follower late = Follower.open(muster, "/api/stream", last)) {
                Await.until("who was away is told it all", () -> lastOf(late, State.SCANNING));
                assertEquals(changes(screen, Long.parseLong(last)), changes(late, 0));
            }
        }
    }

    private static void assertTold(State state, List<ScannerChange> changes, ScannerStatus.Adapter told) {
        List<ScannerChange> troubles = changes.stream().filter(change -> change.state() == state).toList();
        assertEquals(1, troubles.size(), changes::toString);
        assertEquals(told.reason(), troubles.getFirst().reason());
        assertEquals(told.cure(), troubles.getFirst().cure());
        assertEquals(1, changes.stream().filter(change -> change.state() == State.SCANNING).count(),
                changes::toString);
        changes.forEach(change -> assertNotNull(change.reason(), change::toString));
    }

    @Test
    void the_doctor_names_what_is_missing_from_the_air_down_to_the_bus() throws Exception {
        air.comes(FIRST_PHONE, MockAir.service(FIRST));
        air.comes("C1:00:00:00:00:05", "name=OTHER-0005");
        finds(0, "ok       phones     1 of 2 devices advertise", "ok       power", "ok       bluez", FIRST);
        finds(65, "--prefix=EVT-", "warning  phones", "EVT-", "->");
        air.vanishes(FIRST_PHONE);
        air.vanishes("C1:00:00:00:00:05");
        finds(65, "warning  air", "->");
        air.tell("power hci0 off");
        finds(65, "ok       adapter", "ERROR    power", "->");
        air.tell("unplug hci0");
        finds(65, "ok       permission", "ERROR    adapter", "->");
        air.killBluez();
        finds(65, "ok       bus", "ERROR    bluez", "->");
        air.killBus();
        finds(65, "ERROR    bus", "->");
    }

    /// The doctor ends with that code and says these; a first one that begins with `--` is an option for it.
    private void finds(int code, String... words) throws Exception {
        ProcessBuilder doctor = Program.command("doctor", "ble", "--listen", "2");
        doctor.environment().put("DBUS_SYSTEM_BUS_ADDRESS", air.address());
        List<String> expected = List.of(words);
        if (words[0].startsWith("--")) {
            doctor.command().add(words[0]);
            expected = expected.subList(1, words.length);
        }
        Outcome outcome = Program.run(doctor);
        for (String each : expected) {
            assertTrue(outcome.out().contains(each), () -> each + " is not in: " + outcome.out() + outcome.err());
        }
        assertEquals(code, outcome.code(), outcome.out());
        assertTrue(!outcome.err().contains("\tat "), outcome.err());
    }

    private static boolean is(Muster muster, State state) throws Exception {
        List<ScannerStatus.Adapter> adapters = OpenEvent.scanner(muster).adapters();
        return adapters.size() == 1 && adapters.getFirst().state() == state;
    }

    private static List<Follower.Message> of(Follower screen, String kind) {
        return screen.messages().stream()
                .filter(message -> message.json().get("kind").getAsString().equals(kind))
                .toList();
    }

    /// What a screen was told of the scanner behind an id.
    private static List<ScannerChange> changes(Follower screen, long after) {
        return of(screen, "scanner").stream()
                .filter(message -> message.id() > after)
                .map(message -> Json.parse(message.json().get("scanner").toString(), ScannerChange.class))
                .toList();
    }

    private static boolean lastOf(Follower screen, State state) {
        List<ScannerChange> all = changes(screen, 0);
        return !all.isEmpty() && all.getLast().state() == state;
    }
}
