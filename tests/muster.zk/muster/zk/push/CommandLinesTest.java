// SPDX-License-Identifier: Apache-2.0
package muster.zk.push;

import static muster.zk.push.Bodies.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

    @Test
    void writesTheRecordedReplies() {
        writes("109-getrequest-cmds", Dialect.ATT2, 1001, "INFO",
                "DATA QUERY ATTLOG StartTime=2026-11-01 00:00:00\tEndTime=2026-11-20 23:59:59",
                "DATA UPDATE USERINFO PIN=1020\tName=Test Person\tPri=0\tPasswd=\tCard=\tGrp=1\tTZ=0000000100000000",
                "SET OPTION TimeZone=330", "CHECK");
        writes("110-getrequest-reboot-last", Dialect.ATT2, 1006, "RELOAD OPTIONS", "REBOOT");
        writes("148-acc-getrequest", Dialect.ACC, 2001, "CONTROL DEVICE 01010105",
                "DATA QUERY tablename=transaction,fielddesc=*,filter=NewRecord", "SET OPTIONS DateTime=864097200");
        writes("100-getrequest-info", Dialect.ATT2, 1);
    }

    @Test
    void endsTheReplyWithARestart() {
        CommandLines lines = write(commands("CHECK", "REBOOT", "INFO"), Dialect.ATT2, 20, 8192);
        assertEquals("C:1:CHECK\nC:2:REBOOT\n", text(lines.body()));
        assertEquals(2, lines.fitted());
        assertEquals(1, write(commands("CONTROL DEVICE 03000000", "CHECK"), Dialect.ACC, 20, 8192).fitted());
    }

    @Test
    void leavesForTheNextPollWhatDoesNotFit() {
        assertEquals(20, write(commands("CHECK", 25), Dialect.ATT2, 20, 8192).fitted());
        assertEquals(2, write(commands("CHECK", 25), Dialect.ATT2, 20, 20).fitted());
        assertEquals(1, write(commands("CHECK", 25), Dialect.ATT2, 20, 19).fitted());
    }

    @Test
    void alwaysSendsTheFirstSoThatNoneBlocksTheQueue() {
        assertEquals(1, write(commands("DATA UPDATE USERINFO PIN=7\tName=" + "x".repeat(900), "CHECK"),
                Dialect.ATT2, 20, 100).fitted());
    }

    @Test
    void writesNamesAsTheTerminalReadsThem() {
        List<NumberedCommand> one = commands("DATA UPDATE USERINFO PIN=7\tName=\u6d4b");
        byte[] body = CommandLines.write(one, Dialect.ATT2, Charset.forName("GB18030"), 20, 8192).body();
        assertEquals("C:1:DATA UPDATE USERINFO PIN=7\tName=\u6d4b\n", new String(body, Charset.forName("GB18030")));
    }

    @Test
    void takesOnlyIdsATerminalCanCarry() {
        new NumberedCommand("A1", "CHECK");
        new NumberedCommand("9".repeat(16), "CHECK");
        assertThrows(IllegalArgumentException.class, () -> new NumberedCommand("", "CHECK"));
        assertThrows(IllegalArgumentException.class, () -> new NumberedCommand("9".repeat(17), "CHECK"));
        assertThrows(IllegalArgumentException.class, () -> new NumberedCommand("1:2", "CHECK"));
        assertThrows(IllegalArgumentException.class, () -> new NumberedCommand("1\n", "CHECK"));
    }

    @Property
    void noTextBreaksOutOfItsLine(
            @ForAll @Size(max = 30) List<String> texts, @ForAll @IntRange(min = 1, max = 25) int most) {
        CommandLines lines = write(commands(texts.toArray(String[]::new)), Dialect.ATT2, most, 8192);
        String body = text(lines.body());
        assertEquals(lines.fitted(), body.chars().filter(c -> c == '\n').count());
        assertTrue(body.chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\n' || c == 0x7F));
        assertTrue(lines.fitted() <= most);
        assertEquals(texts.isEmpty(), body.equals("OK"));
    }

    private static void writes(String name, Dialect dialect, int firstId, String... texts) {
        List<NumberedCommand> queued = new ArrayList<>();
        for (String text : texts) {
            queued.add(new NumberedCommand(Integer.toString(firstId + queued.size()), text));
        }
        CommandLines lines = write(queued, dialect, CommandLines.MAX_LINES, CommandLines.MAX_BYTES);
        assertEquals(Sample.reply(name), text(lines.body()));
        assertEquals(texts.length, lines.fitted());
    }

    private static CommandLines write(List<NumberedCommand> queued, Dialect dialect, int lines, int bytes) {
        return CommandLines.write(queued, dialect, StandardCharsets.UTF_8, lines, bytes);
    }

    private static List<NumberedCommand> commands(String text, int times) {
        return commands(Collections.nCopies(times, text).toArray(String[]::new));
    }

    private static List<NumberedCommand> commands(String... texts) {
        List<NumberedCommand> commands = new ArrayList<>();
        for (String text : texts) {
            commands.add(new NumberedCommand(Integer.toString(commands.size() + 1), text));
        }
        return commands;
    }
}
