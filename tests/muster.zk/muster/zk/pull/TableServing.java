// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import muster.zk.pull.FakeTerminal.Line;
import muster.zk.pull.FakeTerminal.Script;

/// The ways in which terminals hand over a table.
final class TableServing {

    private TableServing() {}

    /// So many attendance records, a minute apart, with their length before them.
    static byte[] attendance(String layout, int count) {
        AttendanceLayout known = AttendanceLayout.named(layout).orElseThrow();
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(LittleEndian.u32((long) count * known.stride()));
        LocalDateTime first = FakeTerminal.CLOCK.minusMinutes(count);
        for (int i = 0; i < count; i++) {
            table.writeBytes(known.write(i % 900 + 1, "" + (1001 + i % 900), first.plusMinutes(i), 1, i % 2, 0));
        }
        return table.toByteArray();
    }

    /// So many users, with their length before them.
    static byte[] users(int count) throws ProtocolException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(LittleEndian.u32(72L * count));
        for (int uid = 1; uid <= count; uid++) {
            table.writeBytes(UserRecord.blank(UserLayout.LONG_72, TerminalText.UTF_8)
                    .withUid(uid)
                    .withUserId("" + (1000 + uid))
                    .withName("P" + uid)
                    .raw());
        }
        return table.toByteArray();
    }

    static Script inline(byte[] table) {
        return (request, line) -> line.reply(request, Replies.CMD_DATA, table);
    }

    static Script direct(byte[] table, int unit) {
        return (request, line) -> {
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(table.length, unit));
            pieces(request, line, table, unit);
            line.reply(request, Replies.CMD_ACK_OK);
        };
    }

    /// The bytes in packets of this size.
    static void pieces(Packet request, Line line, byte[] bytes, int unit) throws IOException {
        for (int at = 0; at < bytes.length; at += unit) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(at + unit, bytes.length));
            line.reply(request, Replies.CMD_DATA, piece);
        }
    }

    /// The part of a table that a request for a chunk asks for.
    static byte[] asked(Packet request, byte[] table) {
        int start = LittleEndian.i32(request.data(), 0);
        return Arrays.copyOfRange(table, start, start + LittleEndian.i32(request.data(), 4));
    }

    static Script chunk(byte[] table, int unit) {
        return (request, line) -> direct(asked(request, table), unit).answer(request, line);
    }

    /// Answers that a buffer of this table is ready, and hands it over in chunks.
    static FakeTerminal buffered(FakeTerminal terminal, byte[] table, int unit) {
        return ready(terminal, table).on(Commands.CMD_READ_BUFFER, chunk(table, unit));
    }

    static FakeTerminal ready(FakeTerminal terminal, byte[] table) {
        byte[] answer = new byte[13];
        LittleEndian.putU32(answer, 1, table.length);
        LittleEndian.putU32(answer, 5, table.length);
        return terminal.replies(Commands.CMD_PREPARE_BUFFER, Replies.CMD_ACK_OK, answer);
    }
}
