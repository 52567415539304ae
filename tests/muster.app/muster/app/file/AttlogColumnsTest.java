// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AttlogColumnsTest {

    private static String of(String... lines) {
        return String.valueOf(AttlogColumns.of(List.of(lines)));
    }

    @Test
    void fourColumnsBehindTheTimeBeginWithTheDevice() {
        assertEquals("pin, time, device, state, verify_mode, work_code",
                of("   7\t2026-11-20 08:00:00\t1\t0\t15\t0", "   8\t2026-11-20 08:00:00\t1\t1\t1\t0"));
    }

    @Test
    void fourColumnsOfWhichTheFirstVariesAreAsTerminalsSend() {
        assertEquals("pin, time, state, verify_mode, work_code",
                of("7\t2026-11-20 08:00:00\t0\t15\t0\t0", "8\t2026-11-20 08:00:00\t1\t1\t0\t0"));
        assertEquals("pin, time, state, verify_mode, work_code", of("7\t2026-11-20 08:00:00\t0\t15\t0\t0"));
    }

    @Test
    void fewerAndMoreColumnsAreAsTerminalsSend() {
        assertEquals("pin, time", of("7\t2026-11-20 08:00:00"));
        assertEquals("pin, time, state, verify_mode", of("7\t2026-11-20 08:00:00\t1\t15"));
        assertEquals("pin, time, state, verify_mode, work_code",
                of("7\t2026-11-20 08:00:00\t0\t15\t0\t0\t0\t0\t0\t0\t"));
    }

    @Test
    void aNumberInFrontOfThePinIsPassedOver() {
        assertEquals("-, pin, time, state", of("1\t7\t2026-11-20 08:00:00\t0"));
    }

    @Test
    void blanksInPlaceOfTabsAreUnderstood() {
        assertEquals("pin, time, device, state, verify_mode, work_code", of("  7 2026-11-20 08:00:00 1 0 15 0"));
        assertEquals(List.of("7", "2026-11-20 08:00:00", "1"), AttlogColumns.cells("  7  2026-11-20 08:00:00   1 "));
    }

    @Test
    void whatMostLinesSayCounts() {
        assertEquals("pin, time, state",
                of("7\t2026-11-20 08:00:00\t0", "noise", "1\t7\t2026-11-20 08:00:00\t0", "8\t2026-11-20 08:00:00\t1"));
    }

    @Test
    void noLineWithATimeTellsNothing() {
        assertNull(AttlogColumns.of(List.of("7\t8\t9", "", "2026-11-20 08:00:00\t7")));
    }

    @Test
    void anOrderCanBeGiven() throws UnreadableFile {
        AttlogColumns columns = AttlogColumns.parse("time, pin,-,verify_mode");
        List<String> cells = List.of("2026-11-20 08:00:00", " 7 ", "x", "15");
        assertEquals("7", columns.cell(cells, "pin"));
        assertEquals("15", columns.cell(cells, "verify_mode"));
        assertNull(columns.cell(cells, "state"));
    }

    @Test
    void anOrderThatIsNoneIsSaidSo() {
        for (String text : List.of("pin", "time", "pin,time,colour", "pin,pin,time", "")) {
            assertThrows(UnreadableFile.class, () -> AttlogColumns.parse(text), text);
        }
    }
}
