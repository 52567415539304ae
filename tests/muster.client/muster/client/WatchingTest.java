// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import muster.model.Acknowledgement;
import muster.model.Activity;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.AlertTrial;
import muster.model.ChannelStatus;
import muster.model.ChannelTrial;
import muster.model.Component;
import muster.model.ComponentReport;
import muster.model.Entry;
import muster.model.History;
import muster.model.MonitorReport;
import muster.model.Notice;
import muster.model.Punch;
import muster.model.Silence;
import muster.model.SilenceRequest;
import muster.model.TerminalChange;
import org.junit.jupiter.api.Test;

/// Alerts, components and measures: what goes over the wire, and what is read from it.
final class WatchingTest {

    private static final Instant AT = Instant.parse("2026-11-20T02:30:00Z");
    private static final String ALERT = """
            {"id":"sink_stopped:hr","rule":"sink_stopped","subject":"hr","level":"error","state":"firing",
             "message":"sink hr is stopped","value":1.5,"since":"2026-11-20T02:30:00Z",
             "fired_at":"2026-11-20T02:30:00Z"}""";
    private static final AlertStatus STATUS = new AlertStatus("sink_stopped:hr", "sink_stopped", "hr", null, null,
            Notice.Level.ERROR, AlertStatus.State.FIRING, "sink hr is stopped", 1.5, AT, AT, null, null, null, null,
            null);
    private static final String SILENCE = """
            {"id":4,"kind":"maintenance","branch":"south","from":"2026-11-20T02:30:00Z",
             "until":"2026-11-20T02:30:00Z","every":"day","reason":"work","by":"ann"}""";
    private static final Silence MADE = new Silence(4, Silence.Kind.MAINTENANCE, null, null, "south", AT, AT,
            Silence.Every.DAY, "work", "ann", null);
    private static final String CAMERA = """
            {"name":"camera","state":"stale","since":"2026-11-20T02:30:00Z",
             "reported_at":"2026-11-20T02:30:00Z","stale_after_seconds":300,"outside":true}""";
    private static final Component COMPONENT =
            new Component("camera", Component.State.STALE, null, AT, AT, 300L, true);

    private interface Call<T> {
        T on(Watching watch) throws ApiException, InterruptedException;
    }

    /// Asks, expects the line that went over the wire, and gives what was read.
    private static <T> T call(String line, String answer, Call<T> call) throws Exception {
        try (TinyServer server = TinyServer.json(answer); Api api = Api.at(server.uri())) {
            T value = call.on(api.watch());
            TinyServer.Request request = server.requests.getFirst();
            String body = request.body().isEmpty() ? "" : " " + request.body();
            assertEquals(line, request.method() + " " + request.target() + body);
            return value;
        }
    }

    @Test
    void alertsAreListedAndAcknowledged() throws Exception {
        assertEquals(List.of(STATUS), call("GET /api/alerts/active", "{\"alerts\":[" + ALERT + "]}",
                Watching::activeAlerts).alerts());
        assertEquals(STATUS, call("POST /api/alerts/sink_stopped%3Ahr/acknowledge {\"by\":\"ann\",\"note\":\"a key\"}",
                ALERT, watch -> watch.acknowledge("sink_stopped:hr", new Acknowledgement("ann", "a key"))));
        assertEquals(STATUS, call("DELETE /api/alerts/sink_stopped%3Ahr/acknowledge?by=ann%20a", ALERT,
                watch -> watch.unacknowledge("sink_stopped:hr", "ann a")));
    }

    @Test
    void silencesAreListedMadeAndEnded() throws Exception {
        String list = "{\"silences\":[" + SILENCE + "]}";
        assertEquals(List.of(MADE), call("GET /api/silences", list, watch -> watch.silences(false)).silences());
        assertEquals(1, call("GET /api/silences?all=true", list, watch -> watch.silences(true)).silences().size());
        SilenceRequest request =
                new SilenceRequest(null, "disk_low", null, null, null, null, 3600L, null, "work", "ann");
        assertEquals(MADE, call("POST /api/silences {\"rule\":\"disk_low\",\"seconds\":3600,\"reason\":\"work\","
                + "\"by\":\"ann\"}", SILENCE, watch -> watch.silence(request)));
        assertEquals(MADE, call("DELETE /api/silences/4?by=ann", SILENCE, watch -> watch.endSilence(4, "ann")));
    }

    @Test
    void rulesAreListedAndTried() throws Exception {
        String rule = """
                {"name":"disk_low","level":"error","when":"disk_free_percent < 5","for_seconds":0,
                 "keep_firing_seconds":60,"message":"m","on":true,"shipped":true}""";
        assertEquals("disk_free_percent < 5", call("GET /api/rules", "{\"rules\":[" + rule + "]}", Watching::rules)
                .rules().getFirst().when());
        AlertTrial trial = call("GET /api/rules/disk_low/trial?since=2026-11-20T02%3A30%3A00Z&when=a%20%3E%201",
                "{\"rule\":" + rule + ",\"since\":\"" + AT + "\",\"until\":\"" + AT + "\",\"samples\":2,\"firings\":"
                        + "[{\"subject\":\"\",\"from\":\"" + AT + "\",\"value\":4}]}",
                watch -> watch.trial("disk_low", AT, null, "a > 1"));
        assertEquals(List.of(new AlertTrial.Firing("", AT, null, 4)), trial.firings());
    }

    @Test
    void channelsAreListedAndTried() throws Exception {
        String channel = "{\"name\":\"office\",\"type\":\"email\",\"target\":\"t\",\"failing\":true,\"reason\":\"r\","
                + "\"sent\":1,\"waiting\":2}";
        assertEquals(List.of(new ChannelStatus("office", "email", "t", true, "r", 1, 2, null, null)),
                call("GET /api/channels", "{\"channels\":[" + channel + "]}", Watching::channels).channels());
        assertEquals(new ChannelTrial(false, "no"), call("POST /api/channels/office/test {}",
                "{\"sent\":false,\"answer\":\"no\"}", watch -> watch.testChannel("office")));
    }

    @Test
    void componentsAreListedReportedAndForgotten() throws Exception {
        assertEquals(List.of(COMPONENT), call("GET /api/components", "{\"components\":[" + CAMERA + "]}",
                Watching::components).components());
        assertEquals(COMPONENT, call("PUT /api/components/camera {\"state\":\"online\",\"details\":\"d\","
                + "\"stale_after_seconds\":60}", CAMERA,
                watch -> watch.report("camera", new ComponentReport(Component.State.ONLINE, "d", 60L))));
        assertEquals(COMPONENT, call("DELETE /api/components/camera", CAMERA, watch -> watch.forget("camera")));
    }

    @Test
    void whatHappenedElsewhereIsTold() throws Exception {
        String entry = "{\"timestamp\":\"t\",\"type\":\"sms\",\"message\":\"m\"}";
        assertEquals("m", call("POST /api/events {\"type\":\"sms\",\"message\":\"m\",\"data\":{\"a\":\"b\"}}", entry,
                watch -> watch.tell(new MonitorReport("sms", "m", Map.of("a", "b")))).message());
    }

    @Test
    void measuresAreAskedForOverTime() throws Exception {
        assertEquals(new Activity(AT, List.of(0L, 3L)), call("GET /api/activity?minutes=2",
                "{\"from\":\"" + AT + "\",\"punches\":[0,3]}", watch -> watch.activity(2)));
        String history =
                "{\"measure\":\"queue_size\",\"subject\":\"\",\"points\":[{\"at\":\"" + AT + "\",\"value\":1}]}";
        assertEquals(List.of(new History.Point(AT, 1)), call("GET /api/history?measure=queue_size", history,
                watch -> watch.history("queue_size", "", null, null)).points());
        call("GET /api/history?measure=sink.queue&subject=hr&since=2026-11-20T02%3A30%3A00Z"
                + "&until=2026-11-20T02%3A30%3A00Z", history, watch -> watch.history("sink.queue", "hr", AT, AT));
        assertEquals(List.of(new Measure("queue_size", "h", "gauge", "")), call("GET /api/measures",
                "[{\"name\":\"queue_size\",\"help\":\"h\",\"kind\":\"gauge\",\"family\":\"\"}]", Watching::measures));
        assertEquals("# HELP x\n", call("GET /metrics", "# HELP x\n", Watching::prometheus));
    }

    @Test
    void whoCannotWaitIsToldSoon() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (TinyServer server = new TinyServer((request, out) -> over.await());
                Api api = Api.at(server.uri(), null, Duration.ofMillis(200))) {
            ApiException e = assertThrows(ApiException.class, () -> api.watch().forget("camera"));
            assertTrue(e.passing());
            assertTrue(e.getMessage().contains("no answer from"), e.getMessage());
        } finally {
            over.countDown();
        }
    }

    private static Optional<Entry> entry(String kind, String member, String fact) {
        return StreamEntry.parse("{\"seq\":7,\"kind\":\"" + kind + "\",\"at\":\"" + AT + "\",\"terminal\":\"T1\",\""
                + member + "\":" + fact + "}").entry();
    }

    @Test
    void aStreamedEntryIsTheJournalsEntry() {
        AlertChange change = new AlertChange(STATUS, "fired", null, AT);
        assertEquals(Optional.of(new Entry(7, change)), entry("alert", "alert",
                "{\"after\":" + ALERT + ",\"act\":\"fired\",\"received_at\":\"" + AT + "\"}"));
        Entry terminal = entry("terminal", "terminal_change", "{\"act\":\"approved\",\"by\":\"ann\"}").orElseThrow();
        assertEquals("approved", ((TerminalChange) terminal.fact()).act());
        assertEquals(Optional.empty(), entry("tomorrow", "tomorrow", "{}"));
    }

    @Test
    void aStreamedPunchIsTheJournalsPunch() {
        Punch punch = (Punch) entry("punch", "punch", """
                {"seq":7,"source":"push","terminal":"T1","terminal_name":"Gate","pin":"8",
                 "local_time":"2026-11-20 08:00:00","time":"2026-11-20T08:00:00+05:30","zone":"Asia/Kolkata",
                 "zone_from":"config","fit":"exact","received_at":"2026-11-20T02:30:00Z","state":1,
                 "work_code":"","raw":"8"}""").orElseThrow().fact();
        assertEquals(AT, punch.instant());
        assertEquals(1, punch.state());
        assertEquals(Punch.NOT_GIVEN, punch.verifyMode());
        assertNull(punch.checkIn());
    }
}
