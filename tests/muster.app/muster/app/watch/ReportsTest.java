// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.app.House;
import muster.app.terminal.Refusal;
import muster.model.MonitorEntry;
import muster.model.MonitorReport;
import muster.model.Notice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    @TempDir
    private Path directory;

    private House house;
    private Reports reports;

    @BeforeEach
    void open() throws Exception {
        house = new House(directory);
        reports = new Reports(house.journal, House.KOLKATA, house.clock);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Notice journalled(String type, String message, Map<String, String> data) throws Exception {
        reports.take(new MonitorReport(type, message, data));
        return (Notice) house.entries().getLast().fact();
    }

    @Test
    void aReportBecomesALineAsTheSeedShowsIt() throws Exception {
        MonitorEntry line = reports.take(new MonitorReport(
                "photo", "Photo saved", Map.of("filepath", "/photos/1.jpg", "size_kb", "42")));
        assertEquals(new MonitorEntry("2026-11-20T08:00:10", "photo", "Photo saved",
                Map.of("filepath", "/photos/1.jpg", "size_kb", "42")), line);
        Recent recent = new Recent(house.journal, House.KOLKATA, house.clock.instant());
        assertEquals(List.of(line), recent.entries(10));
    }

    @Test
    void theTypeTellsTheLevel() throws Exception {
        assertEquals(Notice.Level.ERROR, journalled("error", "it broke", null).level());
        assertEquals(Notice.Level.WARNING, journalled("warning", "it may break", null).level());
        for (String type : List.of("scan", "sync", "sms", "photo", "custom", "info")) {
            assertEquals(Notice.Level.INFO, journalled(type, "it is so", null).level(), type);
        }
    }

    @Test
    void whatNamesAPersonIsMaskedToItsLastTwoCharacters() throws Exception {
        Map<String, String> data = new HashMap<>(Map.of("student_id", "221453", "Phone", "+15550100", "pin", "7",
                "name", "Zoë", "status", "IN"));
        assertEquals(Map.of("student_id", "***53", "Phone", "***00", "pin", "*", "name", "***oë", "status", "IN"),
                journalled("scan", "somebody came", data).context());
    }

    @Test
    void nothingThatMovesACursorIsKept() throws Exception {
        Notice notice = journalled("custom", " one\ntwo\u001b[31m three\u202e ", Map.of("key", "a\tb\u0000"));
        assertEquals("one two[31m three", notice.message());
        assertEquals(Map.of("key", "a b"), notice.context());
    }

    @Test
    void theEdgesAreAllowed() throws Exception {
        journalled("x".repeat(32), "y".repeat(500), members(20));
        journalled("A-b_9", "😀".repeat(500), Map.of());
        assertEquals(2, house.entries().size());
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsJournalled() throws Exception {
        refused(null, "m", null);
        refused("", "m", null);
        refused("two words", "m", null);
        refused("day.closed", "m", null);
        refused("x".repeat(33), "m", null);
        refused("scan", null, null);
        refused("scan", " \u0000\n", null);
        refused("scan", "y".repeat(501), null);
        refused("scan", "m", members(21));
        refused("scan", "m", Map.of("a key", "v"));
        refused("scan", "m", Map.of("key", "v".repeat(501)));
        assertEquals(List.of(), house.entries());
    }

    private static Map<String, String> members(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
    }

    private void refused(String type, String message, Map<String, String> data) {
        Refusal refusal =
                assertThrows(Refusal.class, () -> reports.take(new MonitorReport(type, message, data)));
        assertEquals(Refusal.Kind.INVALID, refusal.kind());
    }
}
