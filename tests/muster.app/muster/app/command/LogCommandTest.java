// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.app.command.Shell.Run;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.ComponentChange;
import muster.model.Contact;
import muster.model.Fact;
import muster.model.Json;
import muster.model.MonitorEntry;
import muster.model.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `muster log` over the stream of a real muster.
final class LogCommandTest {

    private static final Instant AT = House.MORNING;

    @TempDir
    private Path directory;

    private Muster muster;
    private Shell shell;

    @BeforeEach
    void open() throws Exception {
        muster = new Muster(directory);
        shell = new Shell().with("MUSTER_URL", muster.url()).with("TZ", "Asia/Kolkata");
    }

    @AfterEach
    void close() {
        muster.close();
    }

    private void happens(Fact... facts) throws Exception {
        muster.house.journal.append(List.of(facts));
    }

    private static Notice notice(String topic, String message) {
        return new Notice(Notice.Level.WARNING, topic, null, message, Map.of("operation", "absence"), AT);
    }

    private static AlertChange alert() {
        AlertStatus after = new AlertStatus("queue_long", "queue_long", "", null, null, Notice.Level.WARNING,
                AlertStatus.State.FIRING, "51 records wait", 51, AT, AT, AT, null, null, null, null);
        return new AlertChange(after, "fired", null, AT);
    }

    private Run run(String... args) {
        return shell.run(args);
    }

    @Test
    void theNewestLinesAreShownOldestFirst() throws Exception {
        muster.punches(Muster.SERIAL, "7", 0, 1);
        happens(alert(), notice("sms", "no credit"), new ComponentChange(
                new Component("camera", Component.State.OFFLINE, "no\033picture", AT, AT, 300L, true), "reported", AT));
        assertEquals("""
                2026-11-20 08:00:00  scan      punch at terminal TSTATT000001
                2026-11-20 08:00:10  alert     alert queue_long fired: 51 records wait
                2026-11-20 08:00:10  sms       no credit
                2026-11-20 08:00:10  warning   component camera is offline: no\uFFFDpicture
                """, run("log").out());
        assertEquals(2, run("log", "-n", "2").out().lines().count());
        assertEquals("", run("log", "-n", "0").out());
        assertEquals(1, run("log", "--type", "sms").out().lines().count());
        MonitorEntry json = Json.parse(run("log", "--type", "sms", "--json").out(), MonitorEntry.class);
        assertEquals(Map.of("operation", "absence"), json.data());
    }

    @Test
    void anEmptyJournalHasNoLines() {
        assertEquals(new Run(0, "", ""), run("log"));
    }

    @Test
    void moreThanTheApiListsAreShown() throws Exception {
        muster.punches(Muster.SERIAL, "7", 0, 300);
        assertEquals(250, run("log", "-n", "250").out().lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "events"})
    void followingShowsWhatIsThereAndThenWhatComesNothingTwice(String command) throws Exception {
        happens(notice("sms", "one"), notice("sms", "two"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread following = Thread.ofVirtual().start(() -> shell.run(out, err, command, "-f", "-n", "1"));
        await(out, "two");
        happens(notice("sms", "three"), new Contact(Muster.SERIAL, true, "192.0.2.7", "heard", AT));
        await(out, "came: heard");
        following.interrupt();
        assertTrue(following.join(Duration.ofSeconds(30)));
        String text = out.toString(StandardCharsets.UTF_8);
        assertFalse(text.contains("one"), text);
        assertEquals(3, text.lines().count(), text);
        assertEquals("muster: interrupted\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void followingNothingYetShowsTheFirstThatComes() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Thread following = Thread.ofVirtual()
                .start(() -> shell.run(out, new ByteArrayOutputStream(), "log", "--follow", "--json", "--type", "sms"));
        Instant end = Instant.now().plusSeconds(30);
        while (out.size() == 0) {
            assertTrue(Instant.now().isBefore(end), "not within 30 s");
            happens(notice("photo", "kept"), notice("sms", "sent"));
            Thread.sleep(20);
        }
        following.interrupt();
        assertTrue(following.join(Duration.ofSeconds(30)));
        assertEquals("sent", Json.parse(out.toString(StandardCharsets.UTF_8).lines().findFirst().orElseThrow(),
                MonitorEntry.class).message());
    }

    private static void await(ByteArrayOutputStream out, String text) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
            assertTrue(Instant.now().isBefore(end), "not within 30 s: " + out);
            Thread.sleep(20);
        }
    }
}
