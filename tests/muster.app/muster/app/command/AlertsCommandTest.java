// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import muster.app.House;
import muster.app.command.Shell.Run;
import muster.model.AlertList;
import muster.model.AlertTrial;
import muster.model.ChannelList;
import muster.model.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alerts on the command line: what goes over the wire, and what people read.
final class AlertsCommandTest {

    private static final Instant NOW = House.MORNING;
    private static final String STOPPED = alert("sink_stopped", "hr", "error", "firing", "sink hr is stopped", 600,
            ",\"fired_at\":\"" + NOW.minusSeconds(540) + "\",\"told_at\":\"" + NOW.minusSeconds(60) + "\","
                    + "\"acknowledged_by\":\"ann\",\"note\":\"new key on its way\"");
    private static final String SILENT = alert("terminal_silent", "TSTATT000001", "warning", "firing",
            "terminal Gate is silent", 1800, ",\"terminal\":\"TSTATT000001\",\"branch\":\"south\",\"fired_at\":\""
                    + NOW.minusSeconds(900) + "\",\"quiet\":\"because of network_down\"");
    private static final String QUEUE = alert("queue_long", "", "warning", "pending", "51 records wait", 20, "");
    private static final String RULE = "{\"name\":\"queue_long\",\"level\":\"warning\",\"when\":\"queue_size > 50\","
            + "\"for_seconds\":60,\"keep_firing_seconds\":0,\"message\":\"{value} records wait\",\"on\":true,"
            + "\"shipped\":true}";
    private static final String SNOOZE = "{\"id\":4,\"kind\":\"snooze\",\"rule\":\"backup_old\",\"branch\":\"south\","
            + "\"from\":\"2026-11-20T02:30:00Z\",\"until\":\"2026-11-20T06:30:00Z\",\"reason\":\"no power\","
            + "\"by\":\"ann\"}";

    private ToldApi api;
    private Shell shell;

    private static String alert(
            String rule, String subject, String level, String state, String message, int ago, String more) {
        String id = subject.isEmpty() ? rule : rule + ":" + subject;
        return "{\"id\":\"" + id + "\",\"rule\":\"" + rule + "\",\"subject\":\"" + subject + "\",\"level\":\"" + level
                + "\",\"state\":\"" + state + "\",\"message\":\"" + message + "\",\"value\":51.0,\"since\":\""
                + NOW.minusSeconds(ago) + "\"" + more + "}";
    }

    @BeforeEach
    void open() throws Exception {
        api = new ToldApi();
        shell = new Shell().with("MUSTER_URL", api.url()).with("USER", "ann").with("TZ", "Asia/Kolkata");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Run run(String... args) {
        return shell.run(args);
    }

    private static List<String> columns(String line) {
        return List.of(line.split(" {2,}"));
    }

    @Test
    void alertsAreListedInTheApisOrderAndQuietOnesSayWhy() {
        api.on("GET /api/alerts/active", "{\"alerts\":[" + String.join(",", STOPPED, SILENT, QUEUE) + "]}");
        List<String> lines = run("alerts", "list").out().lines().toList();
        assertEquals(List.of("ALERT", "LEVEL", "STATE", "SINCE", "MESSAGE"), columns(lines.getFirst()));
        assertEquals(List.of("sink_stopped:hr", "error", "firing", "9 min ago",
                "sink hr is stopped (acknowledged by ann: new key on its way)"), columns(lines.get(1)));
        assertEquals(List.of("terminal_silent:TSTATT000001", "warning", "firing", "15 min ago",
                "terminal Gate is silent (nobody is told: because of network_down)"), columns(lines.get(2)));
        assertEquals(List.of("queue_long", "warning", "pending", "20 s ago", "51 records wait"), columns(lines.get(3)));
        AlertList json = Json.parse(run("alerts", "list", "--json").out(), AlertList.class);
        assertEquals("ann", json.alerts().getFirst().acknowledgedBy());
    }

    @Test
    void inANarrowWindowTheAlertStaysWholeAndItsMessageIsCut() {
        api.on("GET /api/alerts/active", "{\"alerts\":[" + SILENT + "]}");
        Run run = shell.with("COLUMNS", "80").run("alerts", "list", "--no-header");
        assertEquals("terminal_silent:TSTATT000001  warning  firing  15 min ago  terminal Gate is sil…\n", run.out());
    }

    @Test
    void withoutAlertsThatIsSaid() {
        api.on("GET /api/alerts/active", "{\"alerts\":[]}");
        assertEquals(new Run(0, "", "no alert fires or is pending\n"), run("alerts", "list"));
    }

    @Test
    void anAlertIsShownWholeWithItsRule() {
        api.on("GET /api/alerts/active", "{\"alerts\":[" + SILENT + "," + STOPPED + "," + QUEUE + "]}");
        api.on("GET /api/rules", "{\"rules\":[" + RULE + "]}");
        assertEquals("""
                alert       queue_long, warning
                state       pending, the condition holds since 20 s ago
                message     51 records wait
                value       51
                told        never
                rule        queue_long: queue_size > 50, for 60 s
                """, run("alerts", "show", "queue_long").out());
        String silent = run("alerts", "show", "terminal_silent:TSTATT000001").out();
        assertTrue(silent.contains("terminal    TSTATT000001\nbranch      south\nfired       15 min ago\n"
                + "told        never; nobody is told: because of network_down\n"), silent);
        assertTrue(run("alerts", "show", "sink_stopped:hr").out()
                .contains("told        60 s ago\nknown       acknowledged by ann: new key on its way\n"));
        Run none = run("alerts", "show", "disk_low");
        assertEquals(66, none.code());
        assertEquals("muster: no alert disk_low fires or is pending\n  muster alerts list names those that do\n",
                none.err());
    }

    @Test
    void anAlertIsAcknowledgedInTheUsersName() {
        api.on("POST /api/alerts/sink_stopped%3Ahr/acknowledge", STOPPED);
        api.on("DELETE /api/alerts/sink_stopped%3Ahr/acknowledge?by=bob%20b", STOPPED);
        Run ack = run("alerts", "ack", "sink_stopped:hr", "--note", "new key on its way");
        assertEquals(new Run(0, "sink_stopped:hr is acknowledged by ann: new key on its way; nobody is told again until"
                + " it is over\n", ""), ack);
        Run unack = run("alerts", "unack", "sink_stopped:hr", "--by", "bob b");
        assertEquals("sink_stopped:hr is no longer acknowledged; people are told again\n", unack.out());
        assertEquals(List.of("POST /api/alerts/sink_stopped%3Ahr/acknowledge"
                        + " {\"by\":\"ann\",\"note\":\"new key on its way\"}",
                "DELETE /api/alerts/sink_stopped%3Ahr/acknowledge?by=bob%20b"), api.asked);
    }

    @Test
    void whoCallsThroughSudoIsNamedAndNotRoot() {
        api.on("POST /api/alerts/queue_long/acknowledge", QUEUE);
        new Shell().with("MUSTER_URL", api.url()).with("USER", "root").with("SUDO_USER", "bob")
                .run("alerts", "ack", "queue_long");
        assertEquals(List.of("POST /api/alerts/queue_long/acknowledge {\"by\":\"bob\"}"), api.asked);
    }

    @Test
    void alertsAreSnoozedForATimeWithAReason() {
        api.on("POST /api/silences", 201, SNOOZE);
        Run run = run("alerts", "snooze", "--rule", "backup_old", "--branch", "south", "--for", "4h", "--reason",
                "no power");
        assertEquals(new Run(0, "nobody is told of rule backup_old, branch south until 2026-11-20 12:00;"
                + " muster alerts end 4 ends that\n", ""), run);
        assertEquals(List.of("POST /api/silences {\"kind\":\"snooze\",\"rule\":\"backup_old\",\"branch\":\"south\","
                + "\"seconds\":14400,\"reason\":\"no power\",\"by\":\"ann\"}"), api.asked);
    }

    @Test
    void maintenanceIsPlannedAndRepeated() {
        api.on("POST /api/silences", 201, SNOOZE.replace("\"kind\":\"snooze\"",
                "\"kind\":\"maintenance\",\"every\":\"week\""));
        Run run = run("alerts", "maintenance", "--subject", "hr", "--from", "2026-11-20T08:00+05:30", "--until",
                "2026-11-20T12:00+05:30", "--every", "week", "--reason", "no power", "--by", "bob");
        assertEquals("nobody is told of rule backup_old, branch south from 2026-11-20 08:00 to 2026-11-20 12:00,"
                + " every week; muster alerts end 4 ends that\n", run.out());
        assertEquals(List.of("POST /api/silences {\"kind\":\"maintenance\",\"subject\":\"hr\","
                + "\"from\":\"2026-11-20T02:30:00Z\",\"until\":\"2026-11-20T06:30:00Z\",\"every\":\"week\","
                + "\"reason\":\"no power\",\"by\":\"bob\"}"), api.asked);
    }

    @Test
    void silencesAreListedAndEnded() {
        String ended = SNOOZE.replace("\"id\":4", "\"id\":3")
                .replace("\"by\":", "\"ended_at\":\"2026-11-20T03:00:00Z\",\"by\":");
        api.on("GET /api/silences", "{\"silences\":[" + SNOOZE + "]}");
        api.on("GET /api/silences?all=true", "{\"silences\":[" + ended + "," + SNOOZE + "]}");
        api.on("DELETE /api/silences/4?by=ann", SNOOZE);
        List<String> lines = run("alerts", "silences").out().lines().toList();
        assertEquals(2, lines.size());
        assertEquals(List.of("4", "snooze", "2026-11-20 08:00", "2026-11-20 12:00", "-", "ann",
                "rule backup_old, branch south", "no power"), columns(lines.get(1)));
        assertTrue(run("alerts", "silences", "--all").out().contains("ended 2026-11-20 08:30"));
        assertEquals("people are told of rule backup_old, branch south again\n", run("alerts", "end", "4").out());
    }

    @Test
    void rulesAreListedAsTheyAreInForce() {
        String off = RULE.replace("queue_long", "my_own").replace("\"on\":true", "\"on\":false")
                .replace("\"shipped\":true", "\"shipped\":false").replace("\"keep_firing_seconds\":0",
                        "\"keep_firing_seconds\":300");
        api.on("GET /api/rules", "{\"rules\":[" + off + "," + RULE + "]}");
        List<String> lines = run("alerts", "rules").out().lines().toList();
        assertEquals(List.of("RULE", "LEVEL", "FROM", "WHEN"), columns(lines.getFirst()));
        assertEquals(List.of("my_own", "warning", "settings", "queue_size > 50, for 60 s, over after 5 min (off)"),
                columns(lines.get(1)));
        assertEquals(List.of("queue_long", "warning", "muster", "queue_size > 50, for 60 s"), columns(lines.get(2)));
    }

    @Test
    void aRuleIsTriedOnThePast() {
        String request = "GET /api/rules/queue_long/trial?since=" + NOW.minusSeconds(7 * 86_400).toString()
                .replace(":", "%3A");
        String trial = "{\"rule\":" + RULE + ",\"since\":\"2026-11-13T02:30:00Z\",\"until\":\"2026-11-20T02:30:00Z\","
                + "\"samples\":1234,\"firings\":[";
        api.on(request, trial + "]}");
        assertEquals("queue_long: queue_size > 50, for 60 s; it would have fired 0 times from 2026-11-13 08:00 to"
                + " 2026-11-20 08:00, by 1,234 measured values\n",
                run("alerts", "test", "queue_long", "--since", "7d").out());
        String when = "&until=2026-11-20T02%3A00%3A00Z&when=queue_size%20%3E%20200";
        api.on("GET /api/rules/queue_long/trial?since=2026-11-13T02%3A30%3A00Z" + when, trial
                + "{\"subject\":\"hr\",\"from\":\"2026-11-19T02:30:00Z\",\"until\":\"2026-11-19T02:40:00Z\","
                + "\"value\":201.5},{\"subject\":\"\",\"from\":\"2026-11-20T00:30:00Z\",\"value\":300}]}");
        String[] line = {"alerts", "test", "queue_long", "--since", "2026-11-13T08:00+05:30", "--until",
            "2026-11-20T02:00:00Z", "--when", "queue_size > 200"};
        List<String> lines = run(line).out().lines().toList();
        assertEquals(List.of("2026-11-19 08:00", "2026-11-19 08:10", "10 min", "hr", "201.5"), columns(lines.get(1)));
        assertEquals(List.of("2026-11-20 06:00", "still", "2 h", "-", "300"), columns(lines.get(2)));
        assertTrue(lines.get(3).contains("it would have fired 2 times"), lines.get(3));
        AlertTrial json = Json.parse(
                run("alerts", "test", "queue_long", "--since", "7d", "--json").out(), AlertTrial.class);
        assertEquals(1234, json.samples());
    }

    @Test
    void channelsAreListedWithWhatFails() {
        api.on("GET /api/channels", "{\"channels\":[{\"name\":\"office\",\"type\":\"email\","
                + "\"target\":\"mail.example\",\"failing\":false,\"sent\":3,\"waiting\":0,"
                + "\"last_success\":\"" + NOW.minusSeconds(30) + "\"},"
                + "{\"name\":\"duty\",\"type\":\"modem\",\"target\":\"the modem\",\"failing\":true,"
                + "\"reason\":\"no modem is there\",\"sent\":0,\"waiting\":2}]}");
        List<String> lines = run("alerts", "channels").out().lines().toList();
        assertEquals(List.of("NAME", "TYPE", "STATE", "SENT", "WAITING", "LAST SUCCESS", "TARGET"),
                columns(lines.getFirst()));
        assertEquals(List.of("office", "email", "well", "3", "0", "30 s ago", "mail.example"), columns(lines.get(1)));
        assertEquals(List.of("duty", "modem", "failing", "0", "2", "-", "the modem"), columns(lines.get(2)));
        assertEquals("duty: no modem is there", lines.get(3));
        assertEquals(2, Json.parse(run("alerts", "channels", "--json").out(), ChannelList.class).channels().size());
    }

    @Test
    void aTestMessageThatWasNotTakenEndsWith75() {
        api.on("POST /api/channels/office/test", "{\"sent\":true,\"answer\":\"250 queued\"}");
        assertEquals(new Run(0, "sent: 250 queued\n", ""), run("alerts", "notify", "office"));
        api.on("POST /api/channels/duty/test", "{\"sent\":false,\"answer\":\"no modem is there\"}");
        assertEquals(new Run(75, "FAILS: no modem is there\n", ""), run("alerts", "notify", "duty"));
    }

    @Test
    void whatIsNotThereIsNamedAsMusterNamesIt() {
        api.refuses("POST /api/channels/none/test", 404, "there is no channel none");
        api.refuses("DELETE /api/silences/99?by=ann", 404, "there is no silence 99");
        assertEquals(66, run("alerts", "notify", "none").code());
        assertEquals("muster: there is no silence 99\n", run("alerts", "end", "99").err().lines().findFirst()
                .map(line -> line + "\n").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "alerts show", "alerts ack", "alerts snooze --for 4h --rule x",
        "alerts snooze --for 4h --reason x", "alerts snooze --rule x --reason x",
        "alerts snooze --for 4 --rule x --reason x", "alerts maintenance --rule x --reason x",
        "alerts maintenance --rule x --reason x --until 2026-11-20T09:00 --every month", "alerts end", "alerts end x",
        "alerts test", "alerts test x --since 7y", "alerts test x --since yesterday", "alerts notify"})
    void aLineThatCannotBeMeantIsAMistakeOfUsage(String line) {
        assertEquals(64, run(line.split(" ")).code());
        assertEquals(List.of(), api.asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts list", "alerts show x", "alerts rules", "alerts silences", "alerts channels",
        "components", "metrics", "log", "report forget x", "report event sms x"})
    void withoutADaemonItIsSaidThatNobodyAnswers(String line) {
        api.close();
        Run run = run(line.split(" "));
        assertEquals(69, run.code());
        assertTrue(run.err().contains("nobody answers at"), run.err());
    }
}
