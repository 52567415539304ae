// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import muster.app.House;
import muster.app.terminal.Refusal;
import muster.journal.Health;
import muster.model.Component;
import muster.model.Component.State;
import muster.model.ComponentChange;
import muster.model.ComponentReport;
import muster.model.Entry;
import muster.model.ScannerChange;
import muster.model.ScannerStatus;
import muster.model.SinkState;
import muster.model.SinkStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Health> health = new AtomicReference<>(
            new Health(true, "", House.MORNING, 50_000_000_000L, 0));
    private final AtomicReference<ScannerStatus> scanner =
            new AtomicReference<>(GaugesTest.scanner(ScannerStatus.Mode.IDLE, true));
    private final List<SinkStatus> sinks = new ArrayList<>();
    private House house;
    private Components components;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
        components = components();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Components components() throws Exception {
        OwnComponents own =
                new OwnComponents(health::get, () -> 100_000_000_000L, scanner::get, () -> sinks);
        return new Components(house.journal, own, house.clock, nanos::get);
    }

    private void pass(Duration time) {
        house.pass(time);
        nanos.addAndGet(time.toNanos());
    }

    private Component report(String name, State state, String details) throws Exception {
        return components.report(name, new ComponentReport(state, details, null));
    }

    private List<String> acts() throws Exception {
        return house.entries().stream()
                .map(Entry::fact)
                .filter(ComponentChange.class::isInstance)
                .map(ComponentChange.class::cast)
                .map(change -> change.act() + " " + change.after().state())
                .toList();
    }

    private Component find(String name) {
        return components.find(name).orElseThrow();
    }

    @Test
    void ownOnesComeFirstThenTheOutsideOnesByName() throws Exception {
        report("sms", State.ONLINE, "ready");
        report("camera", State.ONLINE, "640x480");
        assertEquals(List.of("ble", "clock", "disk", "journal", "camera", "sms"),
                components.list().stream().map(Component::name).toList());
        assertTrue(find("camera").outside());
        assertFalse(find("journal").outside());
    }

    @Test
    void aReportIsJournalledOnlyWhenItIsNews() throws Exception {
        report("camera", State.ONLINE, "640x480");
        pass(Duration.ofMinutes(1));
        report("camera", State.ONLINE, "640x480");
        assertEquals(List.of("reported ONLINE"), acts());
        assertEquals(House.MORNING, find("camera").since());
        assertEquals(House.MORNING.plusSeconds(60), find("camera").reportedAt());
        report("camera", State.ONLINE, "320x240");
        report("camera", State.ERROR, "no picture");
        assertEquals(List.of("reported ONLINE", "reported ONLINE", "reported ERROR"), acts());
        assertEquals(House.MORNING.plusSeconds(60), find("camera").since());
    }

    @Test
    void oneThatStopsReportingGoesStaleByItselfAndComesBack() throws Exception {
        components.report("camera", new ComponentReport(State.ONLINE, "ready", 60L));
        pass(Duration.ofSeconds(59));
        components.sweep();
        assertEquals(State.ONLINE, find("camera").state());
        pass(Duration.ofSeconds(1));
        components.sweep();
        components.sweep();
        assertEquals(State.STALE, find("camera").state());
        assertEquals("nobody reports it any more; it was online, ready", find("camera").details());
        assertEquals(House.MORNING, find("camera").reportedAt());
        components.report("camera", new ComponentReport(State.ONLINE, "ready", 60L));
        assertEquals(List.of("reported ONLINE", "stale STALE", "reported ONLINE"), acts());
    }

    @Test
    void aClockThatIsSetForwardMakesNothingStale() throws Exception {
        report("camera", State.ONLINE, null);
        house.setClock(Instant.parse("2031-01-01T00:00:00Z"));
        components.sweep();
        assertEquals(State.ONLINE, find("camera").state());
    }

    @Test
    void afterARestartEachHasItsWholeTimeToReportAgain() throws Exception {
        report("camera", State.DEGRADED, "dark");
        report("sms", State.ONLINE, null);
        components.forget("sms");
        pass(Duration.ofHours(9));
        house.close();
        house = new House(directory);
        components = components();
        components.sweep();
        assertEquals(State.DEGRADED, find("camera").state());
        assertTrue(components.find("sms").isEmpty());
        nanos.addAndGet(Duration.ofSeconds(300).toNanos());
        components.sweep();
        assertEquals(State.STALE, find("camera").state());
    }

    @Test
    void aForgottenOneIsGone() throws Exception {
        report("camera", State.ONLINE, null);
        components.forget("camera");
        assertTrue(components.find("camera").isEmpty());
        assertEquals(List.of("reported ONLINE", "forgotten ONLINE"), acts());
        assertEquals(Refusal.Kind.NOT_FOUND,
                assertThrows(Refusal.class, () -> components.forget("camera")).kind());
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsJournalled() throws Exception {
        for (String name : List.of("", "two words", "x".repeat(33), "a/b")) {
            assertEquals(Refusal.Kind.INVALID, refusal(name, State.ONLINE, null, null).kind(), name);
        }
        assertEquals(Refusal.Kind.CONFLICT, refusal("journal", State.ONLINE, null, null).kind());
        assertEquals(Refusal.Kind.INVALID, refusal("camera", null, null, null).kind());
        assertEquals(Refusal.Kind.INVALID, refusal("camera", State.STALE, null, null).kind());
        assertEquals(Refusal.Kind.INVALID, refusal("camera", State.UNKNOWN, null, null).kind());
        assertEquals(Refusal.Kind.INVALID, refusal("camera", State.ONLINE, "x".repeat(201), null).kind());
        assertEquals(Refusal.Kind.INVALID, refusal("camera", State.ONLINE, null, 9L).kind());
        assertEquals(Refusal.Kind.INVALID, refusal("camera", State.ONLINE, null, 86_401L).kind());
        assertEquals(List.of(), acts());
        components.report("x".repeat(32), new ComponentReport(State.OFF, "x".repeat(200), 10L));
        components.report("camera", new ComponentReport(State.OFF, null, 86_400L));
        assertEquals(2, acts().size());
    }

    private Refusal refusal(String name, State state, String details, Long stale) {
        return assertThrows(
                Refusal.class, () -> components.report(name, new ComponentReport(state, details, stale)));
    }

    @Test
    void thereAreAHundredOutsideOnesAtMost() throws Exception {
        for (int i = 0; i < 100; i++) {
            report("part" + i, State.ONLINE, null);
        }
        assertEquals(Refusal.Kind.CONFLICT, refusal("one-more", State.ONLINE, null, null).kind());
        report("part7", State.OFF, null);
    }

    @Test
    void theCloudIsMustersOwnAsSoonAsThereIsABackend() throws Exception {
        report("cloud", State.OFFLINE, "no connectivity");
        assertTrue(find("cloud").outside());
        sinks.add(new SinkStatus("backend", "convex", "there", "live", SinkState.RETRYING, "no answer", null, 0, 0, 0,
                null, 0, 0, 0, 0, 1, null, null, null));
        assertFalse(find("cloud").outside());
        assertEquals(State.OFFLINE, find("cloud").state());
        assertEquals("no answer", find("cloud").details());
        assertEquals(Refusal.Kind.CONFLICT, refusal("cloud", State.ONLINE, null, null).kind());
    }

    @Test
    void ownOnesFollowWhatTheyAreAbout() {
        assertEquals(State.OFF, find("ble").state());
        assertEquals(State.ONLINE, find("clock").state());
        assertEquals(State.ONLINE, find("disk").state());
        assertEquals(State.ONLINE, find("journal").state());
        assertNull(find("journal").staleAfterSeconds());
        pass(Duration.ofMinutes(5));
        health.set(new Health(false, "the disk is full", House.MORNING, 400_000_000, 0));
        scanner.set(GaugesTest.scanner(ScannerStatus.Mode.SCANNING, false, ScannerChange.State.STALLED));
        assertEquals(State.ERROR, find("ble").state());
        assertEquals("because STALLED", find("ble").details());
        assertEquals(State.DEGRADED, find("clock").state());
        assertEquals(State.DEGRADED, find("disk").state());
        assertEquals(State.ERROR, find("journal").state());
        assertEquals("the disk is full", find("journal").details());
        assertEquals(House.MORNING.plusSeconds(300), find("journal").since());
    }

    @Test
    void oneAdapterOfTwoIsEnoughToBeDegradedOnly() {
        scanner.set(GaugesTest.scanner(
                ScannerStatus.Mode.SCANNING, true, ScannerChange.State.SCANNING, ScannerChange.State.OFF));
        assertEquals(State.DEGRADED, find("ble").state());
        scanner.set(GaugesTest.scanner(ScannerStatus.Mode.SCANNING, true, ScannerChange.State.SCANNING));
        assertEquals(State.ONLINE, find("ble").state());
        scanner.set(GaugesTest.scanner(ScannerStatus.Mode.SCANNING, true));
        assertEquals(State.ERROR, find("ble").state());
    }

    @Test
    void badOnesAreMeasured() throws Exception {
        report("camera", State.ERROR, null);
        report("sms", State.OFF, null);
        Snapshot.Builder into = new Snapshot.Builder(house.clock.instant());
        components.read(into);
        assertEquals(1, into.done().value(Measures.COMPONENT_BAD, "camera").orElseThrow());
        assertEquals(0, into.done().value(Measures.COMPONENT_BAD, "sms").orElseThrow());
        assertEquals(0, into.done().value(Measures.COMPONENT_BAD, "journal").orElseThrow());
    }
}
