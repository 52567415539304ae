// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.model.Activity;
import muster.model.Alert;
import muster.model.AlertChange;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.MonitorEntry;
import muster.model.Notice;
import muster.model.StatusReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

    private static final String UPLOAD = "/iclock/cdata?SN=TSTATT000001&table=ATTLOG&Stamp=9999";

    @TempDir
    Path directory;

    @Test
    void theNumbersAreThoseOfTheJournal() throws Exception {
        try (House house = new House(directory)) {
            house.ask("POST", UPLOAD, "1\t2026-11-19 23:59:59\t0\t1\n2\t2026-11-20 00:00:00\t0\t1\n"
                    + "3\t2026-11-20 08:00:05\t0\t1\n3\t2026-11-20 08:00:05\t0\t1\n");
            StatusReport report = watch(house).report(7);
            assertEquals(2, report.metrics().scansToday());
            assertEquals(3, report.metrics().scansLastHour());
            assertEquals(100.0, report.metrics().successRate());
            assertEquals("healthy", report.systemState().status());
            assertEquals(1, report.terminalsOnline());
            assertEquals(7, report.streams());
            assertEquals("2026-11-20T08:00:10", report.timestamp());
        }
    }

    @Test
    void theLastHourIsForgottenWithTimeAndKeptOverARestart() throws Exception {
        try (House house = new House(directory)) {
            house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n");
        }
        try (House house = new House(directory)) {
            assertEquals(1, watch(house).metrics().scansLastHour());
            Watch watch = watch(house);
            house.pass(Duration.ofMinutes(61));
            assertEquals(0, watch.metrics().scansLastHour());
        }
    }

    @Test
    void aSilentTerminalMakesTheWholePartial() throws Exception {
        try (House house = new House(directory)) {
            house.ask("GET", "/iclock/getrequest?SN=TSTATT000001", "");
            house.pass(Duration.ofMinutes(16));
            assertEquals("partial", watch(house).report(0).systemState().status());
        }
    }

    /// TST-08.
    @Test
    void theHundredAndFirstLinePushesOutTheFirstAndTheFiftyFirstAlertLikewiseWhileTheJournalKeepsAll()
            throws Exception {
        try (House house = new House(directory)) {
            for (int i = 0; i < 51; i++) {
                house.journal.append(List.of(fired(i, null, house.clock.instant())));
            }
            for (int i = 0; i < 101; i++) {
                house.journal.append(List.of(new Notice(
                        Notice.Level.WARNING, "warning", null, "number " + i, Map.of(), house.clock.instant())));
            }
            Watch watch = watch(house);
            List<MonitorEntry> entries = watch.entries(1000);
            assertEquals(100, entries.size());
            assertEquals("number 1", entries.getFirst().message());
            assertEquals("number 100", entries.getLast().message());
            List<Alert> alerts = watch.alerts(1000);
            assertEquals(50, alerts.size());
            assertEquals("alert 1", alerts.getFirst().message());
            assertEquals("alert 50", alerts.getLast().message());
            assertEquals(20, watch.alerts(20).size());
            assertEquals(152, house.entries().size());
        }
    }

    @Test
    void anAlertNobodyIsToldOfIsNoneOfTheLatest() throws Exception {
        try (House house = new House(directory)) {
            house.journal.append(List.of(fired(1, "snoozed by Ann", house.clock.instant())));
            assertEquals(List.of(), watch(house).alerts(20));
            assertEquals(1, watch(house).entries(20).size());
        }
    }

    @Test
    void theActivityIsByTheMinuteOldestFirst() throws Exception {
        try (House house = new House(directory)) {
            house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n2\t2026-11-20 08:00:06\t0\t1\n");
            house.pass(Duration.ofMinutes(9));
            house.ask("POST", UPLOAD, "3\t2026-11-20 08:09:05\t0\t1\n");
            Watch watch = watch(house);
            assertEquals(List.of(2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), watch.report(0).activity());
            house.pass(Duration.ofMinutes(1));
            assertEquals(new Activity(Instant.parse("2026-11-20T02:39:00Z"), List.of(1L, 0L)), watch.activity(2));
        }
    }

    @Test
    void camerasCloudAndMessagesAreToldInTheSeedsWords() throws Exception {
        try (House house = new House(directory)) {
            Recent recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
            List<Component> components = List.of(
                    outside("camera", Component.State.DEGRADED), outside("cloud", Component.State.OFFLINE),
                    outside("sms", Component.State.STALE));
            Watch watch = new Watch(house.journal, house.terminals, recent, () -> SinkSummary.NONE, House.KOLKATA,
                    "test", house.clock, () -> components,
                    () -> List.of(fired(1, null, house.clock.instant()).after()), List::of);
            StatusReport report = watch.report(0);
            assertEquals("degraded", report.systemState().cameraStatus());
            assertEquals("offline", report.systemState().cloudStatus());
            assertEquals("stale", report.systemState().smsStatus());
            assertEquals(components, report.systemState().components());
            assertEquals("partial", report.systemState().status());
            assertEquals(1, report.alertsFiring());
        }
    }

    private static Component outside(String name, Component.State state) {
        return new Component(name, state, null, House.MORNING, House.MORNING, 300L, true);
    }

    private static AlertChange fired(int number, String quiet, Instant at) {
        AlertStatus alert = new AlertStatus("rule" + number, "rule" + number, "", null, null, Notice.Level.WARNING,
                AlertStatus.State.FIRING, "alert " + number, 1, at, at, at, null, quiet, null, null);
        return new AlertChange(alert, "fired", null, at);
    }

    @Test
    @Timeout(30)
    void aFollowerSeesWhatComesLater() throws Exception {
        try (House house = new House(directory)) {
            Recent recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
            Thread follower = Thread.ofVirtual().start(() -> {
                try {
                    recent.follow();
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            });
            house.ask("POST", UPLOAD, "1\t2026-11-20 08:00:05\t0\t1\n");
            while (recent.punchesWithin(Duration.ofHours(1), house.clock.instant()) == 0) {
                assertTrue(follower.isAlive());
                Thread.onSpinWait();
            }
            follower.interrupt();
            follower.join();
            MonitorEntry scan = recent.entries(1).getFirst();
            assertEquals("scan", scan.type());
            assertFalse(scan.toString().contains("pin"), "no person in a monitor line");
        }
    }

    @Test
    void uptimeIsToldAsPeopleTellIt() {
        assertEquals("5s", Watch.uptime(5));
        assertEquals("4m 5s", Watch.uptime(245));
        assertEquals("1h 0m", Watch.uptime(3600));
        assertEquals("2d 3h 4m", Watch.uptime(183_845));
    }

    private static Watch watch(House house) throws Exception {
        Recent recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
        return new Watch(house.journal, house.terminals, recent, House.KOLKATA, "test", house.clock);
    }
}
