// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import static muster.app.gathering.Scene.listed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Gathering;
import muster.model.Gathering.State;
import muster.model.GatheringSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the backend lists, merged with what is here.
final class FetchedTest {

    @TempDir
    private Path folder;

    private Scene scene;
    private Gatherings gatherings;

    @BeforeEach
    void open() throws JournalException {
        scene = Scene.open(folder);
        gatherings = scene.gatherings;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Gathering one(String id) {
        return gatherings.find(id).orElseThrow();
    }

    @Test
    void newOnesAreAddedAndTheSameListAgainWritesNothing() throws Exception {
        List<Gathering> list = List.of(
                listed("e1", "Plenum", Scene.NINE, Scene.FIVE, true), listed("e2", "Workshop", null, null, false));
        assertEquals(2, gatherings.fetched(list));
        assertEquals(list, gatherings.all());
        long head = scene.journal.head();
        assertEquals(0, gatherings.fetched(list));
        assertEquals(head, scene.journal.head());
        assertEquals(List.of("added e1 by backend", "added e2 by backend"), scene.story());
    }

    @Test
    void nameTimesAndActivityAreTheBackendsTheRestIsOurs() throws Exception {
        gatherings.fetched(List.of(listed("e1", "Plenum", Scene.NINE, Scene.FIVE, true)));
        gatherings.change("e1", new GatheringSettings(null, null, null, null, 40, true), "ann");
        gatherings.start("e1", "ann");
        assertEquals(1, gatherings.fetched(List.of(listed("e1", "Plenary", Scene.NINE.minusSeconds(60), null, false))));
        assertEquals(new Gathering("e1", "Plenary", Scene.NINE.minusSeconds(60), null, Gathering.From.BACKEND, false,
                State.SCANNING, 40, true, false), one("e1"));
    }

    @Test
    void anOperatorCannotChangeWhatWouldBeFetchedOverIt() throws Exception {
        gatherings.fetched(List.of(listed("e1", "Plenum", Scene.NINE, null, true)));
        for (GatheringSettings wish : List.of(
                new GatheringSettings(null, "Mine", null, null, null, null),
                new GatheringSettings(null, null, Scene.FIVE, null, null, null),
                new GatheringSettings(null, null, null, Scene.FIVE, null, null))) {
            Refusal refusal = assertThrows(Refusal.class, () -> gatherings.change("e1", wish, "ann"));
            assertTrue(refusal.getMessage().contains("event e1 is the backend's"), refusal.getMessage());
        }
        assertEquals(5, gatherings.change(
                "e1", new GatheringSettings(null, "Plenum", Scene.NINE, null, 5, null), "ann").capacity());
    }

    @Test
    void whatIsNoLongerListedIsRemovedUnlessTheDoorIsSetToIt() throws Exception {
        scene.local("mine");
        gatherings.fetched(List.of(listed("e1", "A", null, null, true), listed("e2", "B", null, null, true)));
        gatherings.start("e1", "ann");
        assertEquals(1, gatherings.fetched(List.of()));
        assertEquals(State.SCANNING, scene.state("e1"));
        assertEquals(Optional.empty(), gatherings.find("e2"));
        assertTrue(gatherings.find("mine").isPresent());
        gatherings.stop("ann");
        assertEquals(0, gatherings.fetched(List.of()));
        gatherings.start("mine", "ann");
        assertEquals(1, gatherings.fetched(List.of()));
        assertEquals(Optional.empty(), gatherings.find("e1"));
    }

    @Test
    void whatIsListedAgainIsThereAgainWithWhatAnOperatorSet() throws Exception {
        List<Gathering> list = List.of(listed("e1", "A", Scene.NINE, null, true));
        gatherings.fetched(list);
        gatherings.change("e1", new GatheringSettings(null, null, null, null, 40, true), "ann");
        gatherings.fetched(List.of());
        assertEquals(1, gatherings.fetched(list));
        assertEquals(40, one("e1").capacity());
        gatherings.remove("e1", "ann");
        assertEquals(1, gatherings.fetched(list));
        assertTrue(one("e1").automatic());
    }

    /// An organiser without a network makes the event under the id it has at the backend, and starts.
    @Test
    void anEventMadeHereUnderTheBackendsIdBecomesTheBackends() throws Exception {
        scene.local("e1");
        gatherings.start("e1", "ann");
        gatherings.fetched(List.of(listed("e1", "Plenum", null, null, true)));
        assertEquals(Gathering.From.BACKEND, one("e1").from());
        assertEquals("Plenum", one("e1").name());
        assertEquals(State.SCANNING, one("e1").state());
    }

    @Test
    void idsAndNamesAreAStrangersText() throws Exception {
        gatherings.fetched(List.of(
                listed("ok", "\u001b[2J<script>\u202Egnp.exe\n", null, null, true),
                listed("long", "x".repeat(1_000_000), null, null, true),
                listed("unnamed", null, null, null, true),
                listed("blank", "\u0007 \n", null, null, true),
                listed("a/b?c#d é", "odd id", null, null, true),
                listed("bad\nid", "x", null, null, true),
                listed("\u202Edi", "x", null, null, true),
                listed("x".repeat(129), "x", null, null, true),
                listed("", "x", null, null, true),
                listed(null, "x", null, null, true),
                listed("ok", "the same id again", null, null, true)));
        assertEquals(5, gatherings.all().size());
        assertEquals("[2J<script> gnp.exe", one("ok").name());
        assertEquals(200, one("long").name().length());
        assertEquals("unnamed", one("unnamed").name());
        assertEquals("blank", one("blank").name());
        assertEquals("odd id", one("a/b?c#d é").name());
        assertEquals(State.SCANNING, gatherings.start("a/b?c#d é", "ann").state());
    }

    @Test
    void timesThatCannotBeMeantAreNoTimes() throws Exception {
        gatherings.fetched(List.of(
                listed("seconds", "x", Instant.ofEpochMilli(1_795_251_600L), Scene.FIVE, true),
                listed("far", "x", Instant.MAX, Instant.MIN, true),
                listed("turned", "x", Scene.FIVE, Scene.NINE, true)));
        assertEquals(listed("seconds", "x", null, Scene.FIVE, true), one("seconds"));
        assertEquals(listed("far", "x", null, null, true), one("far"));
        assertEquals(listed("turned", "x", Scene.FIVE, null, true), one("turned"));
    }

    @Property(tries = 200)
    void noTextOfABackendBreaksTheMerging(@ForAll String id, @ForAll String name) {
        Fetched fetched = Fetched.of(List.of(listed(id, name, null, null, true)));
        Board board = Board.of(List.of());
        fetched.changes(board, Scene.NINE).forEach(change -> {
            assertFalse(change.after().name().isBlank());
            assertFalse(change.after().id().isBlank());
            Board after = board.with(List.of(change.after()));
            assertEquals(List.of(), fetched.changes(after, Scene.NINE));
        });
    }
}
