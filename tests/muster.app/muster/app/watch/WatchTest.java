// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import muster.app.House;
import muster.model.Alert;
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
    void aSilentTerminalDegradesTheWhole() throws Exception {
        try (House house = new House(directory)) {
            house.ask("GET", "/iclock/getrequest?SN=TSTATT000001", "");
            house.pass(Duration.ofMinutes(16));
            assertEquals("degraded", watch(house).report(0).systemState().status());
        }
    }

    @Test
    void theHundredAndFirstLinePushesOutTheFirstAndTheFiftyFirstAlertLikewise() throws Exception {
        try (House house = new House(directory)) {
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
            assertEquals("number 51", alerts.getFirst().message());
            assertEquals(20, watch.alerts(20).size());
        }
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
