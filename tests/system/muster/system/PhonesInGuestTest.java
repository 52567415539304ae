// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.model.Attendee;
import muster.model.AttendeePage;
import muster.model.Json;
import muster.model.PunchPage;
import muster.model.PunchRow;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Phones come to a door whose Bluetooth is that of a real kernel and a real bluetoothd, and whatever can go wrong
/// with these goes wrong: everybody is checked in, and once.
///
/// Its controller has no filter for duplicates here, so that a phone is heard again at once and not after ten
/// seconds. `SUITE=trixie` takes another BlueZ.
@Tag("ble")
class PhonesInGuestTest {

    /// The least silence that can be set, twice: the second one is what an adapter is switched off and on for.
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LOOK = 100_000_000;
    private static final String FIRST = "ATT-0001";
    private static final String SECOND = "ATT-0002";

    /// The id of an iBeacon is its UUID, here the bytes of `ATT-B00000000006`, its major and its minor number.
    private static final String BEACON = "4154542d-4230-3030-3030-303030303036-1-1";

    private static GuestRig rig;

    @TempDir
    Path data;

    @BeforeAll
    static void up() throws Exception {
        rig = GuestRig.up();
    }

    @AfterAll
    static void down() throws Exception {
        if (rig != null) {
            rig.down();
        }
    }

    @BeforeEach
    void nobody() throws Exception {
        rig.phones("remove", "all");
        rig.phones("filter", "off");
        rig.phones("deaf", "off");
    }

    @Test
    void every_carrier_is_checked_in_once_and_a_stranger_is_not() throws Exception {
        try (Muster muster = scanning();
                Follower screen = Follower.open(muster, "/api/stream")) {
            rig.phones("add", "C1:00:00:00:00:01", "manufacturer=ffff:ATT-M001", "connectable=no");
            rig.phones("add", "C1:00:00:00:00:02", "service=fff0:ATT-S002", "connectable=no");
            rig.phones("add", "C1:00:00:00:00:03", "uuid=ATT-U00000000003");
            rig.phones("add", "C1:00:00:00:00:04", "name=ATT-N004");
            rig.phones("add", "C1:00:00:00:00:05", "uuid=none-of-our-own-", "scan.name=ATT-N005");
            rig.phones("add", "C1:00:00:00:00:06", "ibeacon=ATT-B00000000006", "connectable=no");
            rig.phones("add", "C1:00:00:00:00:07", "name=OTHER-0007");
            Map<String, String> carriers = Map.of(
                    "ATT-M001", "manufacturer_data", "ATT-S002", "service_data", "ATT-U00000000003", "service_uuid",
                    "ATT-N004", "name", "ATT-N005", "name", BEACON, "ibeacon");
            awaitInside(muster, carriers.keySet());
            await("the stranger is heard too", () -> scanner(muster).devices() == 7);

            awaitHeardAgain(muster);
            assertEquals(carriers, punches(muster).stream()
                    .collect(Collectors.toMap(PunchRow::pin, row -> row.checkIn().carrier())));
            Await.until("the screen shows them", () -> shown(screen).size() >= carriers.size());
            assertEquals(sorted(carriers.keySet()), shown(screen).stream().sorted().toList());
        }
    }

    @Test
    void a_phone_that_changes_its_address_is_the_same_person() throws Exception {
        try (Muster muster = scanning()) {
            rig.phones("add", "42:00:00:00:00:01", "service=fff0:" + FIRST, "connectable=no");
            awaitInside(muster, Set.of(FIRST));
            rig.phones("move", "42:00:00:00:00:01", "42:00:00:00:00:02");
            await("the new address is heard", () -> scanner(muster).devices() == 2);
            assertOnce(muster, FIRST);
        }
    }

    @Test
    void a_killed_bluetoothd_is_told_of_and_scanning_goes_on_when_it_is_back() throws Exception {
        survives(ScannerChange.State.NO_DAEMON,
                () -> rig.inside("touch /run/bluetoothd.hold; kill -9 $(cat /run/bluetoothd.pid)"),
                () -> rig.inside("rm /run/bluetoothd.hold"));
    }

    @Test
    void an_adapter_that_is_switched_off_is_told_of_and_used_when_it_is_on_again() throws Exception {
        survives(ScannerChange.State.OFF, () -> rig.power(false), () -> rig.power(true));
    }

    @Test
    void an_adapter_that_is_pulled_is_told_of_and_used_when_it_is_back() throws Exception {
        survives(ScannerChange.State.NO_ADAPTER,
                () -> rig.inside("touch /run/btattach.hold; kill $(cat /run/btattach.pid)"),
                () -> rig.inside("rm /run/btattach.hold"));
    }

    @Test
    void a_bus_that_is_cut_is_told_of_and_found_again() throws Exception {
        survives(ScannerChange.State.NO_BUS, rig::cutBus, rig::joinBus);
    }

    @Test
    void a_foreign_program_that_stops_the_scan_does_not_stop_it_for_long() throws Exception {
        try (Muster muster = scanning()) {
            rig.phones("add", "C1:00:00:00:00:01", "name=" + FIRST);
            awaitInside(muster, Set.of(FIRST));
            int stopped = rig.stopped();
            rig.foreignFilter();
            Await.until("the scan is stopped", () -> rig.stopped() > stopped);
            rig.phones("add", "C1:00:00:00:00:02", "name=" + SECOND);
            awaitInside(muster, Set.of(FIRST, SECOND));
            assertOnce(muster, FIRST, SECOND);
        }
    }

    @Test
    void a_controller_that_hangs_is_switched_off_and_on() throws Exception {
        try (Muster muster = scanning("--set", "ble.silence=30s", "--set", "ble.power=on")) {
            rig.phones("add", "C1:00:00:00:00:01", "name=" + FIRST);
            awaitInside(muster, Set.of(FIRST));
            rig.phones("deaf", "on");
            rig.phones("add", "C1:00:00:00:00:02", "name=" + SECOND);
            awaitInside(muster, Set.of(FIRST, SECOND));
            assertOnce(muster, FIRST, SECOND);
        }
    }

    @Test
    void two_hundred_phones_are_checked_in_once_each_within_a_small_heap() throws Exception {
        ProcessBuilder builder = program();
        // it ends when the heap is too small: so what comes faster than it can be read must not pile up
        builder.environment().put("MUSTER_JAVA_OPTS", "-Xmx48m");
        try (Muster muster = scanning(builder)) {
            rig.phones("add", "200", "service=fff0:ATT-%04d", "connectable=no", "every=250", "rssi=-60~5");
            Set<String> people = IntStream.range(0, 200).mapToObj("ATT-%04d"::formatted).collect(Collectors.toSet());
            awaitInside(muster, people);
            await("everybody is heard 40 times",
                    () -> sightings(muster).values().stream().allMatch(count -> count >= 40));
            assertOnce(muster, people.toArray(String[]::new));
            System.out.printf("200 phones: %s, %s%n", scanner(muster), rig.stats());
        }
    }

    /// A step that may fail.
    private interface Step {
        void take() throws Exception;
    }

    /// Somebody is there, then the trouble, then somebody else comes, then it is over: both are checked in, once, and
    /// an operator was told the state and a cure.
    private void survives(ScannerChange.State state, Step trouble, Step end) throws Exception {
        try (Muster muster = scanning()) {
            rig.phones("add", "C1:00:00:00:00:01", "name=" + FIRST);
            awaitInside(muster, Set.of(FIRST));
            try {
                trouble.take();
                await("the scanner is " + state, () -> is(muster, state));
                ScannerStatus.Adapter told = scanner(muster).adapters().getFirst();
                assertTrue(told.reason() != null && told.cure() != null, told::toString);
                rig.phones("add", "C1:00:00:00:00:02", "name=" + SECOND);
            } finally {
                end.take();
            }
            awaitInside(muster, Set.of(FIRST, SECOND));
            assertOnce(muster, FIRST, SECOND);
        }
    }

    private ProcessBuilder program(String... options) {
        ProcessBuilder builder = Program.serve(data, options);
        builder.command().addAll(List.of("--set", "ble.dedupe=session", "--set", "ble.rssi=-100"));
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", rig.address());
        return builder;
    }

    private Muster scanning(String... options) throws Exception {
        return scanning(program(options));
    }

    /// A daemon whose scanner runs for the event `demo`.
    private Muster scanning(ProcessBuilder builder) throws Exception {
        Muster muster = Muster.start(builder, data);
        try {
            assertEquals(201, muster.post("/api/gatherings", "{\"id\":\"demo\",\"name\":\"Demo\"}").statusCode());
            assertEquals(200, muster.post("/api/gatherings/demo/start", "").statusCode());
            await("it scans", () -> is(muster, ScannerChange.State.SCANNING));
            return muster;
        } catch (Throwable e) {
            muster.kill();
            throw e;
        }
    }

    private static ScannerStatus scanner(Muster muster) throws Exception {
        return muster.get("/api/scanner", ScannerStatus.class);
    }

    private static boolean is(Muster muster, ScannerChange.State state) throws Exception {
        List<ScannerStatus.Adapter> adapters = scanner(muster).adapters();
        return adapters.size() == 1 && adapters.getFirst().state() == state;
    }

    private static List<Attendee> attendees(Muster muster) throws Exception {
        return muster.get("/api/gatherings/demo/attendance?limit=1000", AttendeePage.class).attendees();
    }

    private static List<PunchRow> punches(Muster muster) throws Exception {
        return muster.get("/api/punches?event=demo&source=ble&limit=1000", PunchPage.class).punches();
    }

    private static void awaitInside(Muster muster, Set<String> people) throws Exception {
        try {
            await(people.size() + " people are checked in", () -> inside(muster).containsAll(people));
        } catch (AssertionError late) {
            assertEquals(sorted(people), sorted(inside(muster)), late.getMessage());
            throw late;
        }
    }

    private static Set<String> inside(Muster muster) throws Exception {
        return attendees(muster).stream()
                .filter(person -> person.inside() && person.checkIn() == Attendee.State.CHECKED_IN)
                .map(Attendee::pin)
                .collect(Collectors.toSet());
    }

    private static Map<String, Long> sightings(Muster muster) throws Exception {
        return attendees(muster).stream().collect(Collectors.toMap(Attendee::pin, Attendee::sightings));
    }

    /// Waits until everybody was heard once more: had that counted, the punches would tell.
    private static void awaitHeardAgain(Muster muster) throws Exception {
        Map<String, Long> before = sightings(muster);
        await("everybody is heard again", () -> sightings(muster).entrySet().stream()
                .allMatch(now -> now.getValue() > before.get(now.getKey())));
    }

    /// Fails the test unless the event has one punch of each, whom it goes on hearing, and none of anybody else.
    private static void assertOnce(Muster muster, String... people) throws Exception {
        awaitHeardAgain(muster);
        List<PunchRow> rows = punches(muster);
        assertEquals(sorted(Set.of(people)), rows.stream().map(PunchRow::pin).sorted().toList());
        assertEquals(Set.of("demo"), rows.stream().map(row -> row.checkIn().event()).collect(Collectors.toSet()));
    }

    /// The people of the punches a screen was sent.
    private static List<String> shown(Follower screen) {
        return screen.messages().stream()
                .map(Follower.Message::json)
                .filter(message -> message.get("kind").getAsString().equals("punch"))
                .map(message -> Json.parse(message.get("punch").toString(), PunchRow.class).pin())
                .toList();
    }

    private static List<String> sorted(Set<String> people) {
        return people.stream().sorted().toList();
    }

    /// As [Await], but it lets the machine have the processor between two looks.
    private static void await(String condition, Callable<Boolean> holds) throws Exception {
        Await.until(condition, PATIENCE, () -> {
            boolean now = holds.call();
            if (!now) {
                LockSupport.parkNanos(LOOK);
            }
            return now;
        });
    }
}
