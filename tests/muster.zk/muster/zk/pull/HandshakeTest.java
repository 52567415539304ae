// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.FakeTerminal.SESSION;
import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import muster.zk.pull.ProtocolException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a session begins and ends, and how it is refused.
class HandshakeTest {

    private static final int CONNECT = Commands.CMD_CONNECT;

    private static PullSettings key(FakeTerminal terminal, int key) {
        return new PullSettings("127.0.0.1", terminal.port(), Transport.AUTO, key, Sessions.PATIENT,
                PullSizes.STANDARD, Quirks.NONE);
    }

    private static ProtocolException refusal(PullSettings settings) {
        return assertThrows(ProtocolException.class, () -> Sessions.open(settings).close());
    }

    private static ProtocolException refusal(FakeTerminal terminal) {
        return refusal(Sessions.settings(terminal));
    }

    @Test
    void aSessionIsOpenedUsedAndLeft() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            try (PullSession session = Sessions.open(terminal)) {
                assertTrue(session.isOpen());
                session.refresh();
            }
            assertEquals(List.of(1000, 1013, 1001), terminal.commands());
            assertEquals(List.of(0, 1, 2), terminal.requests().stream().map(Packet::replyId).toList());
            assertEquals(List.of(0, SESSION, SESSION), terminal.requests().stream().map(Packet::session).toList());
            assertEquals("e80317fc00000000", hex(terminal.requests().getFirst().datagram()));
        }
    }

    @Test
    void theCommKeyIsGivenWhenItIsAskedFor() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(CONNECT, Replies.CMD_ACK_UNAUTH);
                PullSession session = Sessions.open(key(terminal, 1234))) {
            assertTrue(session.isOpen());
            assertEquals(List.of(CONNECT, Commands.CMD_AUTH), terminal.commands());
            assertEquals("41363266", hex(terminal.requests().getLast().data()));
            assertEquals(SESSION, terminal.requests().getLast().session());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Replies.CMD_ACK_UNAUTH, Replies.CMD_ACK_ERROR})
    void aWrongKeyIsNotTriedAgainForAMinute(int reply) throws Exception {
        try (FakeTerminal terminal =
                FakeTerminal.tcp().replies(CONNECT, Replies.CMD_ACK_UNAUTH).replies(Commands.CMD_AUTH, reply)) {
            ProtocolException wrong = refusal(key(terminal, 424_242));
            assertEquals(Kind.WRONG_KEY, wrong.kind());
            assertEquals(Duration.ofSeconds(60), wrong.pause());
            assertTrue(wrong.getMessage().contains("127.0.0.1:" + terminal.port()), wrong.getMessage());
            assertFalse((wrong + wrong.advice() + key(terminal, 424_242)).contains("424242"));
            assertEquals(List.of(CONNECT, Commands.CMD_AUTH, Commands.CMD_EXIT), terminal.commands());
            assertTrue(refusal(key(terminal, 0)).getMessage().contains("none is set"));
        }
    }

    @ParameterizedTest
    @CsvSource({"6001, REFUSED_6001", "2001, REFUSED", "65533, REFUSED", "65535, UNSUPPORTED", "4711, REFUSED"})
    void anotherReplyToTheFirstWordIsARefusal(int reply, Kind kind) throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(CONNECT, reply)) {
            ProtocolException refused = refusal(terminal);
            assertEquals(kind, refused.kind());
            assertEquals(List.of(CONNECT), terminal.commands());
            assertTrue(kind != Kind.REFUSED || refused.getMessage().contains("" + reply), refused.getMessage());
            assertTrue(kind != Kind.REFUSED_6001 || refused.pause().toMinutes() > 0);
        }
    }

    @Test
    void anAccessControllerIsNamed() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CONNECT, (request, line) -> line.raw(bytes("aa0176"))))  {
            assertEquals(Kind.C3_CONTROLLER, refusal(terminal).kind());
        }
    }

    @Test
    void anotherServerOnThisPortIsNamed() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()
                .on(CONNECT, (request, line) -> line.raw("HTTP/1.1 400 Bad Request\r\n".getBytes()))) {
            assertEquals(Kind.NOT_THIS_PROTOCOL, refusal(terminal).kind());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTerminalThatDropsTheConnectionAtOnceHasAnotherVisitor(boolean reset) throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()
                .on(CONNECT, (request, line) -> {
                    if (reset) {
                        line.reset();
                    } else {
                        line.cut();
                    }
                })) {
            ProtocolException busy = refusal(terminal);
            assertEquals(Kind.BUSY, busy.kind());
            assertTrue(busy.pause().toSeconds() > 0 && busy.advice().contains("another program"));
        }
    }

    @Test
    void aTerminalThatSaysNothingIsGivenUp() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().silent(CONNECT)) {
            assertEquals(Kind.TIMEOUT, refusal(Sessions.settings(terminal, Sessions.HASTY)).kind());
        }
    }

    @Test
    void aReplyWithAWrongChecksumEndsIt() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CONNECT, (request, line) -> {
            byte[] frame = new Packet(Replies.CMD_ACK_OK, SESSION, 0).frame();
            frame[12] ^= 0x40;
            line.raw(frame);
        })) {
            assertEquals(Kind.BAD_CHECKSUM, refusal(terminal).kind());
        }
    }

    @Test
    void aReplyWithAChecksumOneTooSmallIsTakenAndCounted() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().on(CONNECT, (request, line) -> {
            byte[] frame = new Packet(Replies.CMD_ACK_OK, SESSION, 0).frame();
            frame[10]--;
            line.raw(frame);
        }); PullSession session = Sessions.open(terminal)) {
            assertEquals(1, session.traffic().offByOne());
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        for (Transport transport : Transport.values()) {
            ProtocolException nobody = refusal(new PullSettings(
                    "127.0.0.1", port, transport, 0, Sessions.HASTY, PullSizes.STANDARD, Quirks.NONE));
            assertEquals(Kind.UNREACHABLE, nobody.kind(), transport.name());
        }
        ProtocolException unknown = refusal(new PullSettings("no-such-name.invalid", 4370, Transport.TCP, 0,
                Sessions.HASTY, PullSizes.STANDARD, Quirks.NONE));
        assertEquals(Kind.UNREACHABLE, unknown.kind());
    }

    @Test
    void whereTcpIsRefusedUdpIsTried() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.udp()) {
            try (PullSession session = Sessions.open(terminal)) {
                assertEquals(FakeTerminal.CLOCK, session.time().terminal());
            }
            assertEquals(List.of(1000, 201, 1001), terminal.commands());
            assertEquals(Kind.UNREACHABLE, refusal(Sessions.settings(
                    terminal, Transport.TCP, Sessions.PATIENT, PullSizes.STANDARD, Quirks.NONE)).kind());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = {"AUTO", "UDP"})
    void overUdpARequestThatGotLostIsSentAgain(Transport transport) throws Exception {
        try (FakeTerminal terminal = FakeTerminal.udp()
                .onceThen(CONNECT, (request, line) -> { }, (request, line) -> line.reply(request, 2000))) {
            PullTimes times = new PullTimes(Duration.ofSeconds(1), Duration.ofMillis(240), Duration.ofSeconds(1),
                    Duration.ofSeconds(1), Duration.ofMillis(60), Duration.ofSeconds(1), Duration.ofSeconds(9),
                    Duration.ofSeconds(9));
            try (PullSession session = Sessions.open(
                    Sessions.settings(terminal, transport, times, PullSizes.STANDARD, Quirks.NONE))) {
                assertEquals(1, session.traffic().repeated());
                assertEquals(List.of(0, 1), terminal.requests().stream().map(Packet::replyId).toList());
            }
        }
    }

    @Test
    void nothingIsLeftBehindByAFailure() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp().replies(CONNECT, 2001)) {
            for (int i = 0; i < 20; i++) {
                refusal(terminal);
            }
            Await.until("every connection is over", () -> terminal.connections() == 0);
        }
    }

    @Test
    void itCanBeInterruptedWhileItWaits() throws IOException {
        try (FakeTerminal terminal = FakeTerminal.tcp().silent(CONNECT)) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> Sessions.open(terminal));
            assertFalse(Thread.interrupted());
            Await.until("the connection is over", () -> terminal.connections() == 0);
        }
    }
}
