// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.Gathering.State;
import muster.model.GatheringSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The events of a door: made, chosen, started, stopped, and the same after a kill.
final class GatheringsTest {

    @TempDir
    private Path folder;

    private Scene scene;
    private Gatherings gatherings;

    @BeforeEach
    void open() throws JournalException {
        use(Scene.open(folder.resolve("one")));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private void use(Scene next) {
        scene = next;
        gatherings = next.gatherings;
    }

    private static void refused(Refusal.Kind kind, String message, Executable wish) {
        Refusal refusal = assertThrows(Refusal.class, wish);
        assertEquals(kind + ": " + message, refusal.kind() + ": " + refusal.getMessage());
    }

    private static GatheringSettings named(String name) {
        return new GatheringSettings(null, name, null, null, null, null);
    }

    @Test
    void aKnownIdIsNotAddedAgainUnlessItWasRemoved() throws Exception {
        scene.local("a");
        refused(Refusal.Kind.CONFLICT, "event a is known already; change it instead", () -> scene.local("a"));
        gatherings.remove("a", "ann");
        assertEquals(State.LISTED, scene.local("a").state());
    }

    @Test
    void whatDoesNotExistCannotBeTouched() {
        String message = "there is no event x; muster events list shows those there are";
        refused(Refusal.Kind.NOT_FOUND, message, () -> gatherings.change("x", named("y"), "ann"));
        refused(Refusal.Kind.NOT_FOUND, message, () -> gatherings.remove("x", "ann"));
        refused(Refusal.Kind.NOT_FOUND, message, () -> gatherings.select("x", "ann"));
        refused(Refusal.Kind.NOT_FOUND, message, () -> gatherings.start("x", "ann"));
        refused(Refusal.Kind.NOT_FOUND, message, () -> gatherings.stop("x", "ann"));
        refused(Refusal.Kind.NOT_FOUND, message, () -> gatherings.end("x", "ann"));
    }

    @Test
    void anEventIsSelectedStartedStoppedStartedAgainAndEnded() throws Exception {
        scene.local("a");
        assertEquals(State.SELECTED, gatherings.select("a", "ann").state());
        assertEquals(State.SCANNING, gatherings.start(null, "ann").state());
        assertEquals(State.PAUSED, gatherings.stop("ann").state());
        assertEquals(State.SCANNING, gatherings.start("a", "bob").state());
        assertEquals(gatherings.find("a"), gatherings.current());
        assertEquals(State.ENDED, gatherings.end("bob").state());
        assertEquals(Optional.empty(), gatherings.current());
        assertEquals(State.SELECTED, gatherings.select("a", "bob").state());
        assertEquals(
                List.of("added a by ann", "selected a by ann", "started a by ann", "stopped a by ann",
                        "started a by bob", "ended a by bob", "selected a by bob"),
                scene.story());
    }

    @Test
    void startingWhatIsStartedAndSelectingWhatIsSelectedWritesNothing() throws Exception {
        scene.local("a");
        gatherings.start("a", "ann");
        long head = scene.journal.head();
        assertEquals(State.SCANNING, gatherings.start("a", "ann").state());
        assertEquals(State.SCANNING, gatherings.start(null, "ann").state());
        assertEquals(State.SCANNING, gatherings.select("a", "ann").state());
        assertEquals(head, scene.journal.head());
    }

    @Test
    void startingAnotherEventLeavesTheOneThatScansInOneStep() throws Exception {
        scene.local("a");
        scene.local("b");
        gatherings.start("a", "ann");
        assertEquals(State.SCANNING, gatherings.start("b", "ann").state());
        assertEquals(State.LISTED, scene.state("a"));
        assertEquals(List.of("started a by ann", "left a by ann", "started b by ann"), scene.story().subList(2, 5));
        assertEquals(State.SELECTED, gatherings.select("a", "ann").state());
        assertEquals(State.LISTED, scene.state("b"));
        assertEquals(List.of("left b by ann", "selected a by ann"), scene.story().subList(5, 7));
    }

    /// Both facts of a change of event must be there or neither, or the door would be set to two events or to none.
    @Test
    void whereverTheJournalIsCutTheDoorIsSetToOneEventAtMost() throws Exception {
        scene.local("a");
        scene.local("b");
        gatherings.start("a", "ann");
        for (int round = 0; round < 10; round++) {
            gatherings.start(round % 2 == 0 ? "b" : "a", "ann");
            try (Scene dead = scene.killed(folder.resolve("killed-" + round))) {
                assertEquals(gatherings.all(), dead.gatherings.all());
                assertEquals(1, dead.gatherings.all().stream().filter(one -> one.state().isCurrent()).count());
            }
        }
    }

    @Test
    void stoppingWhatDoesNotScanTellsWhatIsTheCase() throws Exception {
        refused(Refusal.Kind.CONFLICT, "no event is selected; muster events select ID selects one",
                () -> gatherings.stop("ann"));
        refused(Refusal.Kind.CONFLICT, "no event is selected; muster events select ID selects one",
                () -> gatherings.start(null, "ann"));
        refused(Refusal.Kind.CONFLICT, "no event is selected; muster events select ID selects one",
                () -> gatherings.end("ann"));
        scene.local("a");
        scene.local("b");
        refused(Refusal.Kind.CONFLICT, "event a is not the one this door is set to", () -> gatherings.stop("a", "ann"));
        gatherings.select("a", "ann");
        refused(Refusal.Kind.CONFLICT, "event a is selected and does not scan; muster events start starts it",
                () -> gatherings.stop("ann"));
        refused(Refusal.Kind.CONFLICT, "event b is not the one this door is set to; that is event a",
                () -> gatherings.stop("b", "ann"));
        gatherings.start(null, "ann");
        gatherings.stop("a", "ann");
        refused(Refusal.Kind.CONFLICT, "event a is stopped already; muster events start goes on with it",
                () -> gatherings.stop("ann"));
        gatherings.end("a", "ann");
        refused(Refusal.Kind.CONFLICT, "event a is over already", () -> gatherings.end("a", "ann"));
    }

    @Test
    void anEventThatScansIsNotRemovedAnyOtherIs() throws Exception {
        scene.local("a");
        gatherings.start("a", "ann");
        refused(Refusal.Kind.CONFLICT, "event a scans; stop it first: muster events stop",
                () -> gatherings.remove("a", "ann"));
        gatherings.stop("ann");
        gatherings.remove("a", "ann");
        assertEquals(Optional.empty(), gatherings.find("a"));
        assertEquals(Optional.empty(), gatherings.current());
        assertEquals(List.of(), gatherings.all());
        use(scene.restarted());
        assertEquals(Optional.empty(), gatherings.find("a"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterARestartOrAKillEverythingIsAsItWas(boolean kill) throws Exception {
        scene.local("a");
        scene.local("b");
        scene.local("c");
        gatherings.change("a", new GatheringSettings(null, "Changed", null, null, 7, true), "ann");
        gatherings.remove("b", "ann");
        gatherings.start("a", "ann");
        gatherings.fetched(List.of(Scene.listed("z", "Of the backend", null, null, false)));
        List<Gathering> before = gatherings.all();
        Scene old = scene;
        use(kill ? scene.killed(folder.resolve("two")) : scene.restarted());
        old.close();
        assertEquals(before, gatherings.all());
        assertEquals(State.SCANNING, gatherings.current().orElseThrow().state());
        assertEquals("a", gatherings.current().orElseThrow().id());
        assertEquals(State.PAUSED, gatherings.stop("ann").state());
    }

    @Test
    void theyAreListedByTheirStart() throws Exception {
        gatherings.add(new GatheringSettings("later", "B", Scene.FIVE, null, null, null), "ann");
        gatherings.add(new GatheringSettings("never-2", "B", null, null, null, null), "ann");
        gatherings.add(new GatheringSettings("never-1", "A", null, null, null, null), "ann");
        gatherings.add(new GatheringSettings("soon", "C", Scene.NINE, null, null, null), "ann");
        assertEquals(
                List.of("soon", "later", "never-1", "never-2"),
                gatherings.all().stream().map(Gathering::id).toList());
    }

    @Test
    void aChangeThatCannotBeWrittenDidNotHappen() throws Exception {
        scene.local("a");
        scene.journal.close();
        assertThrows(JournalException.class, () -> gatherings.start("a", "ann"));
        assertThrows(JournalException.class, () -> scene.local("b"));
        assertEquals(State.LISTED, scene.state("a"));
        assertEquals(Optional.empty(), gatherings.find("b"));
        assertEquals(Optional.empty(), gatherings.current());
    }

    @Test
    void whoWaitsForAChangeIsWoken() throws Exception {
        long seen = gatherings.changes();
        CompletableFuture<Long> woken = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                woken.complete(gatherings.awaitChange(seen, Duration.ofMinutes(5)));
            } catch (InterruptedException e) {
                woken.completeExceptionally(e);
            }
        });
        scene.local("a");
        assertEquals(seen + 1, woken.get(30, TimeUnit.SECONDS));
        assertEquals(seen + 1, gatherings.awaitChange(seen, Duration.ofMinutes(5)), "a change before was missed");
        assertEquals(seen + 1, gatherings.awaitChange(seen + 1, Duration.ofMillis(1)));
    }

    /// What is started because it is time must not take the door from what an operator chose meanwhile.
    @Test
    void anEventIsStartedInsteadOfAnotherOnlyWhileTheDoorIsSetToThat() throws Exception {
        Gathering a = scene.local("a");
        scene.local("b");
        assertTrue(gatherings.startInstead(null, "a", "time"));
        assertFalse(gatherings.startInstead(null, "b", "time"));
        assertFalse(gatherings.startInstead(a, "b", "time"), "the event is not as it was when it was decided");
        assertEquals(State.SCANNING, scene.state("a"));
        assertTrue(gatherings.startInstead(gatherings.current().orElseThrow(), "b", "time"));
        assertEquals(State.SCANNING, scene.state("b"));
    }

    @Test
    void manyWhoStartAtOnceLeaveOneEventScanning() throws Exception {
        List<Thread> operators = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            scene.local("e" + i);
        }
        for (int i = 0; i < 8; i++) {
            String id = "e" + i;
            operators.add(Thread.ofVirtual().start(() -> {
                try {
                    gatherings.start(id, "ann");
                } catch (Refusal | JournalException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (Thread operator : operators) {
            assertTrue(operator.join(Duration.ofSeconds(30)));
        }
        assertEquals(1, gatherings.all().stream().filter(one -> one.state().isCurrent()).count());
        use(scene.restarted());
        assertEquals(1, gatherings.all().stream().filter(one -> one.state().isCurrent()).count());
        assertFalse(scene.story().isEmpty());
    }
}
