// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import muster.model.AlertList;
import muster.model.AlertStatus;
import muster.model.ChannelList;
import muster.model.SinkState;
import muster.model.StatusReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line of a site is cut: its terminals, and every place it delivers to, go out of reach at one moment. People are
/// told of one thing, not of a hundred and twenty-four.
class UplinkTest {

    private static final int TERMINALS = 120;
    private static final int AWAY = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String DOWN = "network_down";

    /// What ships, sooner: each of these holds well before people would be told that the network is back.
    private static final List<String> SOONER = List.of("push.delay=2s", "rules.network_down.for=5s",
            "rules.network_down.keep_firing=5s", "rules.sink_failing.when=sink.failing_seconds > 8s",
            "rules.terminal_silent.when=terminal.silent_seconds > 12s", "rules.queue_long.when=queue_size > 20",
            "rules.queue_long.for=10s", "rules.success_low.when=success_rate < 99", "alerts.repeat=1h");

    /// What the machine under test may lack whatever its line does: space, a set clock, a Bluetooth adapter.
    private static final List<String> OFF = List.of("clock_unset", "disk_low", "scanner_asleep", "component_bad");

    @TempDir
    Path folder;

    /// What people were told, each message: how many alerts, tab, a line for each.
    private final List<String> told = new CopyOnWriteArrayList<>();

    private HttpDouble phones;
    private FarEnds far;
    private Muster muster;
    private Background simulator;

    @BeforeEach
    void open() throws Exception {
        phones = HttpDouble.up(call -> {
            told.add(call.text());
            return new HttpDouble.Said(200, "{}");
        });
        far = new FarEnds();
        List<String> words = new ArrayList<>(far.settings(folder));
        for (String setting : List.of("type=http", "url=" + phones.url(), "form=text", "body={count}\t{message}",
                "group_wait=1s")) {
            words.addAll(List.of("--set", "channels.phones." + setting));
        }
        SOONER.forEach(setting -> words.addAll(List.of("--set", setting)));
        OFF.forEach(rule -> words.addAll(List.of("--set", "rules." + rule + ".on=false")));
        muster = Muster.accepting(folder.resolve("data"), words.toArray(String[]::new));
        SinkView.event(muster, "fair");
        switchOn(TERMINALS);
        for (String sink : FarEnds.NAMES) {
            Await.until(sink + " delivers", PATIENCE, () -> SinkView.one(muster, sink).lastSuccess() != null
                    || sink.equals("backend"));
        }
    }

    @AfterEach
    void close() throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        muster.close();
        far.close();
        phones.close();
    }

    /// Terminals of the site, from the first; returns when all are online.
    private void switchOn(int count) throws Exception {
        startSimulator(count);
        Await.until(count + " terminals are online", PATIENCE, () -> status().terminalsOnline() >= count);
    }

    private void switchOff() throws Exception {
        simulator.close();
        simulator = null;
    }

    private void startSimulator(int count) throws Exception {
        simulator = Background.start(muster, "simulate", "push", "--terminals-at",
                "127.0.0.1:" + muster.terminals().getPort(), "--terminals", Integer.toString(count), "--rate", "0.1",
                "--seed", Integer.toString(count));
    }

    private StatusReport status() throws Exception {
        return muster.get("/api/status", StatusReport.class);
    }

    private List<AlertStatus> alerts() throws Exception {
        return muster.get("/api/alerts/active", AlertList.class).alerts();
    }

    private List<AlertStatus> firing(String rule) throws Exception {
        return alerts().stream()
                .filter(alert -> alert.rule().equals(rule) && alert.state() == AlertStatus.State.FIRING)
                .toList();
    }

    /// The targets go first, so that what comes in the last moment finds them away.
    private void cutTheLine() throws Exception {
        far.cut();
        SinkView.checkIn(muster, "fair", told.size(), 1);
        for (String sink : FarEnds.NAMES) {
            SinkView.awaitState(muster, sink, SinkState.RETRYING);
        }
        Await.until("records wait", PATIENCE, () -> status().metrics().queueSize() > 40);
        switchOff();
    }

    private void awaitEverythingQuiet() throws Exception {
        Await.until("the cut was told of", PATIENCE, () -> told.size() > 0);
        Await.until("every terminal is silent", PATIENCE, () -> firing("terminal_silent").size() == TERMINALS);
        Await.until("every sink fails", PATIENCE, () -> firing("sink_failing").size() == FarEnds.NAMES.size());
        Await.until("the queue is long", PATIENCE, () -> firing("queue_long").size() == 1);
        for (AlertStatus alert : alerts()) {
            boolean cause = alert.rule().equals(DOWN);
            assertEquals(cause ? null : "because of " + DOWN, alert.quiet(), alert.id());
        }
    }

    /// No message can come any more: what it could be about is over, and the channel has nothing to tell.
    private void awaitSilence() throws Exception {
        // what is counted since the start goes on to tell of the cut, and nobody is told of it
        Await.until("no alert is left", PATIENCE, () -> alerts().stream()
                .allMatch(alert -> alert.rule().equals("success_low") && alert.quiet() != null));
        Await.until("nothing waits to be told", PATIENCE, () ->
                muster.get("/api/channels", ChannelList.class).channels().getFirst().waiting() == 0);
    }

    /// Every line that people read, but for those of the first messages.
    ///
    /// @param skipped how many messages not to look at
    private List<String> lines(int skipped) {
        return told.stream().skip(skipped).map(message -> message.substring(message.indexOf('\t') + 1))
                .flatMap(String::lines).toList();
    }

    /// Waits for so many lines; one more fails the test.
    private void awaitLines(int count) throws Exception {
        Await.until(count + " lines are told", PATIENCE, () -> lines(0).size() >= count);
        assertEquals(count, lines(0).size(), told::toString);
    }

    private void assertTold(int place, String begin, String end) {
        String message = told.get(place);
        assertTrue(message.startsWith(begin) && message.endsWith(end), () -> told.toString());
    }

    @Test
    void a_cut_line_is_one_message_and_its_return_another() throws Exception {
        assertEquals(List.of(), told);
        cutTheLine();
        awaitEverythingQuiet();
        assertEquals(1, told.size(), told::toString);
        assertTold(0, "1\tERROR: most terminals or all sinks went out of reach", "[" + DOWN + "]");

        startSimulator(TERMINALS);
        far.mend();
        Await.until("the return is told of", PATIENCE, () -> told.size() > 1);
        awaitSilence();
        assertEquals(2, told.size(), told::toString);
        assertTold(1, "1\tover (error): most terminals or all sinks", "[" + DOWN + "]");
        for (String sink : FarEnds.NAMES) {
            SinkView.awaitState(muster, sink, SinkState.RUNNING);
        }
    }

    @Test
    void terminals_that_stay_away_when_it_is_back_are_told_of() throws Exception {
        cutTheLine();
        awaitEverythingQuiet();
        startSimulator(TERMINALS - AWAY);
        far.mend();
        awaitLines(1 + 1 + AWAY);
        List<String> lines = lines(1);
        assertEquals(1, lines.stream().filter(line -> line.startsWith("over (error): most terminals")).count(),
                told::toString);
        assertEquals(AWAY, lines.stream().filter(line -> line.contains("silent") && line.contains("[terminal_silent:"))
                .distinct().count(), told::toString);

        switchOff();
        startSimulator(TERMINALS);
        awaitSilence();
        awaitLines(1 + 1 + AWAY + AWAY);
        assertTrue(lines(1).subList(1 + AWAY, 1 + AWAY + AWAY).stream()
                .allMatch(line -> line.startsWith("over (warning): terminal ")), told::toString);
    }
}
