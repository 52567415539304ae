// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import muster.model.DeadLetter;
import muster.model.SinkState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does in the dashboard of a terminal window when something is wrong: with sinks, records that were
/// set aside, alerts and terminals that wait.
class TopActsTest {

    private static SickMuster sick;
    private static Muster muster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin(@TempDir Path data) throws Exception {
        sick = SickMuster.start(data);
        muster = sick.muster();
    }

    @AfterAll
    static void end() throws Exception {
        sick.close();
    }

    private TerminalWindow top(String view) throws Exception {
        TerminalWindow window = TerminalWindow.open(folder, 160, 30, "MUSTER_URL=" + muster.url());
        window.run(Program.LAUNCHER + " top --view " + view);
        window.await("? help");
        return window;
    }

    /// Leaves one row of a list, which is then the chosen one.
    private static void choose(TerminalWindow window, String word) throws Exception {
        window.await(word);
        window.press("/");
        window.type(word);
        window.press("Enter");
        window.await("1 of ");
    }

    @Test
    void a_sink_is_paused_and_resumed() throws Exception {
        try (TerminalWindow window = top("sinks")) {
            String text = window.await("retrying");
            assertTrue(List.of("backend", "convex", "running", "hook", "webhook").stream().allMatch(text::contains),
                    text);
            choose(window, "hook");
            window.press("p");
            window.await("Pause sink hook? Records wait until it is resumed. y/n");
            window.press("n");
            window.awaitGone("y/n");
            assertEquals(SinkState.RETRYING, SinkView.one(muster, "hook").state());
            window.press("p", "y");
            window.await("$ muster sinks pause hook");
            SinkView.awaitState(muster, "hook", SinkState.PAUSED);
            window.await("paused");
            window.press("Enter");
            window.await("paused by");
            window.press("r");
            window.await("$ muster sinks resume hook");
            SinkView.awaitState(muster, "hook", SinkState.RETRYING);
            window.await("retrying");
        }
    }

    @Test
    void a_record_that_was_set_aside_is_tried_again_or_given_up() throws Exception {
        try (TerminalWindow window = top("letters")) {
            String text = window.await("person-1");
            assertTrue(text.contains("person-0") && text.contains("not_registered"), text);
            long one = sick.letter("person-1").id();
            choose(window, "person-1");
            window.press("x");
            window.await("Give up dead letter " + one + " for good? The punch itself stays. y/n");
            window.press("n");
            window.awaitGone("y/n");
            assertEquals(DeadLetter.State.OPEN, sick.letter("person-1").state());
            window.press("x", "y");
            window.await("$ muster deadletters discard " + one);
            Await.until("it is given up", () -> sick.letter("person-1").state() == DeadLetter.State.DISCARDED);

            sick.mend();
            window.press("/", "C-u");
            window.type("person-0");
            window.press("Enter");
            window.await("person-0");
            window.press("r");
            window.await("$ muster deadletters retry " + sick.letter("person-0").id());
            Await.until("it is delivered", () -> sick.letter("person-0").state() == DeadLetter.State.DELIVERED);
            window.awaitGone("not_registered");
        }
    }

    @Test
    void an_alert_is_acknowledged_and_snoozed() throws Exception {
        try (TerminalWindow window = top("alerts")) {
            choose(window, "camera");
            window.press("a");
            window.await("what is being done");
            window.type("cable ordered");
            window.press("Enter");
            window.await("$ muster alerts ack " + SickMuster.ALERT + " --note ");
            Await.until("it is acknowledged", () -> "cable ordered".equals(sick.alert().note()));
            window.await("acknowledged");
            window.press("u");
            Await.until("that is taken back", () -> sick.alert().acknowledgedBy() == null);
            window.await("$ muster alerts unack");

            window.press("z");
            window.await("snooze for");
            window.press("C-u");
            window.type("2h");
            window.press("Enter");
            window.await("$ muster alerts snooze --rule component_bad --subject camera --for 2h");
            Await.until("nobody is told", () -> sick.alert().quiet() != null);
            window.await("quiet");
            window.press("o");
            window.await("$ muster alerts silences");
            window.await("component_bad");
            window.press("x");
            window.await("y/n");
            window.press("y");
            Await.until("people are told again", () -> sick.alert().quiet() == null);
        }
    }

    @Test
    void a_terminal_that_waits_is_approved_and_another_refused() throws Exception {
        String first = SickMuster.PENDING.getFirst();
        String other = SickMuster.PENDING.getLast();
        try (TerminalWindow window = top("terminals")) {
            choose(window, first);
            assertTrue(window.text().contains("pending"), window.text());
            window.press("a");
            window.await("$ muster terminals approve " + first);
            Await.until("it is approved", () -> sick.isApproved(first));
            window.press("/", "C-u");
            window.type(other);
            window.press("Enter");
            window.await(other);
            window.press("x");
            window.await("Refuse terminal " + other + "? It keeps its records. y/n");
            window.press("n");
            window.awaitGone("y/n");
            assertTrue(sick.isPending(other));
            window.press("x", "y");
            Await.until("it is refused", () -> !sick.isPending(other));
        }
    }
}
