// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import muster.model.DeadLetter;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People a backend does not know hold nobody else up, and are never forgotten.
@Tag("system")
class DeadLettersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = "fair";
    private static final int PEOPLE = 20;

    @TempDir
    Path folder;

    private ConvexDouble backend;
    private Muster muster;

    @BeforeEach
    void open() throws Exception {
        backend = new ConvexDouble();
        backend.up();
        backend.strangers().addAll(List.of("person-3", "person-7", "person-11"));
        Path key = Files.writeString(folder.resolve("key"), ConvexDouble.KEY + "\n");
        muster = Muster.start(folder.resolve("data"), SinkView.set("backend", "type=convex", "url=" + backend.url(),
                "key_file=" + key).toArray(String[]::new));
        SinkView.event(muster, EVENT);
        SinkView.checkIn(muster, EVENT, 0, PEOPLE);
        SinkView.awaitDone(muster, "backend", PATIENCE);
    }

    @AfterEach
    void close() throws Exception {
        muster.close();
        backend.close();
    }

    private DeadLetter letter(String pin) throws Exception {
        return SinkView.letters(muster, "sink=backend").stream()
                .filter(letter -> letter.pin().equals(pin))
                .findFirst()
                .orElseThrow();
    }

    private void awaitState(String pin, DeadLetter.State state) throws Exception {
        Await.until(pin + " is " + state, PATIENCE, () -> letter(pin).state() == state);
    }

    @Test
    void they_are_listed_with_the_reason_and_the_rest_is_delivered() throws Exception {
        assertEquals(PEOPLE - 3, backend.count());
        String list = muster.run("deadletters", "list").good().out();
        for (String pin : List.of("person-3", "person-7", "person-11")) {
            assertTrue(list.contains(pin), list);
        }
        assertTrue(list.contains("not_registered"), list);
        String one = muster.run("deadletters", "show", Long.toString(letter("person-7").id())).good().out();
        assertTrue(one.contains("person-7") && one.contains("User not registered for this event"), one);
        String none = muster.run("deadletters", "list", "--reason", "inactive").good().err();
        assertTrue(none.contains("no dead letters"), none);
        assertTrue(muster.run("sinks", "list").good().out().contains("3"), "the list of sinks counts them");
    }

    @Test
    void they_are_delivered_by_themselves_as_soon_as_a_list_changes() throws Exception {
        backend.strangers().clear();
        Path list = Files.writeString(folder.resolve("list.csv"), "pin,name\nperson-3,Three\nperson-7,Seven\n");
        muster.run("events", "roster", "--add", EVENT, list.toString()).good();
        for (String pin : List.of("person-3", "person-7", "person-11")) {
            awaitState(pin, DeadLetter.State.DELIVERED);
        }
        assertEquals(PEOPLE, backend.count());
        assertEquals(List.of(), SinkView.letters(muster, "state=open"));
    }

    @Test
    void one_is_edited_one_discarded_one_retried_and_explain_tells_it() throws Exception {
        DeadLetter three = letter("person-3");
        String edited = muster.run("deadletters", "edit", Long.toString(three.id()), "--pin", "badge-3").good().out();
        assertTrue(edited.contains("badge-3"), edited);
        awaitState("person-3", DeadLetter.State.DELIVERED);
        assertTrue(backend.attendance().contains(EVENT + " badge-3"));

        DeadLetter seven = letter("person-7");
        muster.run("deadletters", "discard", Long.toString(seven.id())).good();
        assertEquals(DeadLetter.State.DISCARDED, letter("person-7").state());
        Outcome twice = muster.run("deadletters", "retry", Long.toString(seven.id()));
        assertTrue(twice.code() != 0 && twice.err().contains("not open any more"), twice.toString());

        DeadLetter eleven = letter("person-11");
        muster.run("deadletters", "retry", Long.toString(eleven.id())).good();
        Await.until("it was tried again", PATIENCE, () -> letter("person-11").tries() > eleven.tries());
        assertEquals(DeadLetter.State.OPEN, letter("person-11").state());

        assertExplained(three.seq(), "delivered");
        assertExplained(seven.seq(), "discarded");
        assertExplained(eleven.seq(), "set aside");
        assertExplained(eleven.seq() + 1, "delivered");
        assertEquals(66, muster.run("explain", "999999").code());
    }

    private void assertExplained(long seq, String state) throws Exception {
        String told = muster.run("explain", Long.toString(seq)).good().out();
        assertTrue(told.contains("person-") && told.contains("received"), told);
        String line = told.lines().filter(text -> text.startsWith("-> backend")).findFirst().orElse("");
        assertTrue(line.contains(state), told);
    }

    @Test
    void all_of_a_class_are_retried_or_given_up_at_once() throws Exception {
        backend.strangers().remove("person-3");
        String tried = muster.run("deadletters", "retry", "--reason", "not_registered").good().out();
        assertTrue(tried.contains("3 dead letters are tried again now"), tried);
        awaitState("person-3", DeadLetter.State.DELIVERED);
        Await.until("the others were tried", PATIENCE, () -> letter("person-7").tries() > 1);

        String given = muster.run("deadletters", "discard", "--all").good().out();
        assertTrue(given.contains("2 dead letters are given up"), given);
        assertTrue(muster.run("deadletters", "list").good().err().contains("no dead letters"));
        assertTrue(muster.run("deadletters", "list", "--all").good().out().contains("discarded"), "they stay");
        assertEquals(64, muster.run("deadletters", "discard").code(), "never all of them by accident");
    }

    @Test
    void a_replay_while_they_are_still_unknown_neither_doubles_nor_forgets_them() throws Exception {
        muster.run("sinks", "replay", "backend", "--after", "0").good();
        SinkView.awaitDone(muster, "backend", PATIENCE);
        assertEquals(3, SinkView.letters(muster, "state=open").size());
        assertEquals(3, SinkView.letters(muster, "sink=backend").size());
        assertEquals(PEOPLE - 3, backend.count());
    }

    @Test
    void a_replay_leaves_out_what_an_operator_gave_up() throws Exception {
        muster.run("deadletters", "discard", Long.toString(letter("person-3").id())).good();
        muster.run("sinks", "replay", "backend", "--after", "0").good();
        SinkView.awaitDone(muster, "backend", PATIENCE);
        assertEquals(DeadLetter.State.DISCARDED, letter("person-3").state(), "given up is given up");
        assertEquals(2, SinkView.letters(muster, "state=open").size());
    }

    @Test
    void a_record_delivered_after_an_edit_is_not_delivered_twice_by_a_replay() throws Exception {
        muster.run("deadletters", "edit", Long.toString(letter("person-3").id()), "--pin", "badge-3").good();
        awaitState("person-3", DeadLetter.State.DELIVERED);
        backend.strangers().clear();
        muster.run("sinks", "replay", "backend", "--after", "0").good();
        SinkView.awaitDone(muster, "backend", PATIENCE);
        assertTrue(backend.attendance().contains(EVENT + " badge-3"));
        assertTrue(!backend.attendance().contains(EVENT + " person-3"), "that person is there as badge-3 already");
    }
}
