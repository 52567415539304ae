// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CommandTextTest {

    private static final LocalDateTime FROM = LocalDateTime.of(2026, 11, 1, 0, 0);
    private static final LocalDateTime TO = LocalDateTime.of(2026, 11, 20, 23, 59, 59);
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    @Test
    void speaksToAttendanceTerminals() {
        assertEquals("DATA QUERY ATTLOG StartTime=2026-11-01 00:00:00\tEndTime=2026-11-20 23:59:59",
                CommandText.queryAttLog(FROM, TO, Dialect.ATT2));
        assertEquals("DATA QUERY ATTLOG StartTime=2026-11-01T00:00:00\tEndTime=2026-11-20T23:59:59",
                CommandText.queryAttLog(FROM, TO, Dialect.OEM));
        assertEquals("VERIFY SUM ATTLOG StartTime=2026-11-01 00:00:00\tEndTime=2026-11-20 23:59:59",
                CommandText.verifySum(FROM, TO));
        assertEquals("DATA QUERY USERINFO", CommandText.queryUsers(null, Dialect.ATT2));
        assertEquals("DATA QUERY USERINFO PIN=7", CommandText.queryUsers("7", Dialect.ATT2));
        assertEquals("DATA UPDATE USERINFO PIN=7\tName=Test Person\tPri=0\tCard=12",
                CommandText.updateUser("7", "Test Person", 0, "12", Dialect.ATT2));
        assertEquals("DATA USER PIN=7\tName=A\tPri=14\tCard=", CommandText.updateUser("7", "A", 14, "", Dialect.ATT1));
        assertEquals("DATA DELETE USERINFO PIN=7", CommandText.deleteUser("7", Dialect.ATT2));
        assertEquals("DATA DEL_USER PIN=7", CommandText.deleteUser("7", Dialect.ATT1));
        assertEquals("SET OPTION TimeZone=330",
                CommandText.timeZone(ZoneOffset.ofHoursMinutes(5, 30), Dialect.ATT2));
        assertEquals(List.of("CHECK", "LOG", "INFO", "REBOOT", "CLEAR LOG", "RELOAD OPTIONS", "AC_UNLOCK"), List.of(
                CommandText.check(), CommandText.uploadNew(Dialect.ATT2), CommandText.info(Dialect.ATT2),
                CommandText.reboot(Dialect.ATT2), CommandText.clearLog(Dialect.ATT2), CommandText.reloadOptions(),
                CommandText.unlock(Dialect.ATT2, 1, 5)));
    }

    @Test
    void speaksToAccessTerminals() {
        assertEquals("CONTROL DEVICE 01010105", CommandText.unlock(Dialect.ACC, 1, 5));
        assertEquals("CONTROL DEVICE 010A01FE", CommandText.unlock(Dialect.ACC, 10, 254));
        assertEquals("DATA QUERY tablename=transaction,fielddesc=*,filter=NewRecord",
                CommandText.uploadNew(Dialect.ACC));
        assertEquals("DATA QUERY tablename=transaction,fielddesc=*,filter=*",
                CommandText.queryAttLog(FROM, TO, Dialect.ACC));
        assertEquals("DATA QUERY tablename=user,fielddesc=*,filter=*", CommandText.queryUsers(null, Dialect.ACC));
        assertEquals("DATA QUERY tablename=user,fielddesc=*,filter=Pin=7 8",
                CommandText.queryUsers("7,8", Dialect.ACC));
        assertEquals("DATA UPDATE user CardNo=12\tPin=7\tName=A\tPrivilege=0",
                CommandText.updateUser("7", "A", 0, "12", Dialect.ACC));
        assertEquals("DATA DELETE user Pin=7", CommandText.deleteUser("7", Dialect.ACC));
        assertEquals("DATA DELETE transaction *", CommandText.clearLog(Dialect.ACC));
        assertEquals("CONTROL DEVICE 03000000", CommandText.reboot(Dialect.ACC));
        assertEquals("SET OPTIONS DateTime=864097200", CommandText.setClock(NOW));
        assertEquals("SET OPTIONS A=1 B=2", CommandText.setOption("A", "1,B=2", Dialect.ACC));
        assertTrue(CommandText.info(Dialect.ACC).startsWith("GET OPTIONS "));
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThrows(IllegalArgumentException.class, () -> CommandText.unlock(Dialect.ACC, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> CommandText.unlock(Dialect.ACC, 1, 255));
        assertThrows(IllegalArgumentException.class, () -> CommandText.setOption("A=1\nB", "2", Dialect.ATT2));
        assertThrows(IllegalArgumentException.class, () -> CommandText.timeZone(ZoneOffset.UTC, Dialect.ACC));
    }

    @Test
    void takesAllItsOwnCommandsFromAnOperatorToo() {
        all().forEach(text -> assertNull(CommandText.refused(text), text));
    }

    @Test
    void takesFromAnOperatorOnlyWhatItKnows() {
        refused("", "needs a text");
        refused(null, "needs a text");
        refused("SHELL reboot", "not offered");
        refused("shell ls", "not offered");
        refused("check", "no command begins with \"check\"");
        refused(" CHECK", "no command begins with \"\"");
        refused("GetFile /etc/passwd", "no command begins with \"GetFile\"");
        refused("PutFile http://192.0.2.1/x\t/x", "no command begins with \"PutFile\"");
        refused("UPGRADE checksum=0,url=x,size=1", "no command begins with \"UPGRADE\"");
        refused("CHECK\nREBOOT", "one line");
        refused("CHECK\u0000", "one line");
        refused("DATA UPDATE USERINFO PIN=7\tName=" + "x".repeat(1_000), "at most 1000 bytes");
        refused("DATA UPDATE USERINFO PIN=7\tPasswd=4711", "password");
        refused("DATA UPDATE FINGERTMP PIN=7\tTMP=QUJD", "template");
        refused("SET OPTION ComKey=88888888", "key");
        assertNull(CommandText.refused("DATA UPDATE USERINFO PIN=7\tPasswd="));
        assertNull(CommandText.refused("ENROLL_FP PIN=7\tFID=1\tRETRY=3\tOVERWRITE=1"));
    }

    @Test
    void repeatsOnlyWhatDoesTheSameTwice() {
        Stream.of("CHECK", "INFO", "LOG", "RELOAD OPTIONS", "DATA QUERY ATTLOG StartTime=a\tEndTime=b",
                        "DATA UPDATE USERINFO PIN=7", "DATA USER PIN=7", "DATA COUNT user", "SET OPTION A=1",
                        "SET OPTIONS A=1", "GET OPTIONS A", "VERIFY SUM ATTLOG StartTime=a\tEndTime=b")
                .forEach(text -> assertTrue(CommandText.repeatable(text), text));
        Stream.of("REBOOT", "CLEAR LOG", "CLEAR DATA", "ENROLL_FP PIN=7", "ENROLL_BIO TYPE=9", "AC_UNLOCK",
                        "AC_UNALARM", "CONTROL DEVICE 01010105", "DATA DELETE USERINFO PIN=7", "DATA DEL_USER PIN=7",
                        CommandText.setClock(NOW), "", "SHELL x")
                .forEach(text -> assertFalse(CommandText.repeatable(text), text));
    }

    @Test
    void knowsWhatErases() {
        Stream.of("CLEAR LOG", "clear  data", "CLEAR ALL USERINFO", "DATA DELETE USERINFO PIN=7",
                        "DATA DEL_USER PIN=7", "DATA DELETE transaction *", "DATA\tDELETE user Pin=1")
                .forEach(text -> assertTrue(CommandText.destructive(text), text));
        Stream.of("CHECK", "REBOOT", "DATA QUERY ATTLOG", "DATA UPDATE USERINFO PIN=7", "DATA", "")
                .forEach(text -> assertFalse(CommandText.destructive(text), text));
    }

    @Property
    void noValueBreaksOutOfItsField(@ForAll String pin, @ForAll String name, @ForAll String card) {
        for (Dialect dialect : new Dialect[] {Dialect.ATT1, Dialect.ATT2, Dialect.ACC}) {
            String text = CommandText.updateUser(pin, name, 0, card, dialect);
            assertEquals(3, text.chars().filter(c -> c == '\t').count());
            assertTrue(text.chars().noneMatch(c -> c < ' ' && c != '\t'));
        }
    }

    private static Stream<String> all() {
        return Stream.of(Dialect.ATT1, Dialect.ATT2, Dialect.OEM, Dialect.ACC).flatMap(dialect -> Stream.of(
                CommandText.check(), CommandText.uploadNew(dialect), CommandText.info(dialect),
                CommandText.reboot(dialect), CommandText.queryAttLog(FROM, TO, dialect),
                CommandText.queryUsers(null, dialect), CommandText.queryUsers("7", dialect),
                CommandText.updateUser("7", "A", 0, "1", dialect), CommandText.deleteUser("7", dialect),
                CommandText.clearLog(dialect), CommandText.setOption("VOLUME", "60", dialect),
                CommandText.reloadOptions(), CommandText.setClock(NOW), CommandText.unlock(dialect, 1, 5),
                CommandText.verifySum(FROM, TO)));
    }

    private static void refused(String text, String reason) {
        String why = CommandText.refused(text);
        assertNotNull(why, text);
        assertTrue(why.contains(reason), why);
    }
}
