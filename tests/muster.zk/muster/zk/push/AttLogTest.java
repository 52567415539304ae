// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static java.util.stream.Collectors.joining;
import static muster.zk.push.Bodies.bytes;
import static muster.zk.push.Bodies.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttLogTest {

    @Test
    void readsEveryRecordedShape() {
        recorded("040-attlog-one-11col", "1001 2026-11-20 08:00:05 0/15");
        recorded("042-attlog-4col", "21 2009-01-03 20:56:46 0/1");
        recorded("043-attlog-7col", "452 2026-11-20 08:01:07 0/1 code 12");
        recorded("044-attlog-blank-workcode", "2 2026-11-20 08:02:20 1/15");
        recorded("045-attlog-13col", "1001 2026-11-20 08:03:00 0/15 code 0 offset 19800");
        recorded("046-attlog-oem16", "982 2026-11-20 08:04:00 1/0 code 9001");
        recorded("047-attlog-space-padded", "1006 2026-11-20 08:05:00 0/1");
        recorded("048-attlog-crlf-nofinal", "1002 2026-11-20 08:06:00 0/1", "1003 2026-11-20 08:06:05 1/1");
        recorded("049-attlog-uid-first", "1007 2026-11-20 08:07:00 0/1");
        recorded("050-attlog-string-pins", "007 2026-11-20 08:08:00 0/1", "AB12_9 2026-11-20 08:08:01 0/1");
        recorded("051-attlog-status255", "1005 2026-11-20 08:09:00 255/1");
        recorded("052-attlog-same-second", "1001 2026-11-20 08:10:00 0/15", "1001 2026-11-20 08:10:00 1/15",
                "1001 2026-11-20 08:10:01 0/15");
        recorded("053-attlog-exact-repeat", "1001 2026-11-20 08:00:05 0/15");
        recorded("054-attlog-mixed-bad-line", "1009 2026-11-20 08:11:00 0/1", "?", "?",
                "1011 2026-11-20 08:11:02 0/1");
        recorded("055-attlog-no-table-v1", "21 2009-01-03 20:56:46 0/1");
        recorded("056-attlog-capital-Table", "21 2026-11-20 08:12:00 0/1");
        recorded("057-attlog-no-content-type", "1012 2026-11-20 08:13:00 0/15");
        recorded("058-attlog-form-content-type", "1013 2026-11-20 08:14:00 0/15");
        recorded("059-attlog-push-content-type", "1014 2026-11-20 08:15:00 0/15");
        recorded("060-attlog-chunked", "1015 2026-11-20 08:16:00 0/15");
        recorded("061-attlog-expect100", "1016 2026-11-20 08:17:00 0/15");
        recorded("062-attlog-length-too-long", "1017 2026-11-20 08:18:00 0/15");
        recorded("063-attlog-length-too-short", "1017 2026-11-20 08:18:00 0/15");
        recorded("064-attlog-no-length", "1017 2026-11-20 08:18:00 0/15");
        recorded("065-attlog-nul-inside", "?");
        recorded("066-attlog-idcard-pid", "1 2026-11-20 08:20:00 0/1");
        recorded("067-attlog-empty");
        recorded("068-attlog-kv", "1018 2026-11-20 08:21:00 0/-1");
        assertEquals(30, AttLog.read(Sample.request("041-attlog-batch30").body(), Dialect.ATT2).size());
    }

    @Test
    void takesThePinLeftOfTheTimeWhateverStandsAround() {
        reads("ATTLOG\t7\t2026-11-20 08:00:00\t0\t1", "7 2026-11-20 08:00:00 0/1");
        reads("ATTLOG 7\t2026-11-20 08:00:00\t0\t1", "7 2026-11-20 08:00:00 0/1");
        reads("ATTLOG 7 2026-11-20 08:00:00 0 1", "7 2026-11-20 08:00:00 0/1");
        reads("3 7 2026-11-20  08:00:00 0 1", "7 2026-11-20 08:00:00 0/1");
        reads("7\t 2026-11-20 08:00:00 \t 0 \t 1 ", "7 2026-11-20 08:00:00 0/1");
        reads("7\t2026-11-20T08:00:00\t0\t1", "7 2026-11-20 08:00:00 0/1");
        reads("ATTLOG Time=2026-11-20 08:00:00\tPIN=7\tVerify=4", "7 2026-11-20 08:00:00 -1/4");
        reads("time=2026-11-20 08:00:00 pin=7 status=1", "7 2026-11-20 08:00:00 1/-1");
    }

    @Test
    void keepsThePinAsItIs() {
        reads("A  B\t2026-11-20 08:00:00\t0\t1", "A  B 2026-11-20 08:00:00 0/1");
        reads("  0042 \t2026-11-20 08:00:00\t0\t1", "0042 2026-11-20 08:00:00 0/1");
        reads("é7\t2026-11-20 08:00:00\t0\t1", "é7 2026-11-20 08:00:00 0/1");
        reads("9".repeat(64) + "\t2026-11-20 08:00:00\t0\t1", "9".repeat(64) + " 2026-11-20 08:00:00 0/1");
    }

    @Test
    void holdsWhatCannotBeAPin() {
        reads("9".repeat(65) + "\t2026-11-20 08:00:00\t0\t1", "?");
        reads("7\u0001\t2026-11-20 08:00:00\t0\t1", "?");
        reads("7\u007F\t2026-11-20 08:00:00\t0\t1", "?");
        reads("7\u0085\t2026-11-20 08:00:00\t0\t1", "?");
        reads("\t2026-11-20 08:00:00\t0\t1", "?");
        reads("2026-11-20 08:00:00\t0\t1", "?");
        reads("time=2026-11-20 08:00:00\tstatus=0", "?");
        assertInstanceOf(Unreadable.class, AttLog.read(
                new byte[] {'7', (byte) 0xC3, '\t', '2'}, Dialect.ATT2).getFirst());
    }

    @Test
    void takesTheCalendarStrictly() {
        reads("7\t2026-02-29 08:00:00\t0\t1", "?");
        reads("7\t2028-02-29 08:00:00\t0\t1", "7 2028-02-29 08:00:00 0/1");
        reads("7\t2026-13-01 08:00:00\t0\t1", "?");
        reads("7\t2026-11-00 08:00:00\t0\t1", "?");
        reads("7\t2026-11-20 24:00:00\t0\t1", "?");
        reads("7\t2026-11-20 08:60:00\t0\t1", "?");
        reads("7\t2026-11-20 08:00:60\t0\t1", "?");
        reads("7\t0000-11-20 08:00:00\t0\t1", "?");
        reads("7\t0001-01-01 00:00:00\t0\t1", "7 0001-01-01 00:00:00 0/1");
        reads("7\t9999-12-31 23:59:59\t0\t1", "7 9999-12-31 23:59:59 0/1");
        reads("7\t10000-01-01 00:00:00\t0\t1", "?");
        reads("7\t2026-11-20 08:00\t0\t1", "?");
        reads("7\t2026-11-20 8:00:00\t0\t1", "?");
    }

    /// Three other servers made 2 March of 30 February; a possible time further right must not turn the
    /// impossible one into a PIN either.
    @Test
    void doesNotTakeAnImpossibleTimeForAPin() {
        reads("7\t2026-02-30 08:00:00\t2026-03-02 08:00:00", "?");
    }

    @Test
    void takesMissingAndStrangeNumbersForNotGiven() {
        reads("7\t2026-11-20 08:00:00", "7 2026-11-20 08:00:00 -1/-1");
        reads("7\t2026-11-20 08:00:00\t\t", "7 2026-11-20 08:00:00 -1/-1");
        reads("7\t2026-11-20 08:00:00\tin\tface", "7 2026-11-20 08:00:00 -1/-1");
        reads("7\t2026-11-20 08:00:00\t-5\t9999999999", "7 2026-11-20 08:00:00 -1/-1");
    }

    @Test
    void believesOnlyWhatCanBeAnOffset() {
        assertEquals(19800, offset("19800", Dialect.ATT2));
        assertEquals(-12600, offset("-12600", Dialect.ATT2));
        assertEquals(0, offset("0", Dialect.ATT2));
        assertNull(offset("", Dialect.ATT2));
        assertNull(offset("43", Dialect.ATT2));
        assertNull(offset("90000", Dialect.ATT2));
        assertNull(offset("19800", Dialect.OEM));
        assertNull(offset("19800", Dialect.PID));
        assertNull(punch("7\t2026-11-20 08:00:00\t0\t1\t0\t0\t0\t1\t2\t3\t900\t5\t6\t1.0\t2.0\t3.0", Dialect.ATT2)
                .offsetSeconds(), "16 columns are an OEM clock's, told or not");
    }

    @Test
    void keepsTheLineAsItCame() {
        String line = "7\t2026-11-20 08:00:00\t0\t1\t0\tmore\tand more\t";
        assertArrayEquals(bytes(line), AttLog.read(bytes(line + "\r\n"), Dialect.ATT2).getFirst().raw());
        assertArrayEquals(new byte[] {'1', 0, '2'},
                AttLog.read(new byte[] {'1', 0, '2', '\n'}, Dialect.ATT2).getFirst().raw());
    }

    @Test
    void looksForTheTimeInAnySensiblePlaceOnly() {
        reads("x\t".repeat(254) + "7\t2026-11-20 08:00:00", "7 2026-11-20 08:00:00 -1/-1");
        reads("x\t".repeat(255) + "7\t2026-11-20 08:00:00", "?");
    }

    @Test
    void countsEveryLineThatHoldsSomething() {
        assertEquals(2, AttLog.lines(bytes("\n\r\na\n \t\r\nb\r\n\r\n")));
        assertEquals(0, AttLog.lines(new byte[0]));
    }

    private static void recorded(String name, String... expected) {
        Sample sample = Sample.request(name);
        List<AttLine> lines = AttLog.read(sample.body(), Dialect.of(sample.endpoint(), sample.query()));
        assertEquals(List.of(expected), lines.stream().map(AttLogTest::shown).toList(), name);
        assertEquals(expected.length, AttLog.lines(sample.body()), name);
    }

    private static void reads(String line, String expected) {
        assertEquals(expected, AttLog.read(bytes(line), Dialect.ATT2).stream()
                .map(AttLogTest::shown).collect(joining("; ")), line);
    }

    private static Integer offset(String column, Dialect dialect) {
        return punch("7\t2026-11-20 08:00:00\t0\t15\t0\t0\t0\t0\t0\t0\t" + column, dialect).offsetSeconds();
    }

    private static AttPunch punch(String line, Dialect dialect) {
        return (AttPunch) AttLog.read(bytes(line), dialect).getFirst();
    }

    private static String shown(AttLine line) {
        return switch (line) {
            case Unreadable _ -> "?";
            case AttPunch punch -> punch.pin() + " " + TimeText.write(punch.time()) + " " + punch.state() + "/"
                    + punch.verifyMode()
                    + (punch.workCode().isEmpty() || punch.workCode().equals("0") && punch.offsetSeconds() == null
                            ? ""
                            : " code " + punch.workCode())
                    + (punch.offsetSeconds() == null ? "" : " offset " + punch.offsetSeconds());
        };
    }

    @Test
    void namesTheReasonButNotTheContentOfAnUnreadableLine() {
        AttLine line = AttLog.read(bytes("noise 4711\n"), Dialect.ATT2).getFirst();
        assertEquals("unreadable line of 10 bytes: it holds no valid date and time", line.toString());
        assertEquals("noise 4711", text(line.raw()));
    }
}
