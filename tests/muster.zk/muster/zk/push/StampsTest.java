// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class StampsTest {

    @Test
    void takesTheStampOfEveryRecordedUpload() {
        sent("040-attlog-one-11col", "ATTLOG 9999");
        sent("042-attlog-4col", "ATTLOG 289515406");
        sent("046-attlog-oem16", "ATTLOG 2026-11-20T08:04:00");
        sent("055-attlog-no-table-v1", "ATTLOG 289515406");
        sent("056-attlog-capital-Table", "ATTLOG 1");
        sent("080-operlog-oplog", "OPERLOG 9999");
        sent("083-operlog-packed-time", "OPERLOG 289515406");
        sent("087-biodata", "BIODATA 9999");
        sent("089-attphoto-denied", "ATTPHOTO 9999");
        sent("090-fdata-v1-photo", "ATTPHOTO 0");
        sent("091-errorlog", "ERRORLOG 9999");
    }

    @Test
    void knowsEveryNameInAnyCase() {
        assertEquals(Optional.of("ATTLOG"), Stamps.tableOf("stamp"));
        assertEquals(Optional.of("OPERLOG"), Stamps.tableOf("OPSTAMP"));
        assertEquals(Optional.of("ATTPHOTO"), Stamps.tableOf("PhotoStamp"));
        assertEquals(Optional.of("BIODATA"), Stamps.tableOf("BioDataStamp"));
        assertEquals(Optional.of("IDCARD"), Stamps.tableOf("IdCardStamp"));
        assertEquals(Optional.of("ERRORLOG"), Stamps.tableOf("ErrorLogStamp"));
        assertEquals(Optional.empty(), Stamps.tableOf("table"));
    }

    @Test
    void takesNoStampThatCouldDoHarm() {
        assertTrue(Stamps.valid("None"));
        assertTrue(Stamps.valid("9".repeat(32)));
        assertFalse(Stamps.valid("9".repeat(33)));
        assertFalse(Stamps.valid(""));
        assertFalse(Stamps.valid(null));
        assertFalse(Stamps.valid("1\n2"));
        assertFalse(Stamps.valid("1;2"));
        assertEquals(Optional.empty(), Stamps.sent(query("table", "ATTLOG", "Stamp", "a b")));
        assertEquals(Optional.empty(), Stamps.sent(query("table", "ATTLOG")));
    }

    /// The answer to a query comes with stamp 0; kept, it would make the terminal send everything again.
    @Test
    void knowsThatAZeroIsNotWorthKeeping() {
        assertFalse(new Stamp("ATTLOG", "0").worthKeeping());
        assertTrue(new Stamp("ATTLOG", "9999").worthKeeping());
    }

    @Test
    void namesTheTableARequestIsAbout() {
        assertEquals("ATTLOG", TableName.of(query("Table", " attlog ")));
        assertEquals("ATTLOG", TableName.of(query("Stamp", "1")));
        assertEquals("OPERLOG", TableName.of(query("OpStamp", "1")));
        assertEquals("ATTPHOTO", TableName.of(query("PhotoStamp", "1")));
        assertEquals("OPERLOG", TableName.of(query("table", "OPERLOG", "Stamp", "1")));
        assertEquals("", TableName.of(query("SN", "T1")));
        assertEquals("templatev10", TableName.clean("template v10\r\n"));
        assertEquals(32, TableName.clean("x".repeat(99)).length());
    }

    private static void sent(String name, String expected) {
        Function<String, String> query = Sample.request(name).query();
        assertEquals(expected, Stamps.sent(query).map(stamp -> stamp.table() + " " + stamp.value()).orElse(""), name);
    }
}
