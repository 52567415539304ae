// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static muster.zk.push.Bodies.query;
import static muster.zk.push.Bodies.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RedactionTest {

    /// No password, template or picture of these ever appears behind the parsers.
    private static final List<String> SECRETS =
            List.of("S3cretWord", "U0VDUkVUVEVNUExBVEU", "secretpicture");

    @Test
    void blotsOutEverySecret() {
        redacts("USER PIN=7\tName=A\tPasswd=4711\tCard=1", "USER PIN=7\tName=A\tPasswd=***\tCard=1");
        redacts("FP PIN=7\tTMP=QUJD\nFP PIN=8\ttmp=QUJD\r\n", "FP PIN=7\tTMP=***\nFP PIN=8\ttmp=***\r\n");
        redacts("Passwd=\tCard=1", "Passwd=\tCard=1");
        redacts("Passwd== 47 11\tCard=1", "Passwd== ***\tCard=1");
        redacts("A=1,ComPwd:47,11", "A=1,ComPwd:***");
        redacts("ID=1&CMD=DATA+USER+PIN%3D7%09Passwd%3D4711%09Name%3DA", "ID=1&CMD=DATA+USER+PIN%3D7%09Passwd%3D***"
                + "%09Name%3DA");
        redacts("CMD=x%09TMP%3dQUJD&A=1", "CMD=x%09TMP%3d***&A=1");
        redacts("CMD=Shell\nContent=line\nline\0\n", "CMD=Shell\nContent=***");
        redacts("USERPIC PIN=7\tContent=QUJD\tSize=4\n", "USERPIC PIN=7\tContent=***\tSize=4\n");
        redacts("GET ComKey=88888888&type=time", "GET ComKey=***");
    }

    @Test
    void leavesAloneWhatIsNoSecret() {
        same("1001\t2026-11-20 08:00:05\t0\t15\t0\t0\t0\t0\t0\t0\t");
        same("USER PIN=7\tName=Tmp\tPri=0");
        same("table=ATTPHOTO&PhotoStamp=9999");
        same("ContentType=tgz");
        same("=:=%3D%3");
        same("");
        assertArrayEquals(new byte[] {'1', 0, '2'}, Redaction.of(new byte[] {'1', 0, '2'}));
    }

    @Test
    void cutsAPictureOff() {
        byte[] body = Sample.request("088-attphoto").body();
        assertEquals("PIN=20261120082400-1001.jpg\nSN=TSTATT000001\nsize=649\nCMD=uploadphoto\0[picture]",
                text(Redaction.of(body)));
        assertEquals("[picture]", text(Redaction.of(Sample.request("090-fdata-v1-photo").body())));
    }

    @Test
    void writesOneHarmlessLineForALog() {
        assertEquals("a\\nb\\tc\\x1b\\xe9 Passwd=***",
                Redaction.text("a\nb\tc\u001b\u00e9 Passwd=4711".getBytes(StandardCharsets.ISO_8859_1), 100));
        assertEquals("aaa", Redaction.text(bytes("a".repeat(10)), 3));
        assertEquals("\\x", Redaction.text(new byte[] {0}, 2));
    }

    @Test
    void nothingSecretGetsBehindTheParsers() {
        String people = "USER PIN=7\tName=A\tPasswd=S3cretWord\tCard=1\nFP PIN=7\tTMP=U0VDUkVUVEVNUExBVEU=\n"
                + "BIODATA Pin=7\tTmp=U0VDUkVUVEVNUExBVEU=\nNEWTAG PIN=7\tTemplate=U0VDUkVUVEVNUExBVEU=\n"
                + "OPLOG 7\tPassword=S3cretWord\nUSER PASSWD=S3cretWord\nBIOPHOTO PIN=7\tContent=secretpicture\n"
                + "USERPIC PIN=7\tContent=secretpicture!\nERRORLOG ErrCode=1\tPasswd=S3cretWord\n";
        List<Object> seen = new ArrayList<>();
        for (String table : List.of("OPERLOG", "USERINFO", "FINGERTMP", "USERPIC", "IDCARD", "ERRORLOG", "OTHER")) {
            seen.addAll(OperLog.read(table, bytes(people), TextDecoding.UNKNOWN));
            seen.addAll(TableRows.read(table, bytes(people), TextDecoding.UNKNOWN));
        }
        String access = "user pin=7\tpassword=S3cretWord\nuser password=S3cretWord\n"
                + "biodata pin=7\ttmp=U0VDUkVUVEVNUExBVEU=\nx event=3\tpin=0\tpassword=S3cretWord\n"
                + "transaction pin=7\teventtype=0\ttime_second=864117000\tpassword=S3cretWord\n";
        for (String table : List.of("user", "biodata", "templatev10", "transaction", "userpic", "other", "attlog")) {
            seen.addAll(TableRows.read(table, bytes(access), TextDecoding.UNKNOWN));
        }
        seen.addAll(AccessLog.read(bytes(access)));
        seen.addAll(AttLog.read(bytes(people + access + "time=2026-11-20 08:00:00\tpin=7\tpasswd=S3cretWord\n"
                        + "7\t2026-11-20 08:00:00\t0\t1\tPasswd=S3cretWord\n"),
                Dialect.ATT2));
        seen.add(OptionsPost.read(bytes("A=1,Password=S3cretWord,ComKey=S3cretWord")));
        seen.addAll(CommandResults.read(
                bytes("ID=1&Return=0&CMD=DATA USER Passwd=S3cretWord\nPassword=S3cretWord\n"), false, query()));
        seen.stream().flatMap(RedactionTest::kept).forEach(RedactionTest::holdsNoSecret);
    }

    /// Everything of a value that could be printed, stored or sent on.
    private static Stream<String> kept(Object value) {
        return switch (value) {
            case AccessPunch punch -> Stream.of(punch.toString(), text(punch.punch().raw()));
            case AccessRecord other -> Stream.of(other.toString(), text(other.raw()), other.values().toString());
            case AttLine line -> Stream.of(line.toString(), text(line.raw()));
            case UserLine user -> Stream.of(user.toString(), text(user.raw()), user.name());
            case OpEntry entry -> Stream.of(entry.toString(), text(entry.raw()), entry.values().toString());
            case UnknownLine line -> Stream.of(line.toString(), text(line.raw()));
            case CommandResult result -> Stream.of(result.toString(), result.cmd(), result.values().toString());
            default -> Stream.of(value.toString());
        };
    }

    private static void holdsNoSecret(String kept) {
        SECRETS.forEach(secret -> assertFalse(kept.contains(secret), kept));
    }

    @Property
    void noSecretSurvivesWhereverItStands(
            @ForAll("noise") String before, @ForAll("names") String name, @ForAll("noise") String after) {
        String body = before + "\t" + name + "=S3cretWord\t" + after;
        holdsNoSecret(text(Redaction.of(bytes(body))));
        holdsNoSecret(Redaction.text(bytes(body), 10_000));
    }

    @Property
    void redactingTwiceChangesNothingMore(@ForAll("noise") String text) {
        byte[] once = Redaction.of(bytes(text));
        assertArrayEquals(once, Redaction.of(once));
    }

    @Property
    void anyBytesNeverThrow(@ForAll byte[] body) {
        Redaction.of(body);
        Redaction.text(body, 80);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("Passwd", "PASSWORD", "pwd", "TMP", "Tmp", "Content", "template", "photo", "ComKey",
                "pushcommkey", "token");
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of("USER ", "PIN=7", "\t", "\n", "\0", "Name=A", "TMP=QUJD", "Passwd=1", "&", "%09", "%3D",
                        "Content=", ",", "=", ":", " ", "\u00e9")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    private static void redacts(String text, String expected) {
        assertEquals(expected, text(Redaction.of(bytes(text))));
    }

    private static void same(String text) {
        redacts(text, text);
    }
}
