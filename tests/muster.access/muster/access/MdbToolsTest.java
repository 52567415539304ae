// SPDX-License-Identifier: Apache-2.0
package muster.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What muster wrote, read by mdbtools: a program that shares no line with Jackcess.
final class MdbToolsTest {

    private static final Path EXPORT = Path.of("/usr/bin/mdb-export");

    @TempDir
    Path folder;

    private static List<String> export(Path file, String table) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(EXPORT.toString(), "-T", "%Y-%m-%d %H:%M:%S", file.toString(), table)
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), lines.toString());
        return lines;
    }

    @Test
    void mdbtoolsReadsWhatWasWritten() throws Exception {
        assumeTrue(Files.isExecutable(EXPORT), "needs the Debian package mdbtools");
        Path file = TimeProgramFile.newer(folder);
        AccessFile target = new AccessFile(file, Duration.ZERO, true, ZoneOffset.UTC, InstantSource.system());
        List<AccessPunch> batch = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            batch.add(new AccessPunch("" + (i % 50 + 1), null, LocalDateTime.of(2026, 3, 9, 8, 0).plusMinutes(i),
                    i % 2 == 0 ? "I" : "O", 1, "TSTATT00000" + i % 3, null, ""));
        }
        target.put(batch);
        target.put(List.of(new AccessPunch(
                "0042", "Bo", LocalDateTime.of(2026, 3, 10, 23, 55, 1), "O", 15, "TSTATT000001", null, "3")));
        List<String> lines = export(file, "CHECKINOUT");
        assertEquals("USERID,CHECKTIME,CHECKTYPE,VERIFYCODE,SENSORID,MachineId,Memoinfo,WorkCode,sn,UserExtFmt",
                lines.getFirst());
        assertEquals(1002, lines.size());
        assertTrue(lines.contains("1,\"2026-03-09 08:00:00\",\"I\",1,\"1\",1,,0,\"TSTATT000000\","), lines.get(1));
        assertTrue(lines.getLast().startsWith("2,\"2026-03-10 23:55:01\",\"O\",15,\"2\",2,,3,\"TSTATT000001\","),
                lines.getLast());
        assertEquals(52, export(file, "USERINFO").size());
        assertEquals(4, export(file, "Machines").size());
    }
}
