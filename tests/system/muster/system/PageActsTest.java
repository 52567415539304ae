// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import muster.model.SinkState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a person does on the page, with a finger, when something is wrong: with alerts, terminals that wait, and sinks.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageActsTest {

    private Browser browser;
    private SickMuster sick;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        assumeTrue(Browser.program().isPresent(), "no chromium on the PATH: apt-get install chromium");
        browser = Browser.start();
        sick = SickMuster.start(data);
    }

    @AfterAll
    void stop() throws Exception {
        if (sick != null) {
            sick.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private Tab phone(String view) throws Exception {
        Tab tab = browser.tab().sized(390, 844, true);
        return tab.go(sick.muster().url() + "/dashboard#" + view)
                .until("document.querySelector('#view section')")
                .until("document.querySelector('#line').dataset.state === 'live'");
    }

    /// Touches the button that is called so.
    private static void press(Tab tab, String label) throws Exception {
        tab.touch("document.querySelector('button[aria-label=\"" + label + "\"]')");
    }

    /// Fills in a field of the question that is asked.
    private static void fill(Tab tab, String name, String text) throws Exception {
        tab.until("document.querySelector('dialog [name=" + name + "]')");
        tab.value("document.querySelector('dialog [name=" + name + "]').value = '" + text + "'");
    }

    private static void confirm(Tab tab) throws Exception {
        tab.tap("dialog button[type=submit]").until("!document.querySelector('dialog')");
    }

    @Test
    void an_alert_is_acknowledged_and_snoozed() throws Exception {
        try (Tab tab = phone("alerts")) {
            press(tab, "Acknowledge " + SickMuster.ALERT);
            fill(tab, "note", "cable ordered");
            fill(tab, "by", "Ada");
            confirm(tab);
            Await.until("it is acknowledged", () -> "Ada".equals(sick.alert().acknowledgedBy()));
            assertEquals("cable ordered", sick.alert().note());
            tab.until("document.body.innerText.includes('Ada knows about it: cable ordered')");
            press(tab, "Take back: " + SickMuster.ALERT);
            tab.until("document.querySelector('dialog [name=by]').value === 'Ada'");
            confirm(tab);
            Await.until("that is taken back", () -> sick.alert().acknowledgedBy() == null);

            press(tab, "Snooze " + SickMuster.ALERT);
            fill(tab, "hours", "2");
            fill(tab, "reason", "new lens");
            confirm(tab);
            Await.until("nobody is told", () -> sick.alert().quiet() != null);
            tab.until("document.body.innerText.includes('new lens (Ada)')");
            tab.until("document.body.innerText.includes('Nobody is told: snooze')");
            press(tab, "End now: snooze 1");
            confirm(tab);
            Await.until("people are told again", () -> sick.alert().quiet() == null);
            assertEquals(List.of(), tab.complaints());
        }
    }

    @Test
    void a_terminal_that_waits_is_approved_and_another_refused() throws Exception {
        String first = SickMuster.PENDING.getFirst();
        String other = SickMuster.PENDING.getLast();
        try (Tab tab = phone("terminals")) {
            tab.until("document.querySelector('#pending').textContent.startsWith('2')");
            press(tab, "Approve " + first);
            fill(tab, "name", "Side door");
            confirm(tab);
            Await.until("it is approved", () -> sick.isApproved(first));
            tab.until("document.querySelector('table')?.innerText.includes('Side door')");
            press(tab, "Refuse " + other);
            tab.tap("dialog button[type=button]").until("!document.querySelector('dialog')");
            assertTrue(sick.isPending(other));
            press(tab, "Refuse " + other);
            confirm(tab);
            Await.until("it is refused", () -> !sick.isPending(other));
            tab.until("document.querySelector('#pending').hidden");
            assertEquals(List.of(), tab.complaints());
        }
    }

    @Test
    void a_sink_that_fails_is_paused_and_resumed() throws Exception {
        try (Tab tab = phone("configuration")) {
            tab.until("document.body.innerText.includes('retrying')");
            assertTrue(tab.text("document.querySelector('main').innerText").contains("hook"));
            press(tab, "Pause hook");
            confirm(tab);
            SinkView.awaitState(sick.muster(), "hook", SinkState.PAUSED);
            press(tab, "Resume hook");
            confirm(tab);
            SinkView.awaitState(sick.muster(), "hook", SinkState.RETRYING);
            assertEquals(List.of(), tab.complaints());
        }
    }
}
