// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.ble.Condition;
import muster.ble.RadioState;
import muster.journal.JournalException;
import muster.model.ScannerChange;
import muster.model.ScannerChange.State;
import muster.model.ScannerStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Changes of the scanner, each told once, and its status.
class ScannerWatchTest {

    @TempDir
    Path directory;

    private final AtomicBoolean syncing = new AtomicBoolean();
    private PhoneHouse house;
    private ScannerWatch watch;

    @BeforeEach
    void open() throws Exception {
        house = new PhoneHouse(directory);
        watch = new ScannerWatch(PhoneHouse.RULES, house.phones, house.gatherings, house.journal,
                house.machine::wall, house.machine::nanos, syncing::get);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static RadioState state(String adapter, Condition condition) {
        return new RadioState(adapter, "00:1A:7D:DA:71:13", condition, condition + " it is.",
                condition == Condition.OFF ? "Switch it on." : null);
    }

    private List<ScannerChange> changes() throws Exception {
        return house.journal.records().facts(Set.of("scanner"), null, 1000).reversed().stream()
                .map(entry -> (ScannerChange) entry.fact())
                .toList();
    }

    private List<State> states() throws Exception {
        return changes().stream().map(ScannerChange::state).toList();
    }

    @Test
    void eachChangeIsTheFactOfIt() throws Exception {
        watch.take(state("hci0", Condition.OFF));
        watch.write();
        assertEquals(new ScannerChange("Scanner-01", "hci0", State.OFF, "OFF it is.", "Switch it on.",
                house.machine.wall()), changes().getFirst());
        for (Condition condition : Condition.values()) {
            watch.take(state("hci1", condition));
            watch.write();
        }
        assertEquals(1 + Condition.values().length, changes().size());
    }

    @Test
    void whatDoesNotChangeIsNotToldAgain() throws Exception {
        for (int i = 0; i < 100; i++) {
            watch.take(state("hci0", Condition.SCANNING));
            watch.write();
            house.pass(60);
        }
        assertEquals(List.of(State.SCANNING), states());
    }

    @Test
    void twoAdaptersAreToldApart() throws Exception {
        watch.take(state("hci0", Condition.SCANNING));
        watch.take(state("hci1", Condition.SCANNING));
        watch.write();
        assertEquals(List.of("hci0", "hci1"), changes().stream().map(ScannerChange::adapter).toList());
    }

    /// The bus came back, and no screen ever heard of it: the adapter scanned again as it had before.
    @Test
    void whatIsSaidOfTheWholeTakesThePlaceOfTheAdaptersAndTheirReturnIsNews() throws Exception {
        watch.take(state("hci0", Condition.SCANNING));
        watch.write();
        watch.take(new RadioState(null, null, Condition.NO_BUS, "no bus", "start it"));
        watch.write();
        house.machine.pass(ScannerWatch.PAUSE);
        watch.take(state("hci0", Condition.SCANNING));
        watch.write();
        assertEquals(List.of(State.SCANNING, State.NO_BUS, State.SCANNING), states());
    }

    @Test
    void anAdapterThatFlapsIsToldNowAndThenAndAsItIsInTheEnd() throws Exception {
        for (int i = 0; i < 600; i++) {
            watch.take(state("hci0", i % 2 == 0 ? Condition.OFF : Condition.SCANNING));
            watch.write();
            house.machine.pass(Duration.ofMillis(100));
        }
        watch.take(state("hci0", Condition.STALLED));
        watch.write();
        int told = changes().size();
        assertEquals(State.STALLED, states().getLast());
        assertEquals(13, told, "two in ten seconds for a minute, and the last");
    }

    @Test
    void aReasonThatChangesAllTheTimeIsToldNowAndThen() throws Exception {
        for (int i = 0; i < 600; i++) {
            watch.take(new RadioState("hci0", null, Condition.STALLED, "tried " + i + " times", "pull it out"));
            watch.write();
            house.pass(1);
        }
        assertEquals(List.of("tried 0 times", "tried 300 times"),
                changes().stream().map(ScannerChange::reason).toList());
    }

    @Test
    void whatIsLeftOutIsToldWhenThePauseIsOver() throws Exception {
        watch.take(state("hci0", Condition.OFF));
        watch.write();
        watch.take(state("hci0", Condition.SCANNING));
        watch.write();
        house.pass(3);
        watch.take(state("hci0", Condition.OFF));
        assertEquals(Duration.ofSeconds(7), watch.write());
        assertEquals(List.of(State.OFF, State.SCANNING), states());
        house.pass(7);
        watch.write();
        assertEquals(List.of(State.OFF, State.SCANNING, State.OFF), states());
    }

    @Test
    void aDiskThatFailsLosesNoChange() throws Exception {
        house.loseDisk();
        watch.take(state("hci0", Condition.OFF));
        assertThrows(JournalException.class, watch::write);
        house.findDisk();
        watch.write();
        assertEquals(List.of(State.OFF), states());
    }

    @Test
    @Timeout(30)
    void theWorkerWritesWhatItIsGiven() throws Exception {
        Thread worker = Thread.ofVirtual().start(() -> {
            try {
                watch.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long head = house.journal.head();
        watch.take(state("hci0", Condition.STARTING));
        head = house.journal.awaitBeyond(head, Duration.ofSeconds(20));
        watch.take(state("hci0", Condition.SCANNING));
        house.journal.awaitBeyond(head, Duration.ofSeconds(20));
        worker.interrupt();
        worker.join();
        assertEquals(List.of(State.STARTING, State.SCANNING), states());
    }

    @Test
    void theStatusTellsWhatTheDoorDoes() throws Exception {
        assertEquals(ScannerStatus.Mode.IDLE, status().mode());
        house.event();
        house.hear("ATT-1");
        house.hear("foreign", "other", -60);
        house.write();
        ScannerStatus scanning = status();
        ScannerStatus.Adapter adapter = new ScannerStatus.Adapter(
                "hci0", "00:1A:7D:DA:71:13", State.OFF, "OFF it is.", "Switch it on.");
        assertEquals(new ScannerStatus("Scanner-01", ScannerStatus.Mode.SCANNING, "ATT-", List.of(adapter),
                2, 2, 1, 7, 1, true), scanning);
        syncing.set(true);
        assertEquals(ScannerStatus.Mode.SYNCING, status().mode());
        syncing.set(false);
        house.gatherings.stop("test");
        assertEquals(ScannerStatus.Mode.IDLE, status().mode());
    }

    private ScannerStatus status() {
        return watch.status(List.of(state("hci0", Condition.OFF)), 7, house.door.checkIns(), house.clock.set());
    }
}
