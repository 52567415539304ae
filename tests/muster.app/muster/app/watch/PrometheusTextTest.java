// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    /// Every measure there is, with a value.
    private static Snapshot everything() {
        Snapshot.Builder into = new Snapshot.Builder(NOON);
        for (Measure measure : Measures.all()) {
            into.put(measure, measure.family().isEmpty() ? "" : "one", 1.5);
        }
        into.put(new Snapshot.Labelled(PrometheusText.PUNCHES, Map.of("source", "push"), 3));
        into.put(new Snapshot.Labelled(PrometheusText.SINK_ERRORS, Map.of("sink", "hr"), 3));
        into.put(new Snapshot.Labelled(PrometheusText.QUARANTINE, Map.of("reason", "malformed"), 3));
        into.put(new Snapshot.Labelled(PrometheusText.DROPPED, Map.of("reason", "any"), 0));
        return into.done();
    }

    @Test
    void aNumberOfMusterHasNoLabelAndOneOfATerminalItsSerial() {
        Snapshot.Builder into = new Snapshot.Builder(NOON);
        into.put(Measures.QUEUE_SIZE, 51);
        into.put(Measures.TERMINAL_UP, "TSTATT000001", 1);
        into.put(Measures.TERMINAL_UP, "TSTATT000002", 0);
        assertEquals("""
                # HELP muster_queue_size Records that wait for a sink, of all sinks together.
                # TYPE muster_queue_size gauge
                muster_queue_size 51
                # HELP muster_device_up 1 when the terminal is online, else 0.
                # TYPE muster_device_up gauge
                muster_device_up{sn="TSTATT000001"} 1
                muster_device_up{sn="TSTATT000002"} 0
                """, PrometheusText.of(into.done()));
    }

    @Test
    void momentsAreToldAsWholeSecondsAndDaysAsSeconds() {
        Snapshot.Builder into = new Snapshot.Builder(NOON);
        into.put(Measures.UPTIME, "", NOON.minusMillis(90_900));
        into.put(Measures.CERTIFICATE_DAYS, "/etc/c.pem", 14);
        String text = PrometheusText.of(into.done());
        assertTrue(text.contains("\nmuster_uptime_seconds 90\n"), text);
        assertTrue(text.contains("\nmuster_certificate_expiry_seconds{file=\"/etc/c.pem\"} 1209600\n"), text);
    }

    @Test
    void whatWouldEndALabelIsEscaped() {
        Snapshot.Builder into = new Snapshot.Builder(NOON);
        into.put(Measures.SINK_QUEUE, "a\"b\\c\nd", 1);
        String text = PrometheusText.of(into.done());
        assertTrue(text.endsWith("muster_queue_records{sink=\"a\\\"b\\\\c\\nd\"} 1\n"), text);
    }

    @Test
    void whatIsNoNumberIsNotThere() {
        Snapshot.Builder into = new Snapshot.Builder(NOON);
        into.put(Measures.SUCCESS_RATE, Double.NaN);
        into.put(Measures.DISK_FREE, Double.POSITIVE_INFINITY);
        into.put(Measures.QUEUE_SIZE, 0.25);
        String text = PrometheusText.of(into.done());
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
        assertTrue(text.endsWith("muster_queue_size 0.25\n"), text);
    }

    @Test
    void theNamesThatWereFixedAreThere() {
        String text = PrometheusText.of(everything());
        for (String name : List.of("punches_total", "queue_records", "oldest_unsent_seconds", "sink_errors_total",
                "device_up", "device_clock_offset_seconds", "device_log_fill_ratio", "quarantine_records",
                "sse_clients", "backup_age_seconds", "wal_bytes", "ble_sightings_total", "dropped_total")) {
            assertTrue(text.contains("\nmuster_" + name), name);
        }
    }

    @Test
    void promtoolHasNothingToSayAboutTheNames() throws Exception {
        assertEquals("", Promtool.says(PrometheusText.of(everything()), "check", "metrics"));
    }

    @Test
    void promtoolUnderstandsTheRulesThatAreShipped() throws Exception {
        String said = Promtool.says("", "check", "rules", "conf/prometheus-rules.yml");
        assertTrue(said.contains("SUCCESS"), said);
    }

    /// What is asked for is told: a rule or a board with a misspelt name would be silent for ever.
    @ParameterizedTest
    @ValueSource(strings = {"conf/prometheus-rules.yml", "conf/grafana-board.json"})
    void everyNameInTheShippedFilesIsToldByMuster(String file) throws Exception {
        String told = PrometheusText.of(everything());
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\bmuster_[a-z_]+").matcher(Files.readString(Path.of(file)));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        assertTrue(names.size() > 10, names::toString);
        for (String name : names) {
            assertTrue(told.contains("# TYPE " + name + " "), name);
        }
    }
}
