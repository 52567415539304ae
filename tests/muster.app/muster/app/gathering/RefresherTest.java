// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import static muster.app.gathering.Scene.FIVE;
import static muster.app.gathering.Scene.NINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import muster.app.config.BackendDialect;
import muster.app.convex.Convex;
import muster.app.convex.ConvexAddress;
import muster.app.convex.ConvexBackend;
import muster.app.convex.ConvexBackend.Failure;
import muster.app.convex.ConvexLine;
import muster.app.convex.ConvexTimes;
import muster.journal.JournalException;
import muster.model.BackendStatus;
import muster.model.Gathering;
import muster.model.Gathering.State;
import muster.model.RosterList.Listed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Events and lists as a backend tells them, with all that can go wrong on the way.
final class RefresherTest {

    private static final String KEY = "otters-know-nothing-of-keys";
    private static final Duration TEN = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong(-7);
    private final AtomicInteger replays = new AtomicInteger();
    private Scene scene;
    private ConvexBackend backend;
    private Convex convex;
    private Refresher refresher;

    @BeforeEach
    void open() throws JournalException, IOException {
        scene = Scene.open(folder);
        backend = ConvexBackend.open(BackendDialect.API_KEY, KEY);
        convex = new Convex(ConvexLine.to(
                ConvexAddress.of(backend.url()), BackendDialect.API_KEY, KEY, ConvexTimes.STANDARD, scene.clock));
        refresher = refresher(replays::incrementAndGet);
        backend.event("e1", "Plenum", NINE, FIVE, true).register("e1", "ATT-1", "ATT-2");
    }

    @AfterEach
    void close() {
        convex.close();
        backend.close();
        scene.close();
    }

    private Refresher refresher(Replay replay) {
        return new Refresher(convex, scene.gatherings, scene.roster, replay, TEN, scene.clock, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatTheBackendListsIsThereAndSoIsTheListOfTheOneThatIsSelected() throws Exception {
        assertNull(refresher.turn());
        assertEquals(List.of(Scene.listed("e1", "Plenum", NINE, FIVE, true)), scene.gatherings.all());
        assertFalse(scene.roster.has("e1"), "lists of events nobody selected are not asked for");
        scene.gatherings.select("e1", "ann");
        assertNull(refresher.turn());
        assertEquals(Set.of("ATT-1", "ATT-2"), scene.roster.pins("e1"));
        assertEquals(new BackendStatus(true, true, scene.clock.instant(), null), refresher.status());
        long head = scene.journal.head();
        assertNull(refresher.turn());
        assertEquals(head, scene.journal.head(), "the same again was written");
    }

    @Test
    void heldCheckInsAreLookedAtAgainWheneverTheListChanged() throws Exception {
        scene.gatherings.fetched(List.of(Scene.listed("e1", "Plenum", NINE, FIVE, true)));
        scene.gatherings.start("e1", "ann");
        refresher.turn();
        refresher.turn();
        assertEquals(1, replays.get());
        backend.register("e1", "ATT-1", "ATT-2", "ATT-3");
        refresher.turn();
        assertEquals(2, replays.get());
        backend.register("e1");
        refresher.turn();
        assertEquals(3, replays.get());
        assertFalse(scene.roster.has("e1"));
    }

    @Test
    void aReplayThatFailsIsOwed() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        refresher = refresher(() -> {
            if (tries.incrementAndGet() == 1) {
                scene.journal.close();
                scene.journal.append(List.of());
                throw new AssertionError("a closed journal took something");
            }
            return 0;
        });
        scene.gatherings.fetched(List.of(Scene.listed("e1", "Plenum", NINE, FIVE, true)));
        scene.gatherings.start("e1", "ann");
        assertNotNull(refresher.turn());
        assertTrue(refresher.status().problem().startsWith("what the backend told cannot be kept: "));
        assertTrue(refresher.status().reachable());
        assertNull(refresher.turn());
        assertEquals(2, tries.get());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SILENCE", "DRIP"})
    void whateverGoesWrongEverythingStaysAndTheStatusTellsWhy(Failure failure) throws Exception {
        scene.gatherings.fetched(List.of(Scene.listed("e1", "Plenum", NINE, FIVE, true)));
        scene.gatherings.start("e1", "ann");
        assertNull(refresher.turn());
        Instant answered = scene.clock.instant();
        List<Gathering> before = scene.gatherings.all();
        long head = scene.journal.head();
        scene.pass(Duration.ofHours(1));
        backend.fail(failure);
        assertEquals(TEN, refresher.turn());
        assertEquals(before, scene.gatherings.all());
        assertEquals(Set.of("ATT-1", "ATT-2"), scene.roster.pins("e1"));
        assertEquals(head, scene.journal.head());
        BackendStatus status = refresher.status();
        assertFalse(status.reachable());
        assertEquals(answered, status.lastAnswer());
        assertTrue(status.problem().startsWith("the backend " + backend.url()), status.problem());
        assertFalse(status.problem().contains(KEY));
        backend.fail(null);
        assertNull(refresher.turn());
        assertEquals(new BackendStatus(true, true, scene.clock.instant(), null), refresher.status());
    }

    /// An organiser's list was empty after one bad answer, and everybody counted.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SILENCE", "DRIP"})
    void aListThatCannotBeFetchedIsNeverEmptied(Failure failure) throws Exception {
        scene.gatherings.fetched(List.of(Scene.listed("e1", "Plenum", NINE, FIVE, true)));
        scene.gatherings.start("e1", "ann");
        refresher.turn();
        backend.fail("/registered-devices", failure);
        backend.event("e2", "Workshop", null, null, true);
        assertEquals(TEN, refresher.turn());
        assertEquals(Set.of("ATT-1", "ATT-2"), scene.roster.pins("e1"));
        assertTrue(scene.gatherings.find("e2").isPresent(), "the events came all the same");
        assertTrue(refresher.status().reachable());
        assertEquals(scene.clock.instant(), refresher.status().lastAnswer());
        assertNotNull(refresher.status().problem());
    }

    @Test
    void anEmptyAnswerTakesOffTheBackendsPeopleAndNobodyElse() throws Exception {
        scene.gatherings.fetched(List.of(Scene.listed("e1", "Plenum", NINE, FIVE, true)));
        scene.gatherings.start("e1", "ann");
        refresher.turn();
        scene.roster.add("e1", List.of(new Listed("late", "Lee")), "ann");
        backend.register("e1");
        refresher.turn();
        assertEquals(Set.of("late"), scene.roster.pins("e1"));
    }

    @Test
    void aBackendThatWasNeverThereLeavesAMusterThatWorks() throws Exception {
        backend.down();
        scene.local("mine");
        assertEquals(TEN, refresher.turn());
        assertEquals(State.SCANNING, scene.gatherings.start("mine", "ann").state());
        BackendStatus status = refresher.status();
        assertTrue(status.configured());
        assertFalse(status.reachable());
        assertNull(status.lastAnswer());
        assertNotNull(status.problem());
    }

    @Test
    void theListOfAnEventMadeHereIsNotAskedFor() throws Exception {
        scene.local("mine");
        scene.gatherings.start("mine", "ann");
        refresher.turn();
        assertEquals(List.of("GET /active-events", "GET /events"), backend.calls());
    }

    @Test
    void itRestsLongerEachTimeButNotLong() throws Exception {
        backend.fail(Failure.SERVER_ERROR);
        List<Long> rests = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            rests.add(refresher.turn().toSeconds());
        }
        assertEquals(List.of(10L, 20L, 40L, 60L, 60L), rests.subList(0, 5));
        assertEquals(60L, rests.getLast());
        backend.fail(null);
        assertNull(refresher.turn());
        backend.fail(Failure.SERVER_ERROR);
        assertEquals(TEN, refresher.turn());
    }

    @Test
    void itRestsAsLongAsTheBackendWants() throws Exception {
        backend.header("Retry-After", "300");
        backend.fail(Failure.TOO_MANY);
        assertEquals(Duration.ofMinutes(5), refresher.turn());
        backend.header("Retry-After", "1");
        assertEquals(Duration.ofSeconds(20), refresher.turn());
    }

    @Test
    void itAsksOftenWhileSomebodyLooks() {
        assertEquals(Duration.ofMinutes(5), refresher.rest(nanos.get(), null));
        refresher.looked();
        long asked = nanos.get();
        assertEquals(TEN, refresher.rest(asked, null));
        pass(Duration.ofSeconds(4));
        assertEquals(Duration.ofSeconds(6), refresher.rest(asked, null));
        pass(Duration.ofSeconds(26));
        assertEquals(Duration.ofSeconds(270), refresher.rest(asked, null), "nobody looks any more");
        refresher.looked();
        assertFalse(refresher.rest(asked, null).isPositive());
        assertEquals(Duration.ofSeconds(10), refresher.rest(asked, Duration.ofSeconds(40)), "after a failure");
    }

    @Test
    void anotherEventIsAskedForAtOnce() throws Exception {
        backend.event("e2", "Workshop", null, null, true);
        refresher.turn();
        scene.gatherings.select("e1", "ann");
        assertFalse(refresher.rest(nanos.get(), null).isPositive());
        refresher.turn();
        assertTrue(refresher.rest(nanos.get(), null).isPositive());
        scene.gatherings.start("e1", "ann");
        assertTrue(refresher.rest(nanos.get(), null).isPositive());
        scene.gatherings.start("e2", "ann");
        assertFalse(refresher.rest(nanos.get(), Duration.ofMinutes(1)).isPositive(), "even after a failure");
    }

    @Test
    void withoutABackendItIsOverAtOnce() throws Exception {
        Refresher none = new Refresher(
                null, scene.gatherings, scene.roster, replays::get, TEN, scene.clock, nanos::get);
        none.run();
        none.looked();
        assertEquals(new BackendStatus(false, false, null, null), none.status());
    }

    @Test
    @Timeout(60)
    void itsLoopWakesWhenSomebodyLooksOrChoosesAndEndsWhenItIsInterrupted() throws Exception {
        Thread loop = Thread.ofVirtual().start(() -> {
            try {
                refresher.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        awaitEvent("e1");
        backend.event("e2", "Workshop", null, null, true).register("e2", "ATT-9");
        pass(Duration.ofSeconds(60));
        refresher.looked();
        awaitEvent("e2");
        scene.gatherings.start("e2", "ann");
        while (!scene.roster.has("e2")) {
            Thread.sleep(5);
        }
        loop.interrupt();
        assertTrue(loop.join(Duration.ofSeconds(30)));
    }

    private void awaitEvent(String id) throws InterruptedException {
        long seen = scene.gatherings.changes();
        while (scene.gatherings.find(id).isEmpty()) {
            seen = scene.gatherings.awaitChange(seen, Duration.ofSeconds(30));
        }
    }
}
