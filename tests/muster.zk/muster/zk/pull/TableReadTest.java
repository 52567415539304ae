// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.Commands.CMD_ATTLOG_RRQ;
import static muster.zk.pull.Commands.CMD_FREE_DATA;
import static muster.zk.pull.Commands.CMD_PREPARE_BUFFER;
import static muster.zk.pull.Commands.CMD_READ_BUFFER;
import static muster.zk.pull.Commands.CMD_USERTEMP_RRQ;
import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import muster.zk.pull.FakeTerminal.Script;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables, in every way in which terminals hand them over.
class TableReadTest {

    private static final byte[] TABLE = TableServing.attendance("40", 500);

    private static AttendanceTable read(FakeTerminal terminal) throws Exception {
        try (PullSession session = Sessions.open(terminal)) {
            return session.attendance(TableProgress.NONE);
        }
    }

    private static void assertWhole(AttendanceTable table) {
        assertEquals(500, table.size());
        assertArrayEquals(TABLE, table.raw());
    }

    private static byte[] range(FakeTerminal terminal, int index) {
        return terminal.requests().stream()
                .filter(request -> request.command() == CMD_READ_BUFFER)
                .skip(index)
                .findFirst()
                .orElseThrow()
                .data();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableComesInline(boolean udp) throws Exception {
        try (FakeTerminal terminal = udp ? FakeTerminal.udp() : FakeTerminal.tcp()) {
            assertWhole(read(terminal.on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE))));
            assertEquals(List.of(1000, 50, 1503, 1502, 50, 1001), terminal.commands());
            assertEquals("010d000000000000000000", hex(terminal.requests().get(2).data()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableComesDirectly(boolean udp) throws Exception {
        try (FakeTerminal terminal = udp ? FakeTerminal.udp() : FakeTerminal.tcp()) {
            assertWhole(read(terminal.on(CMD_PREPARE_BUFFER, TableServing.direct(TABLE, 1024))));
            assertEquals(List.of(1000, 50, 1503, 1502, 50, 1001), terminal.commands());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTableComesInChunks(boolean udp) throws Exception {
        try (FakeTerminal terminal = udp ? FakeTerminal.udp() : FakeTerminal.tcp()) {
            assertWhole(read(TableServing.buffered(terminal, TABLE, 1024)));
            List<Integer> chunks = udp ? List.of(1504, 1504) : List.of(1504);
            List<Integer> expected = new ArrayList<>(List.of(1000, 50, 1503));
            expected.addAll(chunks);
            expected.addAll(List.of(1502, 50, 1001));
            assertEquals(expected, terminal.commands());
            assertEquals(udp ? "0000000000400000" : "00000000244e0000", hex(range(terminal, 0)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2001, 65_535, 65_533, 2000})
    void aTableComesTheOldWayWhereTheNewOneIsDeclined(int declined) throws Exception {
        for (Script way : List.of(TableServing.inline(TABLE), TableServing.direct(TABLE, 1024))) {
            try (FakeTerminal terminal =
                    FakeTerminal.tcp().replies(CMD_PREPARE_BUFFER, declined).on(CMD_ATTLOG_RRQ, way)) {
                assertWhole(read(terminal));
                assertEquals(List.of(1000, 50, 1503, 13, 50, 1001), terminal.commands());
            }
        }
    }

    @Test
    void usersComeTheOldWayToo() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()
                        .counting(9, 0)
                        .replies(CMD_PREPARE_BUFFER, 2001)
                        .on(CMD_USERTEMP_RRQ, TableServing.inline(TableServing.users(9)));
                PullSession session = Sessions.open(terminal)) {
            assertEquals("P9", session.users().user("1009").orElseThrow().name());
            assertEquals("05", hex(terminal.requests().getLast().data()));
        }
    }

    @Test
    void theOperationLogIsRead() throws Exception {
        byte[] log = bytes("10000000" + "00001700355b81330100020003000400");
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, TableServing.inline(log));
                PullSession session = Sessions.open(terminal)) {
            assertEquals(23, session.operationLog().getFirst().code());
            assertEquals("0122000000000000000000", hex(terminal.requests().get(1).data()));
        }
    }

    @Test
    void aTerminalWithoutTheTableSaysSo() throws Exception {
        try (FakeTerminal terminal =
                        FakeTerminal.tcp().replies(CMD_PREPARE_BUFFER, 2001).replies(CMD_ATTLOG_RRQ, 2001);
                PullSession session = Sessions.open(terminal)) {
            ProtocolException none =
                    assertThrows(ProtocolException.class, () -> session.attendance(TableProgress.NONE));
            assertEquals(Kind.REFUSED, none.kind());
            assertTrue(none.advice().contains("device type"), none.advice());
            assertTrue(session.isOpen());
        }
    }

    /// A table that is not there is no table without records (zk-pull.md section 12, row 8).
    @Test
    void anEmptyTableIsEmptyInEveryWay() throws Exception {
        byte[] none = new byte[4];
        List<Script> ways = List.of(
                TableServing.inline(none),
                TableServing.inline(new byte[0]),
                TableServing.direct(none, 1024),
                (request, line) -> line.reply(request, 2000, bytes("0000000000")));
        for (Script way : ways) {
            try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, way)) {
                assertEquals(0, read(terminal).size());
            }
        }
    }

    @Test
    void theCountBeforeAndAfterIsTold() throws Exception {
        long[] count = {499};
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, TableServing.inline(TABLE))) {
            terminal.on(Commands.CMD_GET_FREE_SIZES, (request, line) ->
                    line.reply(request, 2000, LittleEndian.u32(0, 0, 0, 0, 0, 0, 0, 0, count[0]++)));
            AttendanceTable table = read(terminal);
            assertEquals(OptionalLong.of(499), table.countBefore());
            assertEquals(OptionalLong.of(500), table.countAfter());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00244e0000", "00244e0000244e0000", "00244e0000244e000099999999"})
    void aBufferMayBeAnnouncedInSeveralForms(String data) throws Exception {
        for (int code : new int[] {Replies.CMD_ACK_OK, Replies.CMD_PREPARE_DATA}) {
            try (FakeTerminal terminal = FakeTerminal.tcp()
                    .replies(CMD_PREPARE_BUFFER, code, bytes(data))
                    .on(CMD_READ_BUFFER, TableServing.chunk(TABLE, 1024))) {
                assertWhole(read(terminal));
            }
        }
    }

    @Test
    void aChunkMayComeInSeveralForms() throws Exception {
        List<Script> forms = List.of(
                (request, line) -> line.reply(request, Replies.CMD_DATA, TableServing.asked(request, TABLE)),
                (request, line) -> TableServing.pieces(request, line, TableServing.asked(request, TABLE), 7),
                (request, line) -> line.reply(request, Replies.CMD_ACK_DATA, TableServing.asked(request, TABLE)),
                TableServing.chunk(TABLE, 4096),
                TableServing.chunk(TABLE, 65_472),
                (request, line) -> {
                    byte[] part = TableServing.asked(request, TABLE);
                    line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length));
                    line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(part.length));
                    TableServing.pieces(request, line, part, 4096);
                },
                (request, line) -> {
                    byte[] part = TableServing.asked(request, TABLE);
                    byte[] half = Arrays.copyOf(part, (part.length + 1) / 2);
                    TableServing.direct(half, 1024).answer(request, line);
                });
        for (Script form : forms) {
            try (FakeTerminal terminal = TableServing.ready(FakeTerminal.tcp(), TABLE).on(CMD_READ_BUFFER, form)) {
                assertWhole(read(terminal));
            }
        }
    }

    @Test
    void framesMayBeCutAndJoinedAnyhow() throws Exception {
        for (int piece : new int[] {1, 2, 5, 16, 17, 1000, 9000}) {
            try (FakeTerminal terminal = TableServing.ready(FakeTerminal.tcp(), TABLE)
                    .on(CMD_READ_BUFFER, (request, line) -> {
                        ByteArrayOutputStream all = new ByteArrayOutputStream();
                        byte[] part = TableServing.asked(request, TABLE);
                        int code = Replies.CMD_PREPARE_DATA;
                        for (byte[] data : List.of(LittleEndian.u32(part.length, 0), part, new byte[0])) {
                            all.writeBytes(new Packet(code, 1, request.replyId(), data).frame());
                            code = code == Replies.CMD_PREPARE_DATA ? Replies.CMD_DATA : Replies.CMD_ACK_OK;
                        }
                        byte[] bytes = all.toByteArray();
                        for (int at = 0; at < bytes.length; at += piece) {
                            line.raw(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
                        }
                    })) {
                assertWhole(read(terminal));
            }
        }
    }

    @Test
    void progressIsToldUpToTheEnd() throws Exception {
        List<Long> told = new ArrayList<>();
        try (FakeTerminal terminal = TableServing.buffered(FakeTerminal.tcp(), TABLE, 1024);
                PullSession session = Sessions.open(terminal)) {
            session.attendance((read, total) -> {
                assertEquals(TABLE.length, total);
                told.add(read);
            });
        }
        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(TABLE.length, told.getLast());
    }

    /// The AK3750 family: 22 bytes a record behind three words, and more data than its frames say.
    @Test
    void theFamilyWithFramesTooShortIsReadWithItsSwitch() throws Exception {
        byte[] plain = TableServing.attendance("22", 40);
        byte[] table = new byte[plain.length + 8];
        System.arraycopy(LittleEndian.u32(888, 1, 880), 0, table, 0, 12);
        System.arraycopy(plain, 4, table, 12, 880);
        Script shortFrames = (request, line) -> {
            line.reply(request, Replies.CMD_PREPARE_DATA, LittleEndian.u32(table.length, 1024));
            line.reply(request, Replies.CMD_DATA, Arrays.copyOf(table, 100));
            line.raw(Arrays.copyOfRange(table, 100, table.length));
            line.reply(request, Replies.CMD_ACK_OK);
        };
        Quirks family = new Quirks(TerminalText.UTF_8, null, false, false, false, true, UnlockUnit.TENTHS);
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, shortFrames)) {
            try (PullSession session = Sessions.open(Sessions.settings(terminal, family))) {
                AttendanceTable read = session.attendance(TableProgress.NONE);
                assertEquals(40, read.size());
                assertEquals("22", read.layout().orElseThrow().name());
            }
            try (PullSession session = Sessions.open(terminal)) {
                assertEquals(Kind.MALFORMED, assertThrows(
                        ProtocolException.class, () -> session.attendance(TableProgress.NONE)).kind());
            }
        }
    }

    /// A slow line takes longer for a packet than the silence that is borne.
    @Test
    void aPacketThatComesSlowlyIsWaitedForAsLongAsItComes() throws Exception {
        long pause = Sessions.HASTY.silence().toNanos() / 8;
        Script slow = (request, line) -> {
            byte[] frame = new Packet(Replies.CMD_DATA, 1, request.replyId(), TABLE).frame();
            for (int at = 0; at < frame.length; at += 1000) {
                LockSupport.parkNanos(pause);
                line.raw(Arrays.copyOfRange(frame, at, Math.min(frame.length, at + 1000)));
            }
        };
        for (FakeTerminal terminal : List.of(
                FakeTerminal.tcp().on(CMD_PREPARE_BUFFER, slow),
                TableServing.ready(FakeTerminal.tcp(), TABLE).on(CMD_READ_BUFFER, slow))) {
            try (terminal; PullSession session = Sessions.hasty(terminal)) {
                assertWhole(session.attendance(TableProgress.NONE));
                assertEquals(1, terminal.count(CMD_PREPARE_BUFFER));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHundredThousandRecordsAreRead(boolean udp) throws Exception {
        byte[] large = TableServing.attendance("40", 100_000);
        try (FakeTerminal terminal = TableServing.buffered(udp ? FakeTerminal.udp() : FakeTerminal.tcp(), large, 1024)
                .counting(900, 100_000)) {
            AttendanceTable table = read(terminal);
            assertEquals(100_000, table.size());
            assertArrayEquals(large, table.raw());
            assertEquals(udp ? 245 : 62, terminal.count(CMD_READ_BUFFER));
            assertEquals(1, terminal.count(CMD_FREE_DATA));
        }
    }
}
