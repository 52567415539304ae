// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.bytes;
import static muster.zk.push.Bodies.query;
import static muster.zk.push.Bodies.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CommandResultsTest {

    @Test
    void readsEveryRecordedShape() {
        recorded("111-devicecmd-batch", "1002 0 DATA {}", "1003 0 DATA {}", "1004 0 SET OPTION {}", "1005 0 CHECK {}");
        recorded("112-devicecmd-info", "1001 0 INFO {SerialNumber=TSTATT000001, FWVersion=ZMM510-TEST-Ver1.0.0, "
                + "DeviceName=TEST-V3, MAC=00:17:61:0A:0B:0C, IPAddress=192.0.2.77, UserCount=3, FPCount=2, "
                + "TransactionCount=41, VOLUME=60, Language=69}");
        recorded("113-devicecmd-failed", "1003 -1002 DATA {}");
        recorded("114-devicecmd-shell", "1008 0 Shell {SN=TSTATT000001, FILENAME=shellout.txt} uid=0(root)\n");
        recorded("115-devicecmd-form-encoded", "1009 0 DATA UPDATE USERINFO PIN=1020 {}");
        recorded("116-devicecmd-query-only", "1010 0 CHECK {}");
        recorded("117-devicecmd-verify-sum", "1011 0 VERIFY SUM {StartTime=2026-11-01 00:00:00, "
                + "EndTime=2026-11-20 23:59:59, AttlogSum=418}");
        recorded("150-acc-devicecmd", "2001 0 CONTROL DEVICE {}", "2002 1 DATA QUERY {}");
    }

    @Test
    void readsWhatOtherFirmwareWrites() {
        reads("ID=1&Return=0&CMD=CHECK\r\n\r\n", "1 0 CHECK {}");
        reads("ID=1&SN=T1&Return=-1&CMD=DATA\r\nID=2&Return=0&CMD=INFO\r\nA=1\r\n", "1 -1 DATA {SN=T1}",
                "2 0 INFO {A=1}");
        reads("id=A7&return=0&cmd=CHECK", "A7 0 CHECK {}");
        reads("ID=1&Return=0&CMD=DATA UPDATE USERINFO Name=A & B", "1 0 DATA UPDATE USERINFO Name=A & B {}");
        reads("ID=1&CMD=CHECK", "1 none CHECK {}");
        reads("ID=1&Return=soon&CMD=CHECK", "1 none CHECK {}");
    }

    @Test
    void leavesOutWhatCannotBeOurs() {
        reads("");
        reads("OK");
        reads("Return=0&CMD=CHECK");
        reads("ID=&Return=0&CMD=CHECK");
        reads("ID=1:2&Return=0&CMD=CHECK");
        reads("ID=" + "9".repeat(17) + "&Return=0&CMD=CHECK");
    }

    @Test
    void staysSmallWhateverIsPosted() {
        String many = "ID=1&Return=0&CMD=CHECK\n".repeat(5_000);
        assertEquals(1_000, CommandResults.read(bytes(many), false, query()).size());
    }

    /// A file the terminal returns may hold anything, also lines that look like results.
    @Test
    void doesNotTakeContentForResults() {
        reads("ID=1\nReturn=0\nCMD=GetFile\nContent=a\nID=2&Return=0&CMD=CHECK\n",
                "1 0 GetFile {} a\nID=2&Return=0&CMD=CHECK\n");
    }

    @Test
    void keepsNoPasswordThatIsEchoed() {
        reads("ID=1&Return=0&CMD=DATA UPDATE USERINFO PIN=7\tPasswd=4711\tName=A\nComPwd=4711\nA=1",
                "1 0 DATA UPDATE USERINFO PIN=7 Passwd=*** {A=1}");
    }

    @Test
    void tellsSuccessByDialectAndCommand() {
        assertTrue(CommandCodes.succeeded(0, "DATA", Dialect.ATT2));
        assertTrue(CommandCodes.succeeded(3, "DATA QUERY", Dialect.ACC));
        assertTrue(CommandCodes.succeeded(3, "DATA", Dialect.ATT2));
        assertFalse(CommandCodes.succeeded(4, "ENROLL_FP", Dialect.ATT2));
        assertFalse(CommandCodes.succeeded(-1002, "DATA", Dialect.ATT2));
        assertFalse(CommandCodes.succeeded(-629, "DATA", Dialect.ACC));
        assertFalse(CommandCodes.succeeded(CommandResult.NO_CODE, "DATA", Dialect.ACC));
    }

    @Test
    void saysWhatACodeMeans() {
        assertEquals("not supported by this terminal", CommandCodes.meaning(-1002, Dialect.ATT2));
        assertEquals("not supported by this terminal", CommandCodes.meaning(-708, Dialect.ACC));
        assertEquals("failed with code -708", CommandCodes.meaning(-708, Dialect.ATT2));
        assertEquals("no data", CommandCodes.meaning(-4, Dialect.OEM));
        assertEquals("failed with code -4", CommandCodes.meaning(-4, Dialect.ATT2));
        assertEquals("done", CommandCodes.meaning(41, Dialect.ACC));
        assertEquals("the terminal named no result", CommandCodes.meaning(CommandResult.NO_CODE, Dialect.ATT2));
    }

    @Property
    void anyBytesNeverThrow(@ForAll byte[] body, @ForAll boolean form) {
        CommandResults.read(body, form, query()).forEach(result -> assertTrue(NumberedCommand.validId(result.id())));
    }

    @Property
    void anyTextBehindAResultNeverThrows(@ForAll String text, @ForAll boolean form) {
        List<CommandResult> results = CommandResults.read(bytes("ID=1&Return=0&CMD=INFO\n" + text), form, query());
        assertEquals("1", results.getFirst().id());
    }

    private static void recorded(String name, String... expected) {
        Sample sample = Sample.request(name);
        boolean form = name.startsWith("115");
        assertEquals(List.of(expected), shown(CommandResults.read(sample.body(), form, sample.query())), name);
    }

    private static void reads(String body, String... expected) {
        assertEquals(List.of(expected), shown(CommandResults.read(bytes(body), false, query())), body);
    }

    private static List<String> shown(List<CommandResult> results) {
        return results.stream()
                .map(result -> result.id() + " " + (result.code() == CommandResult.NO_CODE ? "none" : result.code())
                        + " " + result.cmd() + " " + result.values()
                        + (result.content().length == 0 ? "" : " " + text(result.content())))
                .toList();
    }
}
