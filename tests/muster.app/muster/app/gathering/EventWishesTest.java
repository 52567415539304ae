// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import muster.model.GatheringChange;
import muster.model.GatheringSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator may say about an event.
final class EventWishesTest {

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void open() throws JournalException {
        scene = Scene.open(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static GatheringSettings named(String name) {
        return new GatheringSettings(null, name, null, null, null, null);
    }

    @Test
    void anEventIsAddedWithWhatIsSaidAboutIt() throws Exception {
        Gathering added = scene.gatherings.add(
                new GatheringSettings("day-1", " First day ", Scene.NINE, Scene.FIVE, 300, true), "ann");
        Gathering expected = new Gathering("day-1", "First day", Scene.NINE, Scene.FIVE, Gathering.From.LOCAL, true,
                State.LISTED, 300, true, false);
        assertEquals(expected, added);
        assertEquals(Optional.of(expected), scene.gatherings.find("day-1"));
        assertEquals(List.of(expected), scene.gatherings.all());
        assertEquals(Optional.empty(), scene.gatherings.current());
        assertEquals(
                List.of(new GatheringChange(expected, "added", "ann", scene.clock.instant())), scene.facts());
    }

    @ParameterizedTest
    @CsvSource({
        "Annual Meeting 2026, annual-meeting-2026", "'  --Böse  Überraschung?! ', bose-uberraschung",
        "Ⅷ. Café, viii-cafe",
        "年次総会, event", "🎉, event", "'x/../y', x-y", "STATTFEST №5, stattfest-no5",
        "a very long name that goes on and on and on and on, a-very-long-name-that-goes-on-and-on-and",
    })
    void anEventWithoutAnIdGetsOneFromItsName(String name, String id) throws Exception {
        assertEquals(id, scene.gatherings.add(named(name), "ann").id());
        assertEquals(id + "-2", scene.gatherings.add(named(name), "ann").id());
    }

    /// The check-ins of the removed one would have been those of the new one.
    @Test
    void anIdMadeFromANameIsNeverThatOfARemovedEvent() throws Exception {
        scene.gatherings.remove(scene.gatherings.add(named("Plenum"), "ann").id(), "ann");
        assertEquals("plenum-2", scene.gatherings.add(named("Plenum"), "ann").id());
    }

    @Test
    void anEventWithAnIdNeedsNoOtherName() throws Exception {
        GatheringSettings wish = new GatheringSettings("day-1", null, null, null, null, null);
        assertEquals("day-1", scene.gatherings.add(wish, "ann").name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "-rf", "_x", "a b", "a/b", "ä", "a\n",
        "x2345678901234567890123456789012345678901234567890123456789012345"})
    void anIdThatNobodyCouldTypeIsRefused(String id) throws Exception {
        GatheringSettings wish = new GatheringSettings(id, "x", null, null, null, null);
        Refusal refusal = assertThrows(Refusal.class, () -> scene.gatherings.add(wish, "ann"));
        assertEquals(Refusal.Kind.INVALID, refusal.kind());
        assertEquals("id: an event's id is 1 to 64 letters, digits, -, _ or ., and begins with a letter or digit",
                refusal.getMessage());
        assertEquals(List.of(), scene.facts());
    }

    @Test
    void badSettingsAreRefusedWithTheNameOfTheMember() throws Exception {
        scene.local("a");
        long head = scene.journal.head();
        record Wrong(GatheringSettings wish, String start) {}
        List<Wrong> wrong = List.of(
                new Wrong(new GatheringSettings("b", " ", null, null, null, null), "name: "),
                new Wrong(new GatheringSettings("b", "\u202E\n", null, null, null, null), "name: "),
                new Wrong(new GatheringSettings("b", "x".repeat(201), null, null, null, null), "name: "),
                new Wrong(new GatheringSettings(null, null, null, null, null, null), "name: "),
                new Wrong(new GatheringSettings("b", "x", Scene.FIVE, Scene.NINE, null, null), "end: "),
                new Wrong(new GatheringSettings("b", "x", Scene.NINE, Scene.NINE, null, null), "end: "),
                new Wrong(new GatheringSettings("b", "x", Instant.MAX, null, null, null), "start: "),
                new Wrong(new GatheringSettings("b", "x", Instant.EPOCH, null, null, null), "start: "),
                new Wrong(new GatheringSettings("b", "x", null, Instant.MIN, null, null), "end: "),
                new Wrong(new GatheringSettings("b", "x", null, null, -1, null), "capacity: "),
                new Wrong(new GatheringSettings("b", "x", null, null, null, true), "automatic: "));
        for (Wrong one : wrong) {
            Refusal refusal = assertThrows(Refusal.class, () -> scene.gatherings.add(one.wish(), "ann"), one.start());
            assertEquals(Refusal.Kind.INVALID, refusal.kind());
            assertTrue(refusal.getMessage().startsWith(one.start()), refusal.getMessage());
        }
        Refusal late = assertThrows(Refusal.class, () -> scene.gatherings.change(
                "a", new GatheringSettings(null, null, Scene.FIVE.plusSeconds(1), null, null, null), "ann"));
        assertTrue(late.getMessage().startsWith("start: an event ends after it starts"), late.getMessage());
        assertEquals(head, scene.journal.head());
    }

    @Test
    void whatIsNotSaidStaysAsItIsAndZeroTakesTheCapacityBack() throws Exception {
        scene.local("a");
        GatheringSettings wish = new GatheringSettings(null, "New", null, Scene.FIVE.plusSeconds(60), 10, true);
        Gathering after = scene.gatherings.change("a", wish, "bob");
        assertEquals(new Gathering("a", "New", Scene.NINE, Scene.FIVE.plusSeconds(60), Gathering.From.LOCAL, true,
                State.LISTED, 10, true, false), after);
        GatheringSettings unbound = new GatheringSettings(null, null, null, null, 0, null);
        assertNull(scene.gatherings.change("a", unbound, "bob").capacity());
        long head = scene.journal.head();
        assertEquals("New", scene.gatherings.change("a", named("New"), "bob").name());
        assertEquals(head, scene.journal.head(), "a change to what is was written");
    }
}
