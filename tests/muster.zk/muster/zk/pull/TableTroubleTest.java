// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Commands.CMD_FREE_DATA;
import static muster.zk.pull.Commands.CMD_PREPARE_BUFFER;
import static muster.zk.pull.Commands.CMD_READ_BUFFER;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import muster.zk.pull.FakeTerminal.Script;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables that do not come as they should: read again where that can help, never taken in part.
class TableTroubleTest {

    private static final byte[] TABLE = TableServing.attendance("40", 500);
    private static final Script WHOLE = TableServing.chunk(TABLE, 1024);

    private static AttendanceTable read(FakeTerminal terminal) throws Exception {
        try (PullSession session = Sessions.hasty(terminal)) {
            return session.attendance(TableProgress.NONE);
        }
    }

    private static Kind failure(FakeTerminal terminal) {
        return assertThrows(ProtocolException.class, () -> read(terminal)).kind();
    }

    private static List<String> ranges(FakeTerminal terminal) {
        return terminal.requests().stream()
                .filter(request -> request.command() == CMD_READ_BUFFER)
                .map(request -> LittleEndian.i32(request.data(), 0) + "+" + LittleEndian.i32(request.data(), 4))
                .toList();
    }

    /// What a chunk can do wrong.
    enum Fault implements Script {
        SILENT {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) { }
        },
        DECLINED {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) throws IOException {
                line.reply(request, Replies.CMD_ACK_ERROR);
            }
        },
        SHORT {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) throws IOException {
                byte[] part = TableServing.asked(request, TABLE);
                line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length, 1024));
                TableServing.pieces(request, line, Arrays.copyOf(part, part.length - 1), 1024);
                line.reply(request, Replies.CMD_ACK_OK);
            }
        },
        LONG {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) throws IOException {
                byte[] part = TableServing.asked(request, TABLE);
                line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length, 1024));
                TableServing.pieces(request, line, Arrays.copyOf(part, part.length + 1), 1024);
                line.reply(request, Replies.CMD_ACK_OK);
            }
        },
        STUCK {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) throws IOException {
                byte[] part = TableServing.asked(request, TABLE);
                line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length, 1024));
                TableServing.pieces(request, line, Arrays.copyOf(part, 2048), 1024);
            }
        },
        CONTRADICTORY {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) throws IOException {
                byte[] part = TableServing.asked(request, TABLE);
                line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length, 1024));
                line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length - 40, 1024));
            }
        },
        NOTHING {
            @Override
            public void answer(Packet request, FakeTerminal.Line line) throws IOException {
                line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(0, 1024));
                line.reply(request, Replies.CMD_ACK_OK);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT, false", "SILENT, true", "DECLINED, false", "DECLINED, true", "SHORT, false", "SHORT, true",
        "LONG, false", "LONG, true", "STUCK, false", "STUCK, true", "CONTRADICTORY, false", "NOTHING, false"
    })
    void aChunkThatFailsIsAskedForAgainInSmallerPieces(Fault fault, boolean udp) throws Exception {
        try (FakeTerminal terminal = TableServing.ready(udp ? FakeTerminal.udp() : FakeTerminal.tcp(), TABLE)
                .onceThen(CMD_READ_BUFFER, fault, WHOLE)) {
            assertArrayEquals(TABLE, read(terminal).raw());
            assertEquals(
                    List.of(udp ? "0+16384" : "0+20004", "0+8192", "8192+8192", "16384+3620"), ranges(terminal));
        }
    }

    @ParameterizedTest
    @CsvSource({"SILENT, TIMEOUT", "DECLINED, REFUSED", "SHORT, INCOMPLETE", "LONG, INCOMPLETE"})
    void aChunkThatKeepsFailingFailsTheReadAndTheBufferIsFreed(Fault fault, Kind kind) throws Exception {
        try (FakeTerminal terminal = TableServing.ready(FakeTerminal.tcp(), TABLE).on(CMD_READ_BUFFER, fault)) {
            assertEquals(kind, failure(terminal));
            int whole = kind == Kind.INCOMPLETE ? 3 : 1;
            assertEquals(4 * whole, terminal.count(CMD_READ_BUFFER));
            assertEquals(whole, terminal.count(CMD_FREE_DATA));
        }
    }

    /// A fork's users had 112 bytes come where the table said 160, and lost records without a word.
    @Test
    void anInlineTableThatIsShortIsReadAgain() throws Exception {
        Script cut = TableServing.inline(Arrays.copyOf(TABLE, 112));
        try (FakeTerminal terminal =
                FakeTerminal.tcp().onceThen(CMD_PREPARE_BUFFER, cut, TableServing.inline(TABLE))) {
            assertEquals(500, read(terminal).size());
            assertEquals(List.of(1000, 50, 1503, 1502, 1503, 1502, 50, 1001), terminal.commands());
        }
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, cut)) {
            assertEquals(Kind.INCOMPLETE, failure(terminal));
            assertEquals(3, terminal.count(CMD_PREPARE_BUFFER));
            assertEquals(3, terminal.count(CMD_FREE_DATA));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDirectTableThatIsShortIsReadAgain(boolean udp) throws Exception {
        Script cut = (request, line) -> {
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(TABLE.length, 1024));
            TableServing.pieces(request, line, Arrays.copyOf(TABLE, TABLE.length - 1024), 1024);
            line.reply(request, Replies.CMD_ACK_OK);
        };
        try (FakeTerminal terminal = (udp ? FakeTerminal.udp() : FakeTerminal.tcp())
                .onceThen(CMD_PREPARE_BUFFER, cut, TableServing.direct(TABLE, 1024))) {
            assertArrayEquals(TABLE, read(terminal).raw());
        }
    }

    @Test
    void aTableWhoseOwnLengthIsMoreThanCameIsNotTaken() throws Exception {
        byte[] lying = TABLE.clone();
        LittleEndian.putU32(lying, 0, TABLE.length);
        try (FakeTerminal terminal = TableServing.buffered(FakeTerminal.tcp(), lying, 1024)) {
            assertEquals(Kind.INCOMPLETE, failure(terminal));
        }
    }

    @Test
    void aTableLargerThanAllowedIsNotBegun() throws Exception {
        byte[] size = new byte[5];
        LittleEndian.putU32(size, 1, (64L << 20) + 1);
        for (byte[] announced : List.of(size, LittleEndian.u32((64L << 20) + 1, 1024), LittleEndian.u32(-1, 1024))) {
            int code = announced == size ? Replies.CMD_ACK_OK : Replies.CMD_PREPARE_DATA;
            try (FakeTerminal terminal = FakeTerminal.tcp().replies(CMD_PREPARE_BUFFER, code, announced)) {
                assertEquals(Kind.TOO_LARGE, failure(terminal));
                assertEquals(1, terminal.count(CMD_FREE_DATA));
                assertEquals(0, terminal.count(CMD_READ_BUFFER));
            }
        }
    }

    /// The first chunk's data come when they were given up already, in between the second's.
    @Test
    void whatComesTooLateIsDroppedByItsNumber() throws Exception {
        List<Packet> given = new ArrayList<>();
        Script late = (request, line) -> given.add(request);
        Script then = (request, line) -> {
            byte[] part = TableServing.asked(request, TABLE);
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length, 1024));
            for (int at = 0; at < part.length; at += 1024) {
                if (!given.isEmpty() && at == 1024) {
                    TableServing.chunk(TABLE, 512).answer(given.removeFirst(), line);
                }
                line.reply(request, Replies.CMD_DATA, Arrays.copyOfRange(part, at, Math.min(part.length, at + 1024)));
            }
            line.reply(request, Replies.CMD_ACK_OK);
        };
        try (FakeTerminal terminal = TableServing.ready(FakeTerminal.tcp(), TABLE)
                        .onceThen(CMD_READ_BUFFER, late, then);
                PullSession session = Sessions.hasty(terminal)) {
            assertArrayEquals(TABLE, session.attendance(TableProgress.NONE).raw());
            assertEquals(42, session.traffic().late());
        }
    }

    /// Two of sixteen datagrams change their fate: one is lost, or one comes twice.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDatagramLostOrDoubledCostsItsChunkOnly(boolean doubled) throws Exception {
        Script faulty = (request, line) -> {
            byte[] part = TableServing.asked(request, TABLE);
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length, 1024));
            for (int at = 0; at < part.length; at += 1024) {
                for (int times = at != 3072 ? 1 : doubled ? 2 : 0; times > 0; times--) {
                    line.reply(request, Replies.CMD_DATA, Arrays.copyOfRange(part, at, at + 1024));
                }
            }
            line.reply(request, Replies.CMD_ACK_OK);
        };
        try (FakeTerminal terminal = TableServing.ready(FakeTerminal.udp(), TABLE)
                .onceThen(CMD_READ_BUFFER, faulty, WHOLE)) {
            assertArrayEquals(TABLE, read(terminal).raw());
        }
    }

    @Test
    void aDamagedDatagramIsLikeALostOneAndCounted() throws Exception {
        Script damaged = (request, line) -> {
            byte[] datagram = new Packet(Replies.CMD_PREPARE_DATA, 1, request.replyId(), new byte[8]).datagram();
            datagram[9] ^= 0x10;
            line.raw(datagram);
            line.raw(new byte[3]);
        };
        try (FakeTerminal terminal = TableServing.ready(FakeTerminal.udp(), TABLE)
                        .onceThen(CMD_READ_BUFFER, damaged, WHOLE);
                PullSession session = Sessions.hasty(terminal)) {
            assertArrayEquals(TABLE, session.attendance(TableProgress.NONE).raw());
            assertEquals(2, session.traffic().damaged());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatEndsInTheMiddleEndsTheSession(boolean reset) throws Exception {
        Script ending = (request, line) -> {
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(8192, 1024));
            line.reply(request, Replies.CMD_DATA, new byte[1024]);
            if (reset) {
                line.reset();
            } else {
                line.cut();
            }
        };
        try (FakeTerminal terminal = TableServing.ready(FakeTerminal.tcp(), TABLE).on(CMD_READ_BUFFER, ending);
                PullSession session = Sessions.open(terminal)) {
            assertEquals(Kind.CUT, assertThrows(
                    ProtocolException.class, () -> session.attendance(TableProgress.NONE)).kind());
            assertFalse(session.isOpen());
            assertEquals(Kind.CUT, assertThrows(ProtocolException.class, session::time).kind());
        }
    }

    @Test
    void aWrongChecksumInTheMiddleEndsTheSession() throws Exception {
        Script wrong = (request, line) -> {
            byte[] frame = new Packet(Replies.CMD_DATA, 1, request.replyId(), TABLE).frame();
            frame[500] ^= 0x10;
            line.raw(frame);
        };
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, wrong)) {
            assertEquals(Kind.BAD_CHECKSUM, failure(terminal));
        }
    }

    @Test
    void aTableThatDripsIsGivenUpInTheEnd() throws Exception {
        Script dripping = (request, line) -> {
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(1 << 20, 1024));
            for (int i = 0; i < 1 << 20; i++) {
                line.reply(request, Replies.CMD_DATA, new byte[0]);
            }
        };
        PullTimes hasty = Sessions.HASTY;
        PullTimes times = new PullTimes(hasty.connect(), hasty.command(), hasty.prepare(), hasty.connect(),
                hasty.trail(), hasty.exit(), Duration.ofMillis(50), hasty.disabled());
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, dripping)) {
            try (PullSession session = Sessions.open(Sessions.settings(terminal, times))) {
                ProtocolException slow = assertThrows(
                        ProtocolException.class, () -> session.attendance(TableProgress.NONE));
                assertEquals(Kind.TIMEOUT, slow.kind());
                assertTrue(slow.getMessage().contains("table"), slow.getMessage());
            }
        }
    }

    @Test
    void aTerminalThatForgotTheSessionIsLeft() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(CMD_PREPARE_BUFFER, Replies.CMD_ACK_UNAUTH);
                PullSession session = Sessions.open(terminal)) {
            assertEquals(Kind.UNAUTHORISED, assertThrows(
                    ProtocolException.class, () -> session.attendance(TableProgress.NONE)).kind());
            assertFalse(session.isOpen());
        }
    }

    @Test
    void anUnclearTableIsHandedOnWithTheException() throws Exception {
        byte[] zeros = new byte[84];
        zeros[0] = 80;
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, TableServing.inline(zeros));
                PullSession session = Sessions.open(terminal)) {
            ProtocolException unclear =
                    assertThrows(ProtocolException.class, () -> session.attendance(TableProgress.NONE));
            assertEquals(Kind.LAYOUT_UNCLEAR, unclear.kind());
            assertArrayEquals(zeros, unclear.table().orElseThrow());
            assertTrue(unclear.getMessage().startsWith("The terminal at 127.0.0.1:"), unclear.getMessage());
            assertTrue(session.isOpen());
        }
    }
}
