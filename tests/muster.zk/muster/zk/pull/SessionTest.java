// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.FakeTerminal.CLOCK;
import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import muster.zk.pull.FakeTerminal.Script;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions, orders, and the end of a session.
class SessionTest {

    private static Kind failure(Executable call) {
        return assertThrows(ProtocolException.class, call).kind();
    }

    private static String sent(FakeTerminal terminal, int command) {
        return terminal.requests().stream()
                .filter(packet -> packet.command() == command)
                .findFirst()
                .map(packet -> hex(packet.data()))
                .orElseThrow();
    }

    @Test
    void aTerminalSaysWhatItIs() throws Exception {
        Map<String, String> options = Map.of("~SerialNumber", "TSTATT000001", "~DeviceName", "F18", "~Platform",
                "ZMM210_TFT", "MAC", "00:17:61:00:00:01", "~OEMVendor", "");
        byte[] version = "Ver 6.60 Apr 26 2016\0xx".getBytes(StandardCharsets.UTF_8);
        try (FakeTerminal terminal = FakeTerminal.tcp()
                        .options(options)
                        .replies(Commands.CMD_GET_VERSION, 2000, version);
                PullSession session = Sessions.open(terminal)) {
            assertEquals(
                    new TerminalIdentity("TSTATT000001", "F18", "ZMM210_TFT", "", "00:17:61:00:00:01",
                            "Ver 6.60 Apr 26 2016"),
                    session.identity());
            assertEquals("7e53657269616c4e756d62657200", sent(terminal, Commands.CMD_OPTIONS_RRQ));
            assertEquals(Optional.empty(), session.option("~NoSuchThing"));
            assertEquals(Optional.of("F18"), session.option("~DeviceName"));
        }
    }

    @Test
    void anOptionIsWrittenAndMadeToTakeEffect() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            session.setOption("LockOn", "5");
            assertEquals(List.of(1000, 12, 1014), terminal.commands());
            assertEquals("4c6f636b4f6e3d3500", sent(terminal, Commands.CMD_OPTIONS_WRQ));
            assertThrows(IllegalArgumentException.class, () -> session.setOption("a=b", "5"));
            assertThrows(IllegalArgumentException.class, () -> session.setOption("a", "5\0"));
            assertThrows(IllegalArgumentException.class, () -> session.option(""));
            assertEquals(3, terminal.commands().size());
        }
    }

    @Test
    void theClockIsReadWithTheMomentInTheMiddle() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            ClockReading reading = session.time();
            assertEquals(CLOCK, reading.terminal());
            assertFalse(reading.at().isAfter(Sessions.NOW));
            assertTrue(Duration.between(reading.at(), Sessions.NOW).compareTo(reading.uncertainty()) >= 0);
            assertFalse(reading.uncertainty().isNegative());
            Duration behind = Duration.between(CLOCK.toInstant(ZoneOffset.UTC), reading.at());
            assertEquals(behind.negated(), reading.offset(ZoneOffset.UTC));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10541e32", "ffffffff", "355b81", ""})
    void aClockThatShowsNoTimeIsAnError(String shown) throws Exception {
        try (FakeTerminal terminal =
                        FakeTerminal.tcp().replies(Commands.CMD_GET_TIME, 2000, bytes(shown));
                PullSession session = Sessions.open(terminal)) {
            assertEquals(Kind.MALFORMED, failure(session::time));
            assertTrue(session.isOpen());
        }
    }

    @Test
    void theClockIsSet() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            session.setTime(CLOCK);
            assertEquals(List.of(1000, 202, 1013), terminal.commands());
            assertEquals("355b8133", sent(terminal, Commands.CMD_SET_TIME));
            assertThrows(IllegalArgumentException.class, () -> session.setTime(CLOCK.withYear(1999)));
        }
    }

    @Test
    void sizesAreRead() throws Exception {
        byte[] sizes = bytes(Vectors.rows("free-sizes.txt").getFirst().getFirst());
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(Commands.CMD_GET_FREE_SIZES, 2000, sizes);
                PullSession session = Sessions.open(terminal)) {
            assertEquals(OptionalLong.of(58), session.freeSizes().records());
        }
    }

    @Test
    void aHeartbeatWithoutAnAnswerEndsTheSessionAndAQuestionDoesNot() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().silent(Commands.CMD_GET_TIME);
                PullSession session = Sessions.hasty(terminal)) {
            assertEquals(Kind.TIMEOUT, failure(session::time));
            assertTrue(session.isOpen());
            assertEquals(Kind.TIMEOUT, failure(session::heartbeat));
            assertFalse(session.isOpen());
            assertEquals(Kind.TIMEOUT, failure(session::refresh));
        }
    }

    @ParameterizedTest
    @CsvSource({"2001, REFUSED", "65535, UNSUPPORTED", "65531, REFUSED", "2005, UNAUTHORISED"})
    void aReplyThatIsNoYesIsNamed(int reply, Kind kind) throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(Commands.CMD_REFRESHDATA, reply);
                PullSession session = Sessions.open(terminal)) {
            assertEquals(kind, failure(session::refresh));
            assertEquals(kind != Kind.UNAUTHORISED, session.isOpen());
        }
    }

    /// The answer to the first question comes when the second has been asked.
    @Test
    void aLateAnswerIsNotTakenForTheNext() throws Exception {
        List<Packet> given = new ArrayList<>();
        Script late = (request, line) -> given.add(request);
        Script then = (request, line) -> {
            line.reply(given.removeFirst(), 2000, LittleEndian.u32(0));
            line.reply(request, 2000, LittleEndian.u32(WireTime.packed(CLOCK)));
        };
        try (FakeTerminal terminal = FakeTerminal.tcp().onceThen(Commands.CMD_GET_TIME, late, then);
                PullSession session = Sessions.hasty(terminal)) {
            assertEquals(Kind.TIMEOUT, failure(session::time));
            assertEquals(CLOCK, session.time().terminal());
            assertEquals(1, session.traffic().late());
        }
    }

    @Test
    void aForeignNumberIsTakenOnlyWithItsSwitch() throws Exception {
        Script foreign = (request, line) ->
                line.send(new Packet(2000, 1, 4711, LittleEndian.u32(WireTime.packed(CLOCK))));
        Quirks lenient = new Quirks(TerminalText.UTF_8, null, false, true, false, false, UnlockUnit.TENTHS);
        try (FakeTerminal terminal = FakeTerminal.tcp().on(Commands.CMD_GET_TIME, foreign)) {
            try (PullSession session = Sessions.hasty(terminal)) {
                assertEquals(Kind.TIMEOUT, failure(session::time));
            }
            try (PullSession session = Sessions.open(Sessions.settings(terminal, lenient))) {
                assertEquals(CLOCK, session.time().terminal());
            }
        }
    }

    @Test
    void aUserIsReadChangedAndWrittenBack() throws Exception {
        byte[] captured = bytes(Vectors.rows("users.txt").getLast().get(2));
        byte[] table = new byte[76];
        table[0] = 72;
        System.arraycopy(captured, 0, table, 4, 72);
        try (FakeTerminal terminal = FakeTerminal.tcp()
                        .on(Commands.CMD_PREPARE_BUFFER, TableServing.inline(table));
                PullSession session = Sessions.open(terminal)) {
            UserRecord ned = session.users().user("555").orElseThrow();
            session.writeUser(ned.withName("Nell"));
            assertEquals(hex(captured).replace("4e656400", "4e656c6c"), sent(terminal, Commands.CMD_USER_WRQ));
            assertEquals(1013, terminal.commands().getLast());
            UserRecord small = UserRecord.blank(UserLayout.SHORT_28, TerminalText.UTF_8).withUid(1);
            assertEquals(Kind.UNWRITABLE, failure(() -> session.writeUser(small)));
            assertEquals(Kind.UNWRITABLE, failure(() -> session.writeUser(ned.withPrivilege(0x31))));
            assertEquals(1, terminal.count(Commands.CMD_USER_WRQ));
        }
    }

    @Test
    void aDeletedUserIsGoneOnlyIfTheTableSaysSo() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()
                        .on(Commands.CMD_PREPARE_BUFFER, TableServing.inline(TableServing.users(3)));
                PullSession session = Sessions.open(terminal)) {
            assertFalse(session.deleteUser(3));
            assertTrue(session.deleteUser(40_000));
            assertEquals("0300", sent(terminal, Commands.CMD_DELETE_USER));
            assertThrows(IllegalArgumentException.class, () -> session.deleteUser(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"TENTHS, 3000, 1e000000", "TENTHS, 1, 01000000", "TENTHS, 60000, ff000000",
        "SECONDS, 3000, 03000000", "SECONDS, 999, 01000000"})
    void theLockIsOpenedInTheUnitOfTheTerminal(UnlockUnit unit, long millis, String data) throws Exception {
        Quirks quirks = new Quirks(TerminalText.UTF_8, null, false, false, false, false, unit);
        try (FakeTerminal terminal = FakeTerminal.tcp();
                PullSession session = Sessions.open(Sessions.settings(terminal, quirks))) {
            session.unlock(Duration.ofMillis(millis));
            assertEquals(data, sent(terminal, Commands.CMD_UNLOCK));
        }
    }

    @Test
    void theLockIsNeverOpenedTwiceByItself() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.udp().silent(Commands.CMD_UNLOCK);
                PullSession session = Sessions.hasty(terminal)) {
            assertEquals(Kind.TIMEOUT, failure(() -> session.unlock(Duration.ofSeconds(1))));
            assertEquals(1, terminal.count(Commands.CMD_UNLOCK));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "silence", "cut"})
    void aRestartEndsTheSessionHoweverItIsAnswered(String how) throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            switch (how) {
                case "silence" -> terminal.silent(Commands.CMD_RESTART);
                case "cut" -> terminal.on(Commands.CMD_RESTART, (request, line) -> line.cut());
                default -> { }
            }
            PullSession session = Sessions.hasty(terminal);
            session.restart();
            assertFalse(session.isOpen());
            assertEquals(Kind.CUT, failure(session::time));
            session.close();
            assertEquals(List.of(1000, 1004), terminal.commands());
        }
    }

    @Test
    void aRestartThatIsDeclinedIsNone() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(Commands.CMD_RESTART, 2001);
                PullSession session = Sessions.open(terminal)) {
            assertEquals(Kind.REFUSED, failure(session::restart));
            assertTrue(session.isOpen());
        }
    }

    @Test
    void aClosedSessionSaysThatItIsClosed() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            PullSession session = Sessions.open(terminal);
            session.close();
            session.close();
            assertFalse(session.isOpen());
            assertTrue(session.awaitEnd(Duration.ZERO));
            assertEquals(Kind.CLOSED, failure(session::time));
            assertEquals(Kind.CLOSED, failure(() -> session.attendance(TableProgress.NONE)));
            assertEquals(1, terminal.count(Commands.CMD_EXIT));
            Await.until("the connection is over", () -> terminal.connections() == 0);
        }
    }

    @Test
    void aTerminalThatDoesNotSayGoodbyeIsLeftAllTheSame() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().silent(Commands.CMD_EXIT)) {
            Sessions.hasty(terminal).close();
            Await.until("the connection is over", () -> terminal.connections() == 0);
        }
    }

    @Test
    void aThreadToldToStopClosesAndStaysTold() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            PullSession session = Sessions.open(terminal);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, session::time);
            Thread.currentThread().interrupt();
            session.close();
            assertTrue(Thread.interrupted());
            Await.until("it has left", () -> terminal.count(Commands.CMD_EXIT) == 1);
        }
    }

    @Test
    void callersTakeTurns() throws Exception {
        CountDownLatch done = new CountDownLatch(8);
        AtomicReference<Exception> wrong = new AtomicReference<>();
        try (FakeTerminal terminal = FakeTerminal.tcp().options(Map.of("a", "1", "b", "2", "c", "3", "d", "4"));
                PullSession session = Sessions.open(terminal)) {
            for (int i = 0; i < 8; i++) {
                int which = i % 4;
                Thread.ofVirtual().start(() -> {
                    try {
                        for (int j = 0; j < 200; j++) {
                            assertEquals(which + 1 + "", session.option("abcd".substring(which, which + 1)).get());
                        }
                    } catch (ProtocolException | InterruptedException failure) {
                        wrong.set(failure);
                    } finally {
                        done.countDown();
                    }
                });
            }
            done.await();
            assertEquals(null, wrong.get());
            assertEquals(1601, terminal.requests().size());
        }
    }

    /// It sends without end and reads nothing, so that our acknowledgements have nowhere to go.
    @Test
    void aTerminalThatOnlyTalksDoesNotHoldAnybody() throws Exception {
        Script flood = (request, line) -> {
            byte[] frame = new Packet(Commands.CMD_REG_EVENT, 1, 0).frame();
            byte[] many = new byte[1000 * frame.length];
            for (int i = 0; i < 1000; i++) {
                System.arraycopy(frame, 0, many, i * frame.length, frame.length);
            }
            while (true) {
                line.raw(many);
            }
        };
        try (FakeTerminal terminal = FakeTerminal.tcp().on(Commands.CMD_GET_TIME, flood)) {
            try (PullSession session = Sessions.hasty(terminal)) {
                assertThrows(ProtocolException.class, session::time);
            }
            Await.until("the connection is over", () -> terminal.connections() == 0);
        }
    }
}
