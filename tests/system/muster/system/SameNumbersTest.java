// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// At one quiet moment every face of a muster shows the same number for the same thing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameNumbersTest {

    private static final int PEOPLE = 11;
    private static final int STRANGERS = 3;
    private static final int ELSEWHERE = 5;
    private static final List<String> SEED =
            List.of("scans_today", "scans_last_hour", "success_rate", "queue_size", "failed_syncs");

    /// What `/metrics` calls them.
    private static final Map<String, String> PROMETHEUS = Map.of(
            "scans_today", "muster_scans_today",
            "scans_last_hour", "muster_scans_last_hour",
            "success_rate", "muster_success_percent",
            "queue_size", "muster_queue_size",
            "failed_syncs", "muster_failed_syncs",
            "terminals_online", "muster_terminals_online");

    /// Where the overview of `muster top` has them.
    private static final Map<String, String> OVERVIEW = Map.of(
            "scans_today", "punches today +([0-9,]+)",
            "scans_last_hour", "last hour +([0-9,]+)",
            "success_rate", "success rate +([0-9.,]+) %",
            "queue_size", "queue +([0-9,]+) waiting",
            "failed_syncs", "failed syncs +([0-9,]+)",
            "terminals_online", "terminals +([0-9,]+) of",
            "alerts_firing", "Alerts: ([0-9,]+) firing");

    private Path folder;
    private ConvexDouble backend;
    private Background terminals;
    private Muster muster;

    @BeforeAll
    void fill(@TempDir Path made) throws Exception {
        folder = made;
        backend = new ConvexDouble();
        backend.up();
        Path key = Files.writeString(folder.resolve("key"), ConvexDouble.KEY + "\n");
        List<String> words = new ArrayList<>(SinkView.set("backend", "type=convex", "url=" + backend.url(),
                "key_file=" + key));
        words.addAll(SinkView.set("later", "type=webhook", "url=https://192.0.2.10/hook", "mode=manual",
                "secret_files=" + WebhookDouble.secret(folder.resolve("secret"))));
        words.addAll(List.of("--set", "push.delay=2s"));
        muster = Muster.accepting(folder.resolve("data"), words.toArray(String[]::new));
        SinkView.event(muster, "fair");
        for (int i = 0; i < STRANGERS; i++) {
            backend.strangers().add("person-" + i);
        }
        SinkView.checkIn(muster, "fair", 0, PEOPLE);
        muster.upload("TSTATT000009", Punches.lines(0, ELSEWHERE));
        // terminals that call and bring nothing
        terminals = Background.start(muster, "simulate", "push", "--terminals-at",
                "127.0.0.1:" + muster.terminals().getPort(), "--terminals", "4", "--rate", "0", "--duration", "10m");
        Await.until("they are online", Duration.ofSeconds(60), () -> api().get("terminals_online") >= 4);
        SinkView.awaitDone(muster, "backend", Duration.ofSeconds(60));
        Await.until("the dead letters are an alert", () -> muster.get("/api/alerts/active").toString()
                .contains("\"dead_letters:backend\""));
    }

    @AfterAll
    void end() throws Exception {
        if (terminals != null) {
            terminals.close();
        }
        muster.close();
        backend.close();
    }

    private Map<String, Double> api() throws Exception {
        return status(muster.get("/api/status").getAsJsonObject());
    }

    private static Map<String, Double> status(JsonObject status) {
        Map<String, Double> found = seed(status.getAsJsonObject("metrics"));
        for (String name : List.of("terminals_online", "alerts_firing")) {
            found.put(name, status.get(name).getAsDouble());
        }
        return found;
    }

    private static Map<String, Double> seed(JsonObject metrics) {
        Map<String, Double> found = new LinkedHashMap<>();
        SEED.forEach(name -> found.put(name, metrics.get(name).getAsDouble()));
        return found;
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    /// Numbers in a text, each behind its pattern's first group.
    private static Map<String, Double> found(String text, Map<String, String> patterns) {
        Map<String, Double> found = new LinkedHashMap<>();
        patterns.forEach((name, pattern) -> {
            Matcher at = Pattern.compile(pattern).matcher(text);
            assertTrue(at.find(), () -> name + ", by " + pattern + ", is not in\n" + text);
            found.put(name, number(at.group(1)));
        });
        return found;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    /// What a face shows is what the API said before and after it.
    private void assertSame(Callable<Map<String, Double>> face) throws Exception {
        Await.until("nothing changes while it is read", () -> {
            Map<String, Double> before = api();
            Map<String, Double> shown = face.call();
            if (!before.equals(api())) {
                return false;
            }
            shown.forEach((name, value) -> assertEquals(before.get(name), value, name));
            return true;
        });
    }

    /// A screen follows within seconds; what it shows at last is what counts.
    private void assertSameSoon(Callable<Map<String, Double>> face) throws Exception {
        Await.until("the screen shows what the API says: " + api() + ", not " + face.call(), () -> {
            Map<String, Double> now = api();
            return now.equals(face.call());
        });
    }

    @Test
    void there_is_something_to_compare() throws Exception {
        Map<String, Double> now = api();
        assertEquals(PEOPLE, now.get("scans_today"), now::toString);
        assertEquals(PEOPLE + ELSEWHERE, now.get("scans_last_hour"), now::toString);
        assertTrue(now.get("success_rate") > 50 && now.get("success_rate") < 99, now::toString);
        assertEquals(PEOPLE + ELSEWHERE, now.get("queue_size"), now::toString);
        assertEquals(STRANGERS, now.get("failed_syncs"), now::toString);
        assertTrue(now.get("terminals_online") >= 4, now::toString);
        assertTrue(now.get("alerts_firing") >= 1, now::toString);
    }

    @Test
    void the_metrics_of_the_api() throws Exception {
        assertSame(() -> seed(muster.get("/api/metrics").getAsJsonObject()));
    }

    @Test
    void what_prometheus_reads() throws Exception {
        Map<String, String> patterns = new LinkedHashMap<>();
        PROMETHEUS.forEach((name, metric) -> patterns.put(name, "(?m)^" + metric + " (\\S+)$"));
        assertSame(() -> found(muster.ask("GET", "/metrics", null).body(), patterns));
        assertSame(() -> found(muster.run("metrics", "--prometheus").good().out(), patterns));
    }

    @Test
    void the_commands() throws Exception {
        assertSame(() -> status(object(muster.run("status", "--json").good().out())));
        assertSame(() -> seed(object(muster.run("metrics", "--json").good().out())));
        Map<String, String> lines = new LinkedHashMap<>();
        SEED.forEach(name -> lines.put(name, "(?m)^" + name + " +([0-9.,]+)"));
        assertSame(() -> found(muster.run("metrics").good().out(), lines));
    }

    @Test
    void the_dashboard_in_a_terminal_window() throws Exception {
        try (TerminalWindow window = TerminalWindow.open(folder, 120, 40, "MUSTER_URL=" + muster.url())) {
            window.run(Program.LAUNCHER + " top");
            window.await("punches today");
            window.await("Alerts: ");
            assertSameSoon(() -> found(window.text(), OVERVIEW));
        }
    }

    @Test
    void the_page() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no chromium on the PATH: apt-get install chromium");
        try (Browser browser = Browser.start();
                Tab tab = browser.tab().sized(1280, 800, false)) {
            tab.go(muster.url() + "/dashboard").until("document.querySelector('#view [data-measure=scans_today]')");
            tab.until("!document.querySelector('#firing').hidden");
            assertSameSoon(() -> {
                Map<String, Double> shown = new LinkedHashMap<>();
                for (String name : SEED) {
                    shown.put(name, tile(tab, "[data-measure=" + name + "]"));
                }
                shown.put("terminals_online", tile(tab, "[data-measure=terminals_online]"));
                shown.put("alerts_firing", tile(tab, "#firing"));
                return shown;
            });
        }
    }

    private static double tile(Tab tab, String selector) throws Exception {
        return number(tab.text("document.querySelector('" + selector + "').textContent").split(" ")[0]);
    }
}
