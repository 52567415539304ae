// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static muster.zk.push.Bodies.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableRowsTest {

    @Test
    void readsThePeopleOfAnAccessTerminal() {
        Sample sample = Sample.request("147-acc-tabledata-user");
        List<TableRow> rows = rows(sample.query().apply("tablename"), sample.body());
        assertEquals(2, rows.size());
        UserLine two = assertInstanceOf(UserLine.class, rows.getLast());
        assertEquals("1002 Two 14 00B1C2D3 1",
                two.pin() + " " + two.name() + " " + two.privilege() + " " + two.card() + " " + two.group());
    }

    /// The same punch comes at once as rtlog and later as a row of the table transaction.
    @Test
    void readsATransactionAsThePunchTheLogTold() {
        AttPunch told = ((AccessPunch) AccessLog.read(Sample.request("144-acc-rtlog").body()).getFirst()).punch();
        Sample sample = Sample.request("149-acc-querydata");
        AccessPunch again = assertInstanceOf(
                AccessPunch.class, rows(sample.query().apply("tablename"), sample.body()).getFirst());
        assertEquals(List.of(told.pin(), told.time(), told.state(), told.verifyMode()), List.of(
                again.punch().pin(), again.punch().time(), again.punch().state(), again.punch().verifyMode()));
        assertEquals("57", again.index());
        assertEquals("1", again.door());
    }

    @Test
    void readsATransactionThatIsNoPunch() {
        AccessRecord record = assertInstanceOf(AccessRecord.class, rows("transaction",
                "transaction cardno=0\tpin=0\tverified=200\tdoorid=1\teventtype=100\tinoutstate=2\t"
                        + "time_second=864117000\tindex=92").getFirst());
        assertEquals("record 100 of  at 2026-11-20 08:30:00 door 1 card 0", AccessLogTest.shown(record));
        assertInstanceOf(Unreadable.class, rows("transaction",
                "transaction pin=1\teventtype=0\ttime_second=999999999999").getFirst());
    }

    @Test
    void readsTheOtherTablesAndDropsTemplates() {
        assertEquals(new TemplateLine("TEMPLATEV10", "7"),
                rows("templatev10", "templatev10 size=4\tpin=7\tfingerid=6\ttemplate=QUJD").getFirst());
        assertEquals(new TemplateLine("BIODATA", "7"), rows("biodata", "biodata pin=7\ttmp=QUJD").getFirst());
        PhotoLine photo = assertInstanceOf(
                PhotoLine.class, rows("ATTPHOTO", "pin=7\tsn=TSTACC000001\tsize=4\tphoto=QUJD").getFirst());
        assertEquals("ATTPHOTO 7 ABC", photo.kind() + " " + photo.pin() + " " + text(photo.content()));
        assertEquals(new ErrorLine("D01E0001", "", "cmd", "AB12"),
                rows("errorlog", "errorlog errcode=D01E0001\terrmsg=\tdataorigin=cmd\tcmdid=AB12").getFirst());
        assertInstanceOf(AttPunch.class, rows("attlog", "attlog 7\t2026-11-20 08:00:00\t0\t1").getFirst());
        assertInstanceOf(AttPunch.class, rows("attlog", "attlog pin=7\ttime=2026-11-20 08:00:00").getFirst());
        assertInstanceOf(UnknownLine.class, rows("userauthorize", "userauthorize pin=7").getFirst());
        assertInstanceOf(UnknownLine.class, rows(null, "pin=7").getFirst());
        assertInstanceOf(UnknownLine.class, rows("user", "user=5").getFirst());
    }

    private static List<TableRow> rows(String table, String body) {
        return rows(table, bytes(body));
    }

    private static List<TableRow> rows(String table, byte[] body) {
        return TableRows.read(table, body, TextDecoding.UNKNOWN);
    }
}
