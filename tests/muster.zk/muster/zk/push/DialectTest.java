// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class DialectTest {

    @Test
    void tellsAccessTerminalsByTypeEndpointOrTable() {
        assertEquals(Dialect.ACC, Dialect.of("cdata", query("options", "all", "DeviceType", "ACC")));
        assertEquals(Dialect.ACC, Dialect.of("Registry", query()));
        assertEquals(Dialect.ACC, Dialect.of("push", query()));
        assertEquals(Dialect.ACC, Dialect.of("rtdata", query("type", "time")));
        assertEquals(Dialect.ACC, Dialect.of("querydata", query()));
        assertEquals(Dialect.ACC, Dialect.of("cdata", query("table", " rtlog")));
        assertEquals(Dialect.ACC, Dialect.of("cdata", query("table", "tabledata", "tablename", "user")));
    }

    @Test
    void doesNotBelieveTheVersion() {
        assertEquals(Dialect.ATT2, Dialect.of("cdata", query("options", "all", "pushver", "3.1.2")));
    }

    @Test
    void takesAnyOtherTypeForAttendance() {
        assertEquals(Dialect.PID, Dialect.of("cdata", query("pushver", "2.4.1", "DeviceType", "pid")));
        assertEquals(Dialect.INS, Dialect.of("cdata", query("pushver", "2.4.1", "DeviceType", "ins")));
        assertEquals(Dialect.ATT2, Dialect.of("cdata", query("pushver", "2.4.1", "DeviceType", "middle east")));
    }

    @Test
    void tellsOemClocksByKeyStampOrQuestion() {
        assertEquals(Dialect.OEM, Dialect.of("getrequest", query("ComKey", "88888888")));
        assertEquals(Dialect.OEM, Dialect.of("cdata", query("type", "time")));
        assertEquals(Dialect.OEM, Dialect.of("cdata", query("table", "ATTLOG", "Stamp", "2026-11-20T08:04:00")));
        assertEquals(Dialect.ATT2, Dialect.of("cdata", query("table", "ATTLOG", "Stamp", "2026-13-20T08:04:00")));
        assertEquals(Dialect.OEM, Dialect.of("cdata", query("options", "all", "pushver", "2.3.0"), Dialect.OEM));
    }

    @Test
    void takesARequestThatTellsNothingForWhatTheTerminalWas() {
        for (Dialect known : Dialect.values()) {
            Dialect expected = known == Dialect.CPOS ? Dialect.ATT2 : known;
            assertEquals(expected, Dialect.of("getrequest", query("SN", "T1"), known));
        }
        assertEquals(Dialect.ATT2, Dialect.of("getrequest", query("SN", "T1")));
        assertEquals(Dialect.ATT1, Dialect.of("cdata", query("SN", "T1")));
        assertEquals(Dialect.OEM, Dialect.of("cdata", query("table", "ATTLOG", "Stamp", "9999"), Dialect.OEM));
    }

    /// One menu entry turns an attendance terminal into an access one and back.
    @Test
    void followsATerminalThatChangesItsDialect() {
        assertEquals(Dialect.ACC, Dialect.of("cdata", query("options", "all", "DeviceType", "acc"), Dialect.ATT2));
        assertEquals(Dialect.ATT2, Dialect.of("cdata", query("options", "all", "pushver", "2.4.1"), Dialect.ACC));
        assertEquals(Dialect.ATT1, Dialect.of("cdata", query("options", "all"), Dialect.ACC));
        assertEquals(Dialect.ATT2, Dialect.of("cdata", query("table", "ATTLOG", "Stamp", "9999"), Dialect.ACC));
    }

    @Test
    void namesEachDialectWithOneWord() {
        for (Dialect dialect : Dialect.values()) {
            assertEquals(dialect, Dialect.ofWord(dialect.word()));
        }
        assertEquals("att1", Dialect.ATT1.word());
        assertNull(Dialect.ofWord(""));
    }
}
