// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import muster.model.AlertList;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.ComponentList;
import muster.model.Silence;
import muster.model.SilenceList;
import muster.system.Program.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What other programs report, what operators do with alerts, and what the log tells, by the commands as they ship.
@Tag("quick")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchCliTest {

    private static final String ALERT = "component_bad:camera";

    private Path folder;
    private Muster muster;

    @BeforeAll
    void start(@TempDir Path made) throws Exception {
        folder = made;
        muster = Muster.accepting(folder.resolve("data"), "--set", "rules.component_bad.for=0s");
    }

    @AfterAll
    void end() throws Exception {
        muster.close();
    }

    private Component component(String name) throws Exception {
        return muster.get("/api/components", ComponentList.class).components().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AlertStatus alert() throws Exception {
        return muster.get("/api/alerts/active", AlertList.class).alerts().stream()
                .filter(each -> each.id().equals(ALERT))
                .findFirst()
                .orElse(null);
    }

    private void cameraFails() throws Exception {
        muster.run("report", "component", "camera", "error", "no picture").good();
        Await.until("the camera is an alert", () -> alert() != null && alert().state() == AlertStatus.State.FIRING);
    }

    private void cameraWorks() throws Exception {
        muster.run("report", "component", "camera", "online", "1280x720").good();
        Await.until("the alert is over", () -> alert() == null);
    }

    @Test
    void a_program_says_how_it_is_and_is_among_the_components() throws Exception {
        Outcome silent = muster.run("report", "component", "sms", "degraded", "weak signal", "--stale-after", "1h")
                .good();
        assertEquals("", silent.out() + silent.err(), "a script wants no words");
        assertEquals(Component.State.DEGRADED, component("sms").state());
        assertEquals(3600, component("sms").staleAfterSeconds());
        String list = muster.run("components").good().out();
        assertTrue(list.lines().anyMatch(line -> line.startsWith("sms ") && line.contains("weak signal")), list);
        assertTrue(list.lines().anyMatch(line -> line.startsWith("journal ") && line.contains("online")), list);

        assertEquals(64, muster.run("report", "component", "sms", "stale").code());
        assertEquals(64, muster.run("report", "component", "sms", "fine").code());
        Outcome name = muster.run("report", "component", "journal", "error");
        assertTrue(name.code() != 0 && name.err().startsWith("muster: "), name::toString);
        muster.run("report", "forget", "sms").good();
        assertFalse(muster.run("components").good().out().contains("sms"));
    }

    @Test
    void what_a_program_tells_is_a_line_of_the_log_for_whoever_follows_it() throws Exception {
        try (Background log = Background.start(muster, "log", "-f", "-n", "0");
                Background events = Background.start(muster, "events", "-f", "--json", "-n", "0")) {
            // when a follower has begun nobody can see from outside, so it is told until it was heard
            Await.until("both have heard", () -> {
                muster.run("report", "event", "sms", "message sent", "--data", "operation=absence").good();
                return log.output().contains("message sent") && events.output().contains("message sent");
            });
            assertTrue(log.output().lines().allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*")),
                    log::output);
            String first = events.output().lines().filter(line -> line.contains("message sent")).findFirst().get();
            JsonObject line = JsonParser.parseString(first).getAsJsonObject();
            assertEquals("sms", line.get("type").getAsString(), first);
            assertTrue(first.contains("\"operation\":\"absence\""), first);
        }
        String past = muster.run("log", "--type", "sms", "-n", "1").good().out();
        assertEquals(1, past.lines().count(), past);
        assertTrue(past.contains("message sent"), past);
        assertEquals(64, muster.run("log", "-n", "1001").code());
    }

    @Test
    void an_alert_is_acknowledged_and_taken_back() throws Exception {
        cameraFails();
        String list = muster.run("alerts", "list").good().out();
        assertTrue(list.contains(ALERT) && list.contains("firing"), list);
        String known = muster.run("alerts", "ack", ALERT, "--note", "cable ordered", "--by", "Ada").good().out();
        assertTrue(known.contains("Ada") && known.contains("cable ordered"), known);
        assertEquals("Ada", alert().acknowledgedBy());
        muster.run("alerts", "unack", ALERT).good();
        assertEquals(null, alert().acknowledgedBy());
        assertEquals(66, muster.run("alerts", "ack", "queue_long").code(), "it does not fire");
        cameraWorks();
        assertTrue(muster.run("log", "--type", "alert").good().out().contains("camera"));
    }

    @Test
    void alerts_are_snoozed_and_the_snooze_is_ended() throws Exception {
        String made = muster.run("alerts", "snooze", "--rule", "component_bad", "--subject", "camera", "--for", "2h",
                "--reason", "new lens", "--by", "Ada").good().out();
        assertTrue(made.contains("component_bad") && made.contains("muster alerts end "), made);
        Silence silence = muster.get("/api/silences", SilenceList.class).silences().getFirst();
        String list = muster.run("alerts", "silences").good().out();
        assertTrue(list.contains("new lens") && list.contains("Ada"), list);
        cameraFails();
        assertTrue(alert().quiet().contains("new lens"), alert()::toString);
        assertTrue(muster.run("alerts", "list").good().out().contains("new lens"));

        String ended = muster.run("alerts", "end", Long.toString(silence.id())).good().out();
        assertTrue(ended.contains("again"), ended);
        Await.until("people are told", () -> alert().quiet() == null && alert().toldAt() != null);
        assertTrue(muster.run("alerts", "silences").good().err().contains("nothing is silenced"));
        assertTrue(muster.run("alerts", "silences", "--all").good().out().contains("new lens"));
        assertTrue(muster.run("alerts", "end", Long.toString(silence.id())).code() != 0, "it is over already");
        assertEquals(66, muster.run("alerts", "end", "4711").code());
        assertEquals(64, muster.run("alerts", "snooze", "--for", "2h", "--reason", "all of them").code());
        cameraWorks();
    }

    @Test
    void a_rule_is_tried_on_the_past() throws Exception {
        String told = muster.run("alerts", "test", "queue_long", "--since", "7d").good().out();
        assertTrue(told.contains("queue_size > 50") && told.contains("it would have fired 0 times"), told);
        String other = muster.run("alerts", "test", "queue_long", "--when", "queue_size > 200").good().out();
        assertTrue(other.contains("queue_size > 200"), other);
        assertTrue(muster.run("alerts", "test", "queue_lon").err().contains("queue_long"), "a near name is offered");
        assertEquals(64, muster.run("alerts", "test", "queue_long", "--since", "yesterday-ish").code());
    }

    @Test
    void all_numbers_are_written_to_a_file() throws Exception {
        Path file = folder.resolve("everything.json");
        Outcome written = muster.run("metrics", "--export", file.toString()).good();
        assertTrue(written.err().contains(file.toString()), written.err());
        JsonObject everything = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertTrue(everything.keySet().containsAll(List.of("timestamp", "metrics", "components", "alerts")),
                () -> everything.keySet().toString());

        ProcessBuilder usual = Program.command("metrics", "--export");
        usual.environment().put("MUSTER_URL", muster.url());
        Path here = Files.createDirectory(folder.resolve("here"));
        Program.run(usual.directory(here.toFile())).good();
        try (Stream<Path> made = Files.list(here.resolve("data"))) {
            List<String> names = made.map(path -> path.getFileName().toString()).toList();
            assertEquals(1, names.size(), names::toString);
            assertTrue(names.getFirst().matches("metrics_export_\\d{8}_\\d{6}\\.json"), names::toString);
        }
        assertEquals(64, muster.run("metrics", "--export", file.toString(), "--json").code());
    }

    @Test
    void the_doctor_says_by_its_exit_code_whether_something_is_wrong() throws Exception {
        String data = folder.resolve("data").toString();
        String terminals = "push.listen=127.0.0.1:" + muster.terminals().getPort();
        Outcome found = muster.run("doctor", "--data", data, "--set", terminals, "--json");
        JsonObject document = JsonParser.parseString(found.out()).getAsJsonObject();
        assertEquals(document.get("sound").getAsBoolean() ? 0 : 65, found.code(), found::toString);
        assertTrue(document.getAsJsonArray("findings").asList().stream()
                .noneMatch(each -> each.getAsJsonObject().get("level").getAsString().equals("error")), found::out);

        muster.run("report", "component", "printer", "error", "no paper").good();
        Outcome worse = muster.run("doctor", "--data", data, "--set", terminals);
        assertEquals(65, worse.code(), worse::toString);
        assertTrue(worse.out().contains("printer") && worse.out().contains("no paper"), worse::out);
        muster.run("report", "forget", "printer").good();

        Outcome alone = Program.run("doctor", "--data", data, "--url", "http://127.0.0.1:1");
        assertEquals(65, alone.code(), alone::toString);
        Outcome wrong = Program.run("doctor", "--set", "push.delay=soon", "--url", "http://127.0.0.1:1");
        assertEquals(65, wrong.code(), wrong::toString);
        assertTrue(wrong.out().contains("push.delay"), wrong::out);
        assertEquals(64, muster.run("doctor", "--nonsense").code());
    }
}
