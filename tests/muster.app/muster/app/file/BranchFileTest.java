// SPDX-License-Identifier: Apache-2.0
package muster.app.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.app.file.BranchRow.Bad;
import muster.app.file.BranchRow.Good;
import muster.model.BranchSettings;
import muster.model.Pull;
import muster.model.PullSettings;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Test;

final class BranchFileTest {

    private static BranchFile open(byte[] file) throws IOException, UnreadableFile {
        return BranchFile.open(new ByteArrayInputStream(file));
    }

    private static BranchFile open(String text) throws IOException, UnreadableFile {
        return open(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<BranchRow> rows(BranchFile file) throws IOException {
        List<BranchRow> rows = new ArrayList<>();
        for (BranchRow row = file.next(); row != null; row = file.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static List<BranchRow> rows(String text) throws IOException, UnreadableFile {
        return rows(open(text));
    }

    private static String why(String text) throws IOException, UnreadableFile {
        return ((Bad) rows(text).getFirst()).why();
    }

    private static PullSettings host(String host) {
        return new PullSettings(host, null, null, null, null, null, null, null, null);
    }

    @Test
    void everyColumnIsRead() throws Exception {
        List<BranchRow> rows = rows("""
                branch,branch_name,branch_zone,serial,terminal_name,host,port,transport,comm_key_file,poll_seconds,zone,live
                B1,Main Street,Asia/Kolkata,TSTATT000001,Gate,192.0.2.7,4371,udp,/etc/muster/b1.key,60,+05:45,no
                """);
        assertEquals(
                List.of(new Good(2,
                        new BranchSettings("B1", "Main Street", "Asia/Kolkata"),
                        new TerminalSettings("TSTATT000001", "Gate", "+05:45", null, "B1", new PullSettings(
                                "192.0.2.7", 4371, Pull.Transport.UDP, "/etc/muster/b1.key", 60, false,
                                null, null, null)))),
                rows);
    }

    @Test
    void whatIsLeftEmptyIsNotSet() throws Exception {
        assertEquals(
                List.of(
                        new Good(2, new BranchSettings("B1", null, null), null),
                        new Good(3, new BranchSettings("B1", null, null),
                                new TerminalSettings("TSTATT000001", null, null, null, "B1", host("192.0.2.7"))),
                        new Good(5, null, new TerminalSettings("TSTATT000002", null, null, null, null, null))),
                rows("branch;serial;host;port\nB1;;;\nB1;TSTATT000001;192.0.2.7\n;;;\n;TSTATT000002;;\n"));
    }

    @Test
    void columnsAreKnownByManyNames() throws Exception {
        for (String head : List.of(
                "Branch ID,Branch Name,Serial Number,IP", "branch_code,BRANCH NAME,S.N.,ip address",
                "Branch No.,branchname,device_sn,Host", "BRANCH,Branch-Name,Terminal,Address")) {
            assertEquals("CSV with \",\", columns read as branch, branch_name, serial, host", open(head).reading());
        }
        assertEquals("CSV with tabs, columns read as branch, zone, serial, live",
                open("\uFEFFbranch\ttime zone\tsn\treal time\n").reading());
    }

    @Test
    void aNameOrZoneIsTheTerminalsWhereThereAreTerminals() throws Exception {
        assertTrue(open("branch,name,zone").reading().endsWith("branch, branch_name, branch_zone"));
        assertTrue(open("id,name,timezone").reading().endsWith("branch, branch_name, branch_zone"));
        assertTrue(open("branch,sn,name,zone").reading().endsWith("branch, serial, terminal_name, zone"));
        assertTrue(open("branch,name,sn,terminal_name,zone,terminal_zone").reading()
                .endsWith("branch, branch_name, serial, terminal_name, branch_zone, zone"));
    }

    @Test
    void columnsNobodyKnowsAreToldAndPassedOver() throws Exception {
        BranchFile file = open("branch,remark,comm_key,branch,serial\nB1,x,1234,B2,TSTATT000001\n");
        assertEquals("CSV with \",\", columns read as branch, -, -, -, serial", file.reading());
        assertEquals(List.of("remark", "comm_key", "branch"), file.passedOver());
        assertEquals("B1", ((Good) file.next()).branch().id());
    }

    @Test
    void whatIsWrongWithARowIsTold() throws Exception {
        assertEquals("branch is \"Main Street\" and must be 1 to 64 letters, digits, -, _ or .",
                why("branch\nMain Street\n"));
        assertEquals("branch_zone is \"Mars/Base\" and must be a zone such as Asia/Kolkata or +05:30",
                why("branch,branch_zone\nB1,Mars/Base\n"));
        assertEquals("port is \"70000\" and must be a number from 1 to 65535", why("sn,ip,port\nS1,192.0.2.7,70000\n"));
        assertEquals("port is \"x\" and must be a number from 1 to 65535", why("sn,ip,port\nS1,192.0.2.7,x\n"));
        assertEquals("poll_seconds is 5 and must be 10 to 86400, or 0 for the usual", why("sn,poll\nS1,5\n"));
        assertEquals("transport is \"http\" and must be auto, tcp or udp", why("sn,transport\nS1,http\n"));
        assertEquals("live is \"maybe\" and must be yes or no", why("sn,live\nS1,maybe\n"));
        assertEquals("host is \"192.0.2.7 (old)\" and must be an address or a name", why("sn,ip\nS1,192.0.2.7 (old)\n"));
        assertEquals("it has 3 values for 2 columns", why("branch,sn\nB1,S1,192.0.2.7\n"));
        assertEquals("serial is missing; muster terminals scan 192.0.2.7 may tell it",
                why("branch,sn,ip\nB1,,192.0.2.7\n"));
        assertEquals("a terminal without its serial", why("branch,sn,terminal_name\nB1,,Gate\n"));
        assertEquals("a branch without its id in the column branch", why("branch,branch_name,sn\n,Main,S1\n"));
        assertEquals("it names neither a branch nor a terminal", why("branch,sn,name\n,,Gate\n"));
        assertEquals("serial is longer than 256 characters", why("sn\n" + "x".repeat(257) + "\n"));
    }

    @Test
    void aBadRowCostsNoOther() throws Exception {
        List<BranchRow> rows = rows("branch,port,sn\nB1,x,S1\nB2,4370,S2\n\"B3" + "y".repeat(70_000) + "\nB4,,\n");
        assertEquals(List.of(2L, 3L, 4L, 5L), rows.stream().map(BranchRow::line).toList());
        assertEquals(List.of("Bad", "Good", "Bad", "Good"),
                rows.stream().map(row -> row.getClass().getSimpleName()).toList());
    }

    @Test
    void aTableThatNamesNeitherBranchesNorTerminalsIsRefused() {
        UnreadableFile e = assertThrows(UnreadableFile.class, () -> open("place,remark\nx,y\n"));
        assertEquals("its first row names no column for branches or serials: place, remark", e.getMessage());
        assertTrue(e.hint().startsWith("name the columns in the first row: branch, "), e.hint());
    }

    @Test
    void otherKindsOfFilesAreRefusedWithAWayOut() {
        for (byte[] file : List.of(new byte[0], new byte[] {1, 0, 2}, new byte[] {-1, -2, 'b', 0},
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}, new byte[] {'P', 'K', 3, 4, 9, 9})) {
            UnreadableFile e = assertThrows(UnreadableFile.class, () -> open(file));
            assertTrue(!e.hint().isEmpty(), e.getMessage());
        }
    }

    @Test
    void cellsThatASpreadsheetWouldHaveRunAreReadBack() throws Exception {
        assertEquals("=1+2", ((Good) rows("branch,branch_name\nB1,'=1+2\n").getFirst()).branch().name());
    }

    @Test
    void behindTheLastRowIsNothing() throws Exception {
        BranchFile file = open("branch\nB1\n\n\n");
        assertEquals(1, rows(file).size());
        assertNull(file.next());
    }
}
