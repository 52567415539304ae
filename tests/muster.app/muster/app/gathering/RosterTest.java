// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.model.Fact;
import muster.model.Person;
import muster.model.PersonChange;
import muster.model.Registration;
import muster.model.RosterList.Listed;
import muster.model.RosterResult;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is on the list of an event.
final class RosterTest {

    private static final String EVENT = "e1";

    @TempDir
    private Path folder;

    private Scene scene;
    private Roster roster;

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
        roster = next.roster;
    }

    private static List<Listed> people(String... pins) {
        return Arrays.stream(pins).map(pin -> new Listed(pin, null)).toList();
    }

    private static RosterResult result(int registered, int added, int removed) {
        return new RosterResult(EVENT, registered, added, removed, 0);
    }

    @Test
    void anEventWithoutAListHoldsNobody() {
        assertFalse(roster.has(EVENT));
        assertEquals(0, roster.size(EVENT));
        assertEquals(Set.of(), roster.pins(EVENT));
        assertFalse(roster.holds(EVENT, "1", List.of("2")));
    }

    @Test
    void aListIsReplacedByAnother() throws Exception {
        assertEquals(result(3, 3, 0), roster.replace(EVENT, people("3", "1", "2"), "ann"));
        assertEquals(result(3, 1, 1), roster.replace(EVENT, people("2", "3", "4"), "ann"));
        assertEquals(List.of("2", "3", "4"), List.copyOf(roster.pins(EVENT)));
        assertTrue(roster.has(EVENT));
        assertFalse(roster.has("e2"));
        assertEquals(
                List.of(new Registration(EVENT, "1", true, "ann", scene.clock.instant()),
                        new Registration(EVENT, "4", false, "ann", scene.clock.instant())),
                scene.facts().subList(3, 5));
    }

    @Test
    void addingTakesNobodyOff() throws Exception {
        roster.replace(EVENT, people("1", "2"), "ann");
        assertEquals(result(3, 1, 0), roster.add(EVENT, people("2", "3"), "ann"));
        assertEquals(result(3, 0, 0), roster.add(EVENT, people(), "ann"));
        assertEquals(result(0, 0, 3), roster.replace(EVENT, people(), "ann"));
        assertFalse(roster.has(EVENT));
    }

    @Test
    void theSameListAgainWritesNothing() throws Exception {
        List<Listed> list = List.of(new Listed("1", "Ada"), new Listed("2", null));
        roster.replace(EVENT, list, "ann");
        long head = scene.journal.head();
        assertEquals(result(2, 0, 0), roster.replace(EVENT, list, "bob"));
        assertEquals(result(2, 0, 0), roster.add(EVENT, list, "bob"));
        assertEquals(head, scene.journal.head());
    }

    @Test
    void listsAreThereAfterARestartAndAfterAKill() throws Exception {
        roster.replace(EVENT, people("1", "2", "3"), "ann");
        roster.replace(EVENT, people("2", "3", "4"), "ann");
        roster.replace("e2", people("9"), "ann");
        roster.replace("e3", people("9"), "ann");
        roster.replace("e3", people(), "ann");
        try (Scene dead = scene.killed(folder.resolve("two"))) {
            assertEquals(Set.of("2", "3", "4"), dead.roster.pins(EVENT));
        }
        use(scene.restarted());
        assertEquals(Set.of("2", "3", "4"), roster.pins(EVENT));
        assertEquals(Set.of("9"), roster.pins("e2"));
        assertFalse(roster.has("e3"));
    }

    @Test
    void capitalLettersAndDashesMakeNoDifference() throws Exception {
        roster.replace(EVENT, people("ATT-4F2A", "4154542d-0000-1000-8000-0123456789AB", "0042"), "ann");
        for (String seen : List.of("ATT-4F2A", "att-4f2a", "ATT4F2A", "4154542d000010008000" + "0123456789ab",
                "4154542D-0000-1000-8000-0123456789ab", "0042")) {
            assertTrue(roster.holds(EVENT, seen, List.of()), seen);
        }
        for (String other : List.of("ATT-4F2", "42", "00042", "ATT-4F2AA", "ATT_4F2A", "")) {
            assertFalse(roster.holds(EVENT, other, List.of()), other);
        }
        assertTrue(roster.holds(EVENT, "?", List.of("!", "att4f2a")));
        assertFalse(roster.holds(EVENT, "?", List.of("!")));
        assertEquals(Optional.of("ATT-4F2A"), roster.listed(EVENT, "?", List.of("!", "att4f2a")));
    }

    @Test
    void theSpellingThatStandsOnTheListGoesBeforeOneThatIsLikeIt() throws Exception {
        roster.replace(EVENT, people("12", "1-2", "a-b"), "ann");
        assertEquals(Optional.of("12"), roster.listed(EVENT, "12", List.of()));
        assertEquals(Optional.of("1-2"), roster.listed(EVENT, "1-2", List.of()));
        assertEquals(Optional.of("a-b"), roster.listed(EVENT, "AB", List.of("12")));
        assertEquals(3, roster.size(EVENT));
    }

    @Property(tries = 200)
    void everySpellingOfAnIdIsFound(@ForAll @From("ids") String id, @ForAll boolean upper) {
        Sheet sheet = Sheet.of(List.of(id));
        String spelt = upper ? id.toUpperCase(Locale.ROOT) : id.toLowerCase(Locale.ROOT).replace("-", "");
        assertEquals(Optional.of(id), sheet.find(spelt, List.of()));
        assertEquals(Optional.of(id), sheet.find("another one", List.of(spelt)));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings().withChars("abcxyzABCXYZ0189-").ofMinLength(1).ofMaxLength(40);
    }

    @Test
    void namesAreKeptWithPeopleAndNothingElseOfThemIsTouched() throws Exception {
        scene.journal.append(List.of(new PersonChange(
                new Person("1", "OLD", "4711", 14), false, "TSTATT000001", "terminal", scene.clock.instant())));
        roster.replace(EVENT, List.of(new Listed("1", " Ada\u001b L. "), new Listed("2", "Bo"), new Listed("3", " ")),
                "ann");
        assertEquals(Optional.of(new Person("1", "Ada L.", "4711", 14)), scene.journal.records().person("1"));
        assertEquals(Optional.of("Ada L."), roster.name("1"));
        assertEquals(Optional.of("Bo"), roster.name("2"));
        assertEquals(Optional.empty(), roster.name("3"));
        assertEquals(Optional.empty(), roster.name("nobody"));
        assertEquals(
                List.of(new Listed("1", "Ada L."), new Listed("2", "Bo"), new Listed("3", null)),
                roster.list(EVENT).people());
        long head = scene.journal.head();
        roster.replace(EVENT, people("1", "2", "3"), "ann");
        assertEquals(head, scene.journal.head(), "a list without names took names away");
        roster.add(EVENT, List.of(new Listed("2", "Bob")), "ann");
        assertEquals(head + 1, scene.journal.head());
        assertEquals(Optional.of("Bob"), roster.name("2"));
    }

    @Test
    void whoStandsOnTheListTwiceIsOnItOnceWithTheLastName() throws Exception {
        assertEquals(result(1, 1, 0), roster.replace(EVENT,
                List.of(new Listed("1", "A"), new Listed(" 1 ", "B"), new Listed("1", null)), "ann"));
        assertEquals(Optional.of("B"), roster.name("1"));
    }

    @Test
    void aListThatCannotBeReadChangesNothing() throws Exception {
        roster.replace(EVENT, people("1"), "ann");
        long head = scene.journal.head();
        List<List<Listed>> wrong = List.of(people("2", " "), people("2", "a\nb"), people("2", "\u202E2"),
                people("2", "x".repeat(65)), people("2", null), Arrays.asList(new Listed("2", null), null));
        for (List<Listed> list : wrong) {
            Refusal refusal = assertThrows(Refusal.class, () -> roster.replace(EVENT, list, "ann"));
            assertEquals("pin: person 2 of the list has none; it is 1 to 64 visible characters; nothing was changed",
                    refusal.getMessage());
        }
        assertTrue(assertThrows(Refusal.class, () -> roster.replace(EVENT, null, "ann")).getMessage()
                .startsWith("people: "));
        List<Listed> endless = Collections.nCopies(50_001, new Listed("7", null));
        assertTrue(assertThrows(Refusal.class, () -> roster.add(EVENT, endless, "ann")).getMessage()
                .startsWith("people: at most 50000"));
        assertEquals(head, scene.journal.head());
        assertEquals(Set.of("1"), roster.pins(EVENT));
    }

    @Test
    void aListThatCannotBeWrittenDidNotChange() throws Exception {
        roster.replace(EVENT, people("1"), "ann");
        scene.journal.close();
        assertThrows(JournalException.class, () -> roster.replace(EVENT, people("2"), "ann"));
        assertThrows(JournalException.class, () -> roster.fetched(EVENT, List.of("2")));
        assertEquals(Set.of("1"), roster.pins(EVENT));
        assertEquals(Optional.empty(), roster.name("1"));
    }

    @Test
    void theBackendTakesOffOnlyThoseItPutOn() throws Exception {
        roster.add(EVENT, people("late", "both"), "ann");
        assertEquals(result(4, 2, 0), roster.fetched(EVENT, List.of("b1", "both", "b2")));
        assertEquals(result(3, 0, 1), roster.fetched(EVENT, List.of("b2")));
        assertEquals(Set.of("b2", "both", "late"), roster.pins(EVENT));
        assertEquals(result(2, 0, 1), roster.fetched(EVENT, List.of()));
        assertEquals(Set.of("both", "late"), roster.pins(EVENT));
    }

    @Test
    void whomTheBackendPutOnIsKnownAfterARestart() throws Exception {
        roster.fetched(EVENT, List.of("b1", "b2", "b3"));
        roster.fetched("e2", List.of("b1", "x"));
        roster.replace(EVENT, people("b1", "late"), "ann");
        roster.add(EVENT, people("b2"), "ann");
        roster.fetched("e2", List.of("b1", "b2", "x"));
        use(scene.restarted());
        assertEquals(result(2, 0, 1), roster.fetched(EVENT, List.of()));
        assertEquals(Set.of("late", "b2"), roster.pins(EVENT), "whom an operator put on again is the operator's");
        assertEquals(Set.of("b1", "b2", "x"), roster.pins("e2"));
    }

    @Test
    void whomAnOperatorTookOffAndPutOnAgainIsTheOperators() throws Exception {
        roster.fetched(EVENT, List.of("b1", "b2"));
        roster.replace(EVENT, people("b2"), "ann");
        roster.add(EVENT, people("b1"), "ann");
        assertEquals(result(1, 0, 1), roster.fetched(EVENT, List.of()));
        assertEquals(Set.of("b1"), roster.pins(EVENT));
    }

    @Test
    void theSameListOfTheBackendAgainWritesNothing() throws Exception {
        roster.fetched(EVENT, List.of("b1", "b2"));
        long head = scene.journal.head();
        assertEquals(result(2, 0, 0), roster.fetched(EVENT, List.of("b2", "b1", " b1 ")));
        use(scene.restarted());
        assertEquals(result(2, 0, 0), roster.fetched(EVENT, List.of("b2", "b1")));
        assertEquals(head, scene.journal.head());
    }

    @Test
    void idsOfTheBackendAreAStrangersText() throws Exception {
        assertEquals(result(2, 2, 0), roster.fetched(EVENT,
                List.of("ok", "a\nb", "\u202Edi", "x".repeat(65), "", " ", "\u0000", "<b>&'\"")));
        assertEquals(Set.of("<b>&'\"", "ok"), roster.pins(EVENT));
    }

    @Test
    void fiveThousandPeopleAreOneStepAndThereAfterARestart() throws Exception {
        List<Listed> list = IntStream.range(0, 5_000)
                .mapToObj(i -> new Listed("ATT-%04X".formatted(i), "Person " + i))
                .toList();
        assertEquals(result(5_000, 5_000, 0), roster.replace(EVENT, list, "import"));
        assertEquals(10_000, scene.journal.head());
        use(scene.restarted());
        assertEquals(5_000, roster.size(EVENT));
        assertTrue(list.stream().allMatch(one -> roster.holds(EVENT, one.pin().toLowerCase(Locale.ROOT), List.of())));
        assertEquals(list, roster.list(EVENT).people());
        assertEquals(new TreeSet<>(roster.pins(EVENT)), roster.pins(EVENT));
    }

    @Test
    void everythingOfAChangeIsOneAppend() throws Exception {
        roster.replace(EVENT, List.of(new Listed("1", "A"), new Listed("2", "B")), "ann");
        roster.replace(EVENT, List.of(new Listed("2", "C"), new Listed("3", "D")), "ann");
        try (Scene dead = scene.killed(folder.resolve("two"))) {
            assertEquals(scene.facts(), dead.facts());
            assertEquals(roster.list(EVENT), dead.roster.list(EVENT));
        }
        List<String> kinds = scene.facts().stream().map(Fact::kind).toList();
        assertEquals(
                List.of("person", "person", "registration", "registration", "person", "person", "registration",
                        "registration"),
                kinds);
    }
}
