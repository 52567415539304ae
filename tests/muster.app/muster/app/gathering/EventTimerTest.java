// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import static muster.app.gathering.Scene.FIVE;
import static muster.app.gathering.Scene.NINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import muster.journal.JournalException;
import muster.model.Gathering.State;
import muster.model.GatheringSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events that start and end by themselves.
final class EventTimerTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicBoolean clockSet = new AtomicBoolean(true);
    private Scene scene;
    private EventTimer timer;

    @BeforeEach
    void open() throws JournalException {
        use(Scene.open(folder));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void use(Scene next) {
        scene = next;
        timer = new EventTimer(next.gatherings, clockSet::get, next.clock);
    }

    private Duration turnAt(Instant instant) throws InterruptedException {
        scene.at(instant);
        return timer.turn();
    }

    @Test
    void anEventIsStartedAtItsStartAndEndedAtItsEnd() throws Exception {
        scene.automatic("a", NINE, FIVE);
        turnAt(NINE.minusMillis(1));
        assertEquals(State.LISTED, scene.state("a"));
        turnAt(NINE);
        assertEquals(State.SCANNING, scene.state("a"));
        turnAt(FIVE.minusMillis(1));
        assertEquals(State.SCANNING, scene.state("a"));
        turnAt(FIVE);
        assertEquals(State.ENDED, scene.state("a"));
        turnAt(FIVE.plusSeconds(1));
        assertEquals(List.of("added a by ann", "started a by time", "ended a by time"), scene.story());
    }

    @Test
    void oneThatIsNotAutomaticIsLeftAlone() throws Exception {
        scene.local("a");
        turnAt(NOON);
        assertEquals(State.LISTED, scene.state("a"));
        scene.gatherings.start("a", "ann");
        turnAt(FIVE.plusSeconds(1));
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    void nothingHappensBeforeThisMachinesClockIsSet() throws Exception {
        clockSet.set(false);
        scene.automatic("a", NINE, FIVE);
        turnAt(NOON);
        assertEquals(State.LISTED, scene.state("a"));
        clockSet.set(true);
        turnAt(NOON);
        assertEquals(State.SCANNING, scene.state("a"));
        clockSet.set(false);
        turnAt(FIVE.plusSeconds(1));
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    void whatAnOperatorDidSinceItsStartStands() throws Exception {
        scene.automatic("a", NINE, FIVE);
        turnAt(NINE);
        scene.at(NOON);
        scene.gatherings.stop("ann");
        timer.turn();
        assertEquals(State.PAUSED, scene.state("a"), "it was started again");
        scene.local("b");
        scene.gatherings.select("b", "ann");
        timer.turn();
        assertEquals(State.LISTED, scene.state("a"), "it took the door back");
        scene.gatherings.start("a", "ann");
        scene.gatherings.end("ann");
        timer.turn();
        assertEquals(State.ENDED, scene.state("a"), "it was started again");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thatHoldsForOneThatScannedBeforeItsStartAndAfterARestartToo(boolean restart) throws Exception {
        scene.automatic("a", NINE, FIVE);
        scene.local("b");
        scene.gatherings.start("a", "ann");
        turnAt(NINE);
        scene.at(NOON);
        scene.gatherings.select("b", "ann");
        if (restart) {
            use(scene.restarted());
        }
        timer.turn();
        assertEquals(State.LISTED, scene.state("a"));
        assertEquals(State.SELECTED, scene.state("b"));
    }

    @Test
    void oneThatIsTriedOutTheEveningBeforeIsStartedAllTheSame() throws Exception {
        scene.automatic("a", NINE, FIVE);
        scene.gatherings.start("a", "ann");
        scene.gatherings.stop("ann");
        turnAt(NINE.minusSeconds(1));
        assertEquals(State.PAUSED, scene.state("a"));
        turnAt(NINE);
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    void aPowerCutOverTheEndEndsItAndOneOverTheStartStartsIt() throws Exception {
        scene.automatic("a", NINE, NOON);
        scene.automatic("b", NOON, FIVE);
        turnAt(NINE);
        use(scene.restarted());
        turnAt(NOON.plusSeconds(600));
        assertEquals(State.ENDED, scene.state("a"));
        assertEquals(State.SCANNING, scene.state("b"));
    }

    @Test
    void oneThatIsPausedIsEndedAtItsEndAndOneStartedAfterItIsNot() throws Exception {
        scene.automatic("a", NINE, FIVE);
        turnAt(NINE);
        scene.gatherings.stop("ann");
        turnAt(FIVE);
        assertEquals(State.ENDED, scene.state("a"));
        scene.pass(Duration.ofMinutes(1));
        scene.gatherings.start("a", "ann");
        timer.turn();
        assertEquals(State.SCANNING, scene.state("a"), "late comers were sent away");
    }

    @Test
    void anEventWithANewTimeIsStartedAgain() throws Exception {
        scene.automatic("a", NINE, NOON);
        turnAt(NINE);
        turnAt(NOON);
        Instant nextDay = NINE.plus(Duration.ofDays(1));
        GatheringSettings moved = new GatheringSettings(null, null, nextDay, nextDay.plusSeconds(60), null, null);
        scene.gatherings.change("a", moved, "ann");
        turnAt(nextDay);
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    void anEventThatScansKeepsTheDoorUntilItIsStopped() throws Exception {
        scene.local("b");
        scene.automatic("a", NOON, FIVE);
        scene.gatherings.start("b", "ann");
        turnAt(NOON);
        assertEquals(State.SCANNING, scene.state("b"));
        assertEquals(State.LISTED, scene.state("a"));
        scene.gatherings.end("ann");
        timer.turn();
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    void anEventThatScansBeyondItsEndGivesTheDoorUp() throws Exception {
        scene.gatherings.add(new GatheringSettings("b", "b", NINE, NOON, null, null), "ann");
        scene.gatherings.start("b", "ann");
        scene.automatic("a", NOON, FIVE);
        turnAt(NOON);
        assertEquals(State.SCANNING, scene.state("a"));
        assertEquals(State.LISTED, scene.state("b"));
    }

    @Test
    void aPausedEventKeepsTheDoorWithinItsOwnTimeOnlyAndASelectedOneNever() throws Exception {
        scene.gatherings.add(new GatheringSettings("timed", "b", NINE, NOON.plusSeconds(60), null, null), "ann");
        scene.automatic("a", NOON, FIVE);
        scene.gatherings.start("timed", "ann");
        scene.gatherings.stop("ann");
        turnAt(NOON);
        assertEquals(State.PAUSED, scene.state("timed"));
        turnAt(NOON.plusSeconds(60));
        assertEquals(State.SCANNING, scene.state("a"));
        scene.gatherings.add(new GatheringSettings("open", "c", null, null, null, null), "ann");
        scene.gatherings.start("open", "ann");
        scene.gatherings.stop("ann");
        scene.automatic("d", FIVE, null);
        turnAt(FIVE);
        assertEquals(State.SCANNING, scene.state("d"));
        scene.gatherings.select("timed", "ann");
        scene.automatic("e", FIVE.plusSeconds(1), null);
        turnAt(FIVE.plusSeconds(1));
        assertEquals(State.SCANNING, scene.state("e"));
    }

    @Test
    void ofTwoAtTheSameTimeTheEarlierHasTheDoor() throws Exception {
        scene.automatic("b", NINE, FIVE);
        scene.automatic("a", NINE.plusSeconds(1), FIVE);
        turnAt(NOON);
        timer.turn();
        assertEquals(State.SCANNING, scene.state("b"));
        assertEquals(State.LISTED, scene.state("a"));
    }

    @Test
    void oneWithoutAnEndIsStartedWithinADayAndNeverEnded() throws Exception {
        scene.automatic("a", NINE, null);
        turnAt(NINE.plus(Duration.ofDays(1)));
        assertEquals(State.LISTED, scene.state("a"));
        turnAt(NINE.plus(Duration.ofDays(1)).minusSeconds(1));
        assertEquals(State.SCANNING, scene.state("a"));
        turnAt(NINE.plus(Duration.ofDays(900)));
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    void oneWithAnEndAloneIsOnlyEnded() throws Exception {
        scene.automatic("a", null, FIVE);
        turnAt(NOON);
        assertEquals(State.LISTED, scene.state("a"));
        scene.gatherings.start("a", "ann");
        turnAt(FIVE);
        assertEquals(State.ENDED, scene.state("a"));
        scene.automatic("b", null, FIVE.plusSeconds(1));
        scene.gatherings.select("b", "ann");
        turnAt(FIVE.plusSeconds(1));
        assertEquals(State.SELECTED, scene.state("b"), "what never began was ended");
    }

    @Test
    void itRestsUntilTheNextStartOrEndAndNeverLong() throws Exception {
        assertEquals(Duration.ofSeconds(10), turnAt(NINE));
        scene.automatic("a", NOON, FIVE);
        assertEquals(Duration.ofSeconds(10), turnAt(NINE));
        assertEquals(Duration.ofMillis(1500), turnAt(NOON.minusMillis(1500)));
        assertEquals(Duration.ofSeconds(3), turnAt(FIVE.minusSeconds(3)));
        clockSet.set(false);
        assertEquals(Duration.ofSeconds(10), turnAt(FIVE.minusSeconds(3)));
    }

    @Test
    void aJournalThatFailsIsTriedAgain() throws Exception {
        scene.automatic("a", NINE, FIVE);
        scene.journal.close();
        assertEquals(Duration.ofSeconds(10), turnAt(NINE));
        assertEquals(Duration.ofSeconds(10), timer.turn());
        assertEquals(State.LISTED, scene.state("a"));
        use(scene.restarted());
        timer.turn();
        assertEquals(State.SCANNING, scene.state("a"));
    }

    @Test
    @Timeout(60)
    void itsLoopSeesAChangeAtOnceAndEndsWhenItIsInterrupted() throws Exception {
        scene.at(NOON);
        Thread loop = Thread.ofVirtual().start(() -> {
            try {
                timer.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        scene.automatic("a", NINE, FIVE);
        long seen = scene.gatherings.changes();
        while (scene.state("a") != State.SCANNING) {
            seen = scene.gatherings.awaitChange(seen, Duration.ofSeconds(30));
        }
        loop.interrupt();
        assertTrue(loop.join(Duration.ofSeconds(30)));
    }
}
