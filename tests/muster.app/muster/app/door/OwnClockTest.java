// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import muster.app.config.OwnClockTrust;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.model.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClockTest {

    private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:10Z");
    private static final Instant YESTERDAY = DoorMachine.MORNING.minus(Duration.ofDays(1));

    @TempDir
    Path directory;

    private DoorMachine machine;
    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        machine = new DoorMachine(directory.resolve("root"));
        journal = Journal.open(JournalSettings.at(directory.resolve("data")), machine::wall);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aComputerOrContainerWithoutTellingFilesIsBelieved() throws Exception {
        OwnClock clock = clock(OwnClockTrust.AUTO);
        assertTrue(clock.set());
        assertEquals("This machine's clock shows a moment that can be.", clock.why());
    }

    @Test
    void aClockBeforeTheBuildIsNotSetWhateverTheMachineAndItsFilesSay() throws Exception {
        machine.put(DoorMachine.BUILT.minusSeconds(1));
        machine.write("run/systemd/timesync/synchronized", "");
        OwnClock clock = clock(OwnClockTrust.AUTO);
        assertFalse(clock.set());
        assertEquals("This machine's clock is not set: it shows 2026-10-31T23:59:59Z, before this muster was made. "
                + "Check-ins are kept and counted as soon as it is set; if it is right, say time.own_clock = \"set\".",
                clock.why());
        assertTrue(clock(OwnClockTrust.SET).set());
    }

    @Test
    void aClockMoreThanAMinuteBeforeTheNewestEntryIsNotSet() throws Exception {
        journal.append(List.of(something(DoorMachine.MORNING)));
        machine.put(DoorMachine.MORNING.minusSeconds(60));
        assertTrue(clock(OwnClockTrust.AUTO).set());
        machine.put(DoorMachine.MORNING.minusSeconds(61));
        OwnClock clock = clock(OwnClockTrust.AUTO);
        assertFalse(clock.set());
        assertTrue(clock.why().contains("before the journal's newest entry of 2026-11-20T03:30:00Z"), clock.why());
    }

    @Test
    void entriesOfARunWithoutTheTimeDoNotHideHowLateItIs() throws Exception {
        journal.append(List.of(something(DoorMachine.MORNING)));
        journal.append(List.of(something(YESTERDAY), something(YESTERDAY.plusSeconds(60))));
        machine.put(YESTERDAY.plusSeconds(120));
        assertFalse(clock(OwnClockTrust.AUTO).set());
    }

    @Test
    void aClockThatWasPutBackRightIsNotHeldAgainstItsWrongFuture() throws Exception {
        machine.put(DoorMachine.MORNING.plus(Duration.ofDays(400)));
        journal.append(List.of(something(machine.wall())));
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.put(DoorMachine.MORNING);
        journal.append(List.of(clock.look().orElseThrow()));
        assertTrue(clock(OwnClockTrust.AUTO).set());
    }

    @Test
    void aBoardWithoutAClockChipIsBelievedWhenTimesyncdSaysSo() throws Exception {
        machine.board();
        OwnClock clock = clock(OwnClockTrust.AUTO);
        assertFalse(clock.set());
        assertTrue(clock.why().contains("it has no clock chip"), clock.why());
        assertEquals(Optional.empty(), clock.look());
        machine.write("run/systemd/timesync/synchronized", "");
        Notice notice = clock.look().orElseThrow();
        assertTrue(clock.set());
        assertEquals(Notice.Level.INFO, notice.level());
        assertEquals("This machine's clock was set by systemd-timesyncd. It shows 2026-11-20T03:30:00Z. "
                + "The check-ins that waited for it get their right time.", notice.message());
    }

    @Test
    void theDriftFileOfChronyTellsOnlyWhenItIsWrittenAnew() throws Exception {
        machine.board().write("var/lib/chrony/chrony.drift", "1.5 0.1");
        written("var/lib/chrony/chrony.drift", 1_000);
        OwnClock clock = clock(OwnClockTrust.AUTO);
        assertFalse(clock.set());
        clock.look();
        assertFalse(clock.set());
        written("var/lib/chrony/chrony.drift", 2_000);
        clock.look();
        assertEquals("This machine's clock was set by chrony.", clock.why());
    }

    @Test
    void aBoardWithAClockChipThatKeptTheTimeIsBelieved() throws Exception {
        machine.board().chip(DoorMachine.MORNING);
        assertTrue(clock(OwnClockTrust.AUTO).set());
    }

    @Test
    void aClockChipWithoutABatteryIsNone() throws Exception {
        machine.board().chip(LONG_AGO);
        assertFalse(clock(OwnClockTrust.AUTO).set());
    }

    @Test
    void aClockThatIsPutToAPossibleMomentIsSet() throws Exception {
        machine.board().put(YESTERDAY);
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.pass(Duration.ofSeconds(90));
        assertEquals(Optional.empty(), clock.look());
        machine.put(YESTERDAY.plusSeconds(90 + 3_661));
        Notice notice = clock.look().orElseThrow();
        assertTrue(clock.set());
        assertTrue(notice.message().contains("forward by 1h 1m 1s"), notice.message());
        assertEquals(Optional.empty(), clock.look());
    }

    @Test
    void aClockThatIsPutToAnImpossibleMomentIsStillNotSet() throws Exception {
        journal.append(List.of(something(DoorMachine.MORNING)));
        machine.put(LONG_AGO);
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.put(YESTERDAY);
        assertEquals(Optional.empty(), clock.look());
        assertFalse(clock.set());
        machine.put(DoorMachine.MORNING.plusSeconds(5));
        assertTrue(clock.look().isPresent());
        assertTrue(clock.set());
    }

    @Test
    void aClockThatIsTurnedSlowlyTakesNoStep() throws Exception {
        machine.board();
        OwnClock waiting = clock(OwnClockTrust.AUTO);
        OwnClock believed = clock(OwnClockTrust.SET);
        for (int second = 0; second < 300; second++) {
            machine.pass(Duration.ofSeconds(1));
            machine.put(machine.wall().plusMillis(80));
            assertEquals(Optional.empty(), waiting.look());
            assertEquals(Optional.empty(), believed.look());
        }
        assertFalse(waiting.set());
    }

    @Test
    void aLaterStepOfABelievedClockIsOneWarningWithItsSize() throws Exception {
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.pass(Duration.ofSeconds(1));
        machine.put(machine.wall().plus(Duration.ofHours(49)));
        Notice notice = clock.look().orElseThrow();
        assertEquals(Notice.Level.WARNING, notice.level());
        assertEquals("clock", notice.topic());
        assertTrue(notice.message().startsWith(
                "This machine's clock was put forward by 2 days 1h, to 2026-11-22T04:30:01Z."), notice.message());
        assertEquals(Optional.empty(), clock.look());
        assertTrue(clock.set());
    }

    @Test
    void tenSecondsAreNoStep() throws Exception {
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.put(machine.wall().minusSeconds(10));
        assertEquals(Optional.empty(), clock.look());
        machine.put(machine.wall().minusSeconds(11));
        assertTrue(clock.look().orElseThrow().message().contains("back by 11s"));
    }

    @Test
    void stepsThatFollowEachOtherAreToldTogetherOnceAMinute() throws Exception {
        OwnClock clock = clock(OwnClockTrust.AUTO);
        int told = 0;
        for (int second = 0; second < 120; second++) {
            machine.pass(Duration.ofSeconds(1));
            machine.put(machine.wall().plusSeconds(second % 2 == 0 ? 20 : -20));
            told += clock.look().isPresent() ? 1 : 0;
        }
        assertTrue(told >= 1 && told <= 3, told + " notices");
    }

    @Test
    void aBelievedClockThatFallsBeforeTheBuildIsUnsetUntilItIsPutRight() throws Exception {
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.put(LONG_AGO);
        assertEquals(Notice.Level.WARNING, clock.look().orElseThrow().level());
        assertFalse(clock.set());
        machine.put(DoorMachine.MORNING);
        assertTrue(clock.look().isPresent());
        assertTrue(clock.set());
    }

    @Test
    void aMachineThatSleepsTakesNoStep() throws Exception {
        OwnClock clock = new OwnClock(
                OwnClockTrust.AUTO, machine::wall, () -> 0, machine.root, DoorMachine.BUILT, journal);
        machine.pass(Duration.ofHours(8));
        assertEquals(Optional.empty(), clock.look());
    }

    @Test
    void whoWaitsBelievesOnlyAClockThatWasSet() throws Exception {
        OwnClock clock = clock(OwnClockTrust.WAIT);
        assertFalse(clock.set());
        assertTrue(clock.why().contains("time.own_clock says to wait until it is set"), clock.why());
        machine.put(machine.wall().plusSeconds(2));
        clock.look();
        assertTrue(clock.set());
    }

    @Test
    void aRestartOfMusterRemembersThatTheClockWasSetInThisRunOfTheMachine() throws Exception {
        machine.board().put(YESTERDAY);
        OwnClock first = clock(OwnClockTrust.AUTO);
        machine.put(DoorMachine.MORNING);
        journal.append(List.of(first.look().orElseThrow()));
        machine.pass(Duration.ofMinutes(10));
        assertTrue(clock(OwnClockTrust.AUTO).set());
        assertTrue(clock(OwnClockTrust.WAIT).set());
        machine.restart(machine.wall().plusSeconds(30));
        assertFalse(clock(OwnClockTrust.AUTO).set());
    }

    @Test
    void aMachineWithoutThoseFilesCountsFromTheStartOfMuster() throws Exception {
        OwnClock clock = new OwnClock(OwnClockTrust.AUTO, machine::wall, machine::nanos,
                directory.resolve("nowhere"), DoorMachine.BUILT, journal);
        OwnClock.Stamp first = clock.now();
        machine.pass(Duration.ofMillis(1_500));
        assertEquals(first.uptimeMillis() + 1_500, clock.now().uptimeMillis());
        assertEquals(first.boot(), clock.now().boot());
        assertEquals(first.wall(), clock.now().before(Duration.ofMillis(1_500)).wall());
    }

    @Test
    void whoeverWaitsIsToldAgainUntilItSucceedsAndTheNoticeIsJournalled() throws Exception {
        machine.board().put(YESTERDAY);
        OwnClock clock = clock(OwnClockTrust.AUTO);
        machine.put(DoorMachine.MORNING);
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Journal closed = Journal.open(JournalSettings.at(directory.resolve("closed")), machine::wall);
        closed.close();
        Thread runner = Thread.ofVirtual().start(() -> {
            try {
                clock.run(() -> {
                    if (tries.incrementAndGet() == 1) {
                        closed.append(List.of(something(machine.wall())));
                    }
                    done.countDown();
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertTrue(done.await(20, TimeUnit.SECONDS));
        runner.interrupt();
        runner.join();
        assertEquals(2, tries.get());
        assertEquals(1, journal.records().facts(Set.of("notice"), null, 10).size());
    }

    private OwnClock clock(OwnClockTrust trust) throws JournalException {
        return new OwnClock(trust, machine::wall, machine::nanos, machine.root, DoorMachine.BUILT, journal);
    }

    private void written(String file, long second) throws IOException {
        Files.setLastModifiedTime(machine.root.resolve(file), FileTime.from(Instant.ofEpochSecond(second)));
    }

    private static Notice something(Instant at) {
        return new Notice(Notice.Level.INFO, "info", null, "something happened", null, at);
    }
}
