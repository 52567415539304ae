// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import muster.app.House;
import muster.journal.Health;
import muster.model.BranchSettings;
import muster.model.ChannelList;
import muster.model.ChannelStatus;
import muster.model.Fetched;
import muster.model.Gathering;
import muster.model.GatheringSettings;
import muster.model.Pull;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalSettings;
import muster.model.TerminalStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GaugesTest {

    private static final String SERIAL = "TSTATT000001";
    private static final String UPLOAD = "/iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999";
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Snapshot read(Gauge gauge) throws Exception {
        return read(gauge, house.clock.instant());
    }

    private static Snapshot read(Gauge gauge, Instant at) throws Exception {
        Snapshot.Builder into = new Snapshot.Builder(at);
        gauge.read(into);
        return into.done();
    }

    private static double value(Snapshot snapshot, Measure measure, String subject) {
        return snapshot.value(measure, subject).orElseThrow();
    }

    private Gauge terminals() {
        return new TerminalsGauge(house.terminals::list, House.MORNING, Duration.ofMinutes(5), House.KOLKATA);
    }

    @Test
    void theSeedsNumbersAreThoseOfTheApi() throws Exception {
        Recent recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
        Watch watch = new Watch(house.journal, house.terminals, recent, () -> new SinkSummary(51, 11, 79.9, "online"),
                House.KOLKATA, "test", house.clock);
        house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n2\t2026-11-19 08:00:05\t0\t1\n");
        house.pass(Duration.ofSeconds(90));
        Snapshot now = read(new SeedGauge(watch::metrics, watch.started()));
        assertEquals(1, value(now, Measures.SCANS_TODAY, ""));
        assertEquals(51, value(now, Measures.QUEUE_SIZE, ""));
        assertEquals(11, value(now, Measures.FAILED_SYNCS, ""));
        assertEquals(79.9, value(now, Measures.SUCCESS_RATE, ""));
        assertEquals(90, value(now, Measures.UPTIME, ""));
    }

    @Test
    void aTerminalThatCallsIsUpAndItsSilenceIsCountedFromItsLastCall() throws Exception {
        house.ask("GET", "/iclock/getrequest?SN=" + SERIAL, "");
        assertEquals(1, value(read(terminals()), Measures.TERMINAL_UP, SERIAL));
        house.pass(Duration.ofMinutes(16));
        Snapshot later = read(terminals());
        assertEquals(0, value(later, Measures.TERMINAL_UP, SERIAL));
        assertEquals(960, value(later, Measures.TERMINAL_SILENT, SERIAL));
        assertEquals(1, value(later, Measures.TERMINALS, ""));
        assertEquals(0, value(later, Measures.TERMINALS_ONLINE, ""));
        assertEquals(100, value(later, Measures.TERMINALS_SILENT, ""));
    }

    @Test
    void aTerminalThatNeverCalledIsNotSilent() throws Exception {
        house.approve(SERIAL);
        house.pass(Duration.ofHours(1));
        Snapshot now = read(terminals());
        assertEquals(OptionalDouble.empty(), now.value(Measures.TERMINAL_SILENT, SERIAL));
        assertEquals(0, value(now, Measures.TERMINALS_SILENT, ""));
        assertEquals(1, value(now, Measures.TERMINALS, ""));
    }

    @Test
    void aTerminalNotHeardSinceTheStartIsSilentFromThenOn() throws Exception {
        house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n");
        house.close();
        house = new House(directory);
        house.pass(Duration.ofSeconds(119));
        assertEquals(0, value(read(terminals()), Measures.TERMINALS_SILENT, ""));
        house.pass(Duration.ofSeconds(1));
        assertEquals(100, value(read(terminals()), Measures.TERMINALS_SILENT, ""));
        assertEquals(120, value(read(terminals()), Measures.TERMINAL_SILENT, SERIAL));
    }

    @Test
    void aTerminalThatIsReadNowAndThenMayBeLateForTwoReadingsAndAHalf() throws Exception {
        TerminalStatus read = new TerminalStatus(SERIAL, SERIAL, Terminal.State.APPROVED, null, List.of(), "", "",
                Map.of(), NOON, TerminalStatus.Presence.LATE, NOON, "192.0.2.9", null, null, null, null, 0, 0, 0, 0,
                null, 0, null, Pull.at("192.0.2.9"), null, null, null);
        assertEquals(0, value(read(gauge(read), NOON.plusSeconds(749)), Measures.TERMINALS_SILENT, ""));
        assertEquals(100, value(read(gauge(read), NOON.plusSeconds(750)), Measures.TERMINALS_SILENT, ""));
    }

    @Test
    void aTerminalsCountersAreRead() throws Exception {
        house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n1\t2026-11-20 08:00:05\t0\t1\nspoilt\n");
        Snapshot now = read(terminals());
        assertEquals(1, value(now, Measures.TERMINAL_PUNCHES, SERIAL));
        assertEquals(1, value(now, Measures.TERMINAL_DUPLICATES, SERIAL));
        assertEquals(1, value(now, Measures.TERMINAL_QUARANTINED, SERIAL));
        assertEquals(0, value(now, Measures.TERMINAL_MISMATCH, SERIAL));
    }

    @Test
    void aTerminalsClockAndMemoryAreReadWhenItToldThem() throws Exception {
        TerminalStatus told = status(-75L, 9000, 10_000, LocalDate.of(2026, 11, 27), fetched(false, 10L, 3));
        Snapshot now = read(gauge(told), NOON);
        assertEquals(-75, value(now, Measures.TERMINAL_CLOCK_OFFSET, SERIAL));
        assertEquals(75, value(now, Measures.TERMINAL_CLOCK_OFF, SERIAL));
        assertEquals(0.9, value(now, Measures.TERMINAL_LOG_FILL, SERIAL));
        assertEquals(7, value(now, Measures.TERMINAL_FULL_IN, SERIAL));
        assertEquals(1, value(now, Measures.TERMINAL_MISMATCH, SERIAL));

        Snapshot silent = read(gauge(status(null, null, null, null, fetched(false, null, 0))), NOON);
        for (Measure measure : List.of(Measures.TERMINAL_CLOCK_OFFSET, Measures.TERMINAL_CLOCK_OFF,
                Measures.TERMINAL_LOG_FILL, Measures.TERMINAL_FULL_IN)) {
            assertEquals(OptionalDouble.empty(), silent.value(measure, SERIAL), measure.name());
        }
        assertEquals(0, value(silent, Measures.TERMINAL_MISMATCH, SERIAL), "one that cannot be reached");
    }

    private static Gauge gauge(TerminalStatus status) {
        return new TerminalsGauge(() -> new TerminalList(List.of(status), List.of(), null), House.MORNING,
                Duration.ofMinutes(5), House.KOLKATA);
    }

    private static Fetched fetched(boolean complete, Long counter, long missing) {
        return new Fetched(SERIAL, complete, 7, 7, 0, 0, 0, counter, missing, 10, "for the test", "poll", NOON);
    }

    private static TerminalStatus status(
            Long offset, Integer records, Integer capacity, LocalDate fullOn, Fetched fetched) {
        return new TerminalStatus(SERIAL, SERIAL, Terminal.State.APPROVED, null, List.of(), "", "", Map.of(), NOON,
                TerminalStatus.Presence.ONLINE, NOON, "192.0.2.9", null, offset, null, records, 0, 0, 0, 0, null, 0,
                null, null, fetched, capacity, fullOn);
    }

    @Test
    void heldRecordsAreCountedByReasonAndForADay() throws Exception {
        HeldGauge held = new HeldGauge(house.journal.records());
        assertEquals(0, value(read(held), Measures.QUARANTINE_RECORDS, ""));
        house.ask("POST", UPLOAD, "spoilt\nspoilt too\n");
        Snapshot now = read(held);
        assertEquals(2, value(now, Measures.QUARANTINE_RECORDS, ""));
        assertEquals(2, value(now, Measures.QUARANTINE_LAST_DAY, ""));
        assertEquals(2, now.labelled().stream().mapToDouble(Snapshot.Labelled::value).sum());
        house.pass(Duration.ofHours(25));
        Snapshot later = read(held);
        assertEquals(2, value(later, Measures.QUARANTINE_RECORDS, ""));
        assertEquals(0, value(later, Measures.QUARANTINE_LAST_DAY, ""));
    }

    @Test
    void theJournalAndItsDiskAreMeasured() throws Exception {
        Snapshot now = read(new JournalGauge(
                house.journal::health, house.journal.records()::fileBytes, JournalGauge.diskOf(directory)));
        assertEquals(0, value(now, Measures.JOURNAL_FAILING, ""));
        assertTrue(value(now, Measures.JOURNAL, "") > 0);
        double percent = value(now, Measures.DISK_FREE_PERCENT, "");
        assertTrue(percent >= 0 && percent <= 100, () -> "" + percent);
        assertEquals(0, value(now, Measures.DROPPED_RECORDS, ""));
        Snapshot unknown = read(new JournalGauge(() -> new Health(false, "gone", NOON, -1, 5), () -> 1, () -> 0));
        assertEquals(1, value(unknown, Measures.JOURNAL_FAILING, ""));
        assertEquals(5, value(unknown, Measures.WAL, ""));
        assertEquals(OptionalDouble.empty(), unknown.value(Measures.DISK_FREE, ""));
    }

    @Test
    void branchesAreMeasuredAsTheApiTellsThem() throws Exception {
        house.branches.add(new BranchSettings("north", "North", null), "test");
        house.terminals.add(new TerminalSettings(SERIAL, null, null, null, "north", null), "test");
        house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n");
        Snapshot now = read(new BranchesGauge(house.branchView::list));
        assertEquals(1, value(now, Measures.BRANCH_TERMINALS, "north"));
        assertEquals(1, value(now, Measures.BRANCH_ONLINE, "north"));
        assertEquals(1, value(now, Measures.BRANCH_PUNCHES_TODAY, "north"));
    }

    @Test
    void namesAndBranchesAreFoundForWhatIsMeasured() throws Exception {
        house.branches.add(new BranchSettings("north", "North", null), "test");
        house.terminals.add(new TerminalSettings(SERIAL, "Gate", null, null, "north", null), "test");
        Subjects subjects = new KnownSubjects(house.terminals, house.branches,
                id -> id.equals("e1") ? Optional.of("Assembly") : Optional.empty());
        assertEquals("Gate", subjects.name("terminal", SERIAL));
        assertEquals("north", subjects.branch("terminal", SERIAL));
        assertEquals("North", subjects.name("branch", "north"));
        assertEquals("Assembly", subjects.name("event", "e1"));
        assertEquals("hr", subjects.name("sink", "hr"));
        assertEquals(null, subjects.branch("sink", "hr"));
        assertEquals("TSTATT000009", subjects.name("terminal", "TSTATT000009"));
    }

    @Test
    void onlyTheEventTheDoorIsSetToIsMeasured() throws Exception {
        EventsGauge events = new EventsGauge(() -> {
            Optional<Gathering> current = house.gatherings.current();
            return current.isEmpty() ? Optional.empty() : Optional.of(house.doorView.status(current.get()));
        });
        Gathering event = house.gatherings.add(
                new GatheringSettings(null, "Assembly", null, null, 2, null), "test");
        assertEquals(Set.of(), read(events).subjects(List.of(Measures.EVENT_INSIDE)));
        house.gatherings.start(event.id(), "test");
        Snapshot now = read(events);
        assertEquals(0, value(now, Measures.EVENT_INSIDE, event.id()));
        assertEquals(2, value(now, Measures.EVENT_CAPACITY, event.id()));
        assertEquals(0, value(now, Measures.EVENT_FULL, event.id()));
        assertEquals(0, value(now, Measures.EVENT_CHECKED_IN, event.id()));
    }

    @Test
    void aScannerIsAsleepWhenAnEventIsOnAndNoAdapterListens() throws Exception {
        assertEquals(0, asleep(ScannerStatus.Mode.IDLE, ScannerChange.State.OFF));
        assertEquals(1, asleep(ScannerStatus.Mode.SCANNING, ScannerChange.State.STALLED));
        assertEquals(1, asleep(ScannerStatus.Mode.SCANNING));
        assertEquals(0, asleep(
                ScannerStatus.Mode.SCANNING, ScannerChange.State.OFF, ScannerChange.State.SCANNING));
    }

    private static double asleep(ScannerStatus.Mode mode, ScannerChange.State... adapters) throws Exception {
        Snapshot now = read(new ScannerGauge(() -> scanner(mode, true, adapters)), NOON);
        assertEquals(9, value(now, Measures.BLE_SIGHTINGS, ""));
        assertEquals(2, value(now, Measures.BLE_LOST, ""));
        return value(now, Measures.SCANNER_ASLEEP, "");
    }

    static ScannerStatus scanner(ScannerStatus.Mode mode, boolean clockSet, ScannerChange.State... adapters) {
        List<ScannerStatus.Adapter> list = java.util.Arrays.stream(adapters)
                .map(state -> new ScannerStatus.Adapter("hci0", null, state, "because " + state, null))
                .toList();
        return new ScannerStatus("Scanner-01", mode, "ATT-", list, 9, 0, 0, 2, 0, clockSet);
    }

    @Test
    void aClockThatIsNotSetIsTold() throws Exception {
        ScannerStatus unset = scanner(ScannerStatus.Mode.IDLE, false);
        assertEquals(1, value(read(new ScannerGauge(() -> unset)), Measures.CLOCK_UNSET, ""));
    }

    @Test
    void punchesAreCountedByTheirWayAndBranch() throws Exception {
        house.branches.add(new BranchSettings("north", "North", null), "test");
        house.terminals.add(new TerminalSettings(SERIAL, null, null, null, "north", null), "test");
        Recent recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
        Gauge arrivals = new ArrivalsGauge(
                recent, new KnownSubjects(house.terminals, house.branches, _ -> Optional.empty()));
        assertEquals(List.of(), read(arrivals).labelled());
        Thread follower = Thread.ofVirtual().start(() -> {
            try {
                recent.follow();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n2\t2026-11-20 08:00:06\t0\t1\n");
        while (recent.arrivals().values().stream().mapToLong(Long::longValue).sum() < 2) {
            assertTrue(follower.isAlive());
            Thread.onSpinWait();
        }
        follower.interrupt();
        follower.join();
        assertEquals(List.of(new Snapshot.Labelled(
                "punches_total", Map.of("source", "push", "branch", "north"), 2)), read(arrivals).labelled());
    }

    @Test
    void aChannelThatFailsIsTold() throws Exception {
        ChannelList list = new ChannelList(List.of(channel("mail", true), channel("hook", false)));
        Snapshot now = read(new ChannelsGauge(() -> list));
        assertEquals(1, value(now, Measures.CHANNEL_FAILING, "mail"));
        assertEquals(0, value(now, Measures.CHANNEL_FAILING, "hook"));
    }

    private static ChannelStatus channel(String name, boolean failing) {
        return new ChannelStatus(name, "webhook", "https://192.0.2.1/", failing, null, 0, 0, null, null);
    }

    @Test
    void theAgeOfTheNewestBackupCountsAndWithoutOneTheTimeSinceTheStart() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("copies"));
        Gauge backups = new BackupsGauge(folder, NOON);
        assertEquals(60, value(read(backups, NOON.plusSeconds(60)), Measures.BACKUP_AGE, ""));
        for (int age : List.of(50, 20, 30)) {
            Path copy = Files.createFile(folder.resolve("copy-" + age));
            Files.setLastModifiedTime(copy, java.nio.file.attribute.FileTime.from(NOON.minusSeconds(age)));
        }
        assertEquals(20, value(read(backups, NOON), Measures.BACKUP_AGE, ""));
    }
}
