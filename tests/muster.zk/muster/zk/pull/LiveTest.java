// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.FakeTerminal.CLOCK;
import static muster.zk.pull.FakeTerminal.SESSION;
import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import muster.zk.pull.FakeTerminal.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Live events: acknowledged at once, told in their order, and never mistaken for an answer.
class LiveTest {

    private static final LiveEvent PUNCH = LiveEvent.punch("100", CLOCK, 1, 0);

    private final List<LiveEvent> told = new CopyOnWriteArrayList<>();

    private static byte[] frame(LiveEvent event) {
        return new Packet(Commands.CMD_REG_EVENT, event.code(), 0, event.data()).frame();
    }

    private static List<Packet> acknowledgements(FakeTerminal terminal) {
        return terminal.requests().stream().filter(packet -> packet.command() == Replies.CMD_ACK_OK).toList();
    }

    private static LiveEvent punch(int number) {
        return LiveEvent.punch("" + number, CLOCK.plusSeconds(number), 1, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEventIsAcknowledgedAndTold(boolean udp) throws Exception {
        try (FakeTerminal terminal = udp ? FakeTerminal.udp() : FakeTerminal.tcp();
                PullSession session = Sessions.open(terminal)) {
            session.live(LiveEvent.EF_ATTLOG | LiveEvent.EF_HIDNUM, told::add);
            assertEquals("01040000", hex(terminal.requests().getLast().data()));
            terminal.tell(PUNCH);
            terminal.tell(new LiveEvent(LiveEvent.EF_HIDNUM, bytes("59d77d0000"), new LiveDetail.Card(8_247_129)));
            Await.until("both are told", () -> told.size() == 2);
            assertEquals(PUNCH, told.getFirst());
            assertEquals(new LiveDetail.Card(8_247_129), told.getLast().detail());
            Await.until("both are acknowledged", () -> acknowledgements(terminal).size() == 2);
            acknowledgements(terminal).forEach(
                    packet -> assertEquals(new Packet(Replies.CMD_ACK_OK, SESSION, 0), packet));
            assertEquals(2, session.traffic().events());
        }
    }

    @Test
    void eventsUseNoNumbersOfRequests() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            session.live(1, told::add);
            terminal.tell(PUNCH);
            Await.until("it is told", () -> !told.isEmpty());
            session.refresh();
            session.endLive();
            assertEquals(List.of(0, 1, 2, 3), terminal.requests().stream()
                    .filter(packet -> packet.command() != Replies.CMD_ACK_OK)
                    .map(Packet::replyId)
                    .toList());
            assertEquals("00000000", hex(terminal.requests().getLast().data()));
        }
    }

    /// A well-known library takes the event for the answer, and every later answer for that of the request
    /// before.
    @Test
    void anEventBeforeAnAnswerIsNotTheAnswer() throws Exception {
        Script first = (request, line) -> {
            line.raw(frame(PUNCH));
            line.reply(request, 2000, LittleEndian.u32(WireTime.packed(CLOCK)));
        };
        try (FakeTerminal terminal = FakeTerminal.tcp().on(Commands.CMD_GET_TIME, first);
                PullSession session = Sessions.open(terminal)) {
            session.live(1, told::add);
            assertEquals(CLOCK, session.time().terminal());
            assertEquals(CLOCK, session.time().terminal());
            Await.until("both are told", () -> told.size() == 2);
        }
    }

    @Test
    void eventsInTheMiddleOfATableHarmNeither() throws Exception {
        byte[] table = TableServing.attendance("40", 2000);
        Script chunk = (request, line) -> {
            byte[] part = TableServing.asked(request, table);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(frame(punch(1)));
            all.writeBytes(new Packet(1500, SESSION, request.replyId(), LittleEndian.u32(part.length, 0)).frame());
            all.writeBytes(frame(punch(2)));
            all.writeBytes(frame(punch(3)));
            all.writeBytes(new Packet(1501, SESSION, request.replyId(), part).frame());
            all.writeBytes(frame(punch(4)));
            all.writeBytes(new Packet(2000, SESSION, request.replyId()).frame());
            line.raw(all.toByteArray());
        };
        try (FakeTerminal terminal = TableServing.ready(FakeTerminal.tcp(), table)
                        .on(Commands.CMD_READ_BUFFER, chunk);
                PullSession session = Sessions.open(terminal)) {
            session.live(1, told::add);
            assertArrayEquals(table, session.attendance(TableProgress.NONE).raw());
            Await.until("all are told", () -> told.size() == 8);
            assertEquals(List.of(punch(1), punch(2), punch(3), punch(4)), told.subList(0, 4));
            Await.until("all are acknowledged", () -> acknowledgements(terminal).size() == 8);
        }
    }

    @Test
    void anUnknownEventIsAcknowledgedCountedAndTold() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            session.live(0xffff, told::add);
            terminal.tell(new LiveEvent(LiveEvent.EF_ATTLOG, bytes("070001001a0b1408"), new LiveDetail.Other()));
            terminal.tell(new LiveEvent(2048, new byte[0], new LiveDetail.Other()));
            terminal.tell(new LiveEvent(LiveEvent.EF_BUTTON, new byte[0], new LiveDetail.Other()));
            Await.until("all are told", () -> told.size() == 3);
            assertEquals(2, session.traffic().unknownEvents());
            Await.until("all are acknowledged", () -> acknowledgements(terminal).size() == 3);
        }
    }

    @Test
    void eventsNobodyAskedForAreAcknowledgedAndCounted() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            terminal.tell(PUNCH);
            Await.until("it is acknowledged", () -> acknowledgements(terminal).size() == 1);
            session.refresh();
            assertEquals(1, session.traffic().unheardEvents());
        }
    }

    @Test
    void aSlowListenerDelaysNoAcknowledgementAndTheOldestAreDropped() throws Exception {
        CountDownLatch on = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        PullSizes three = new PullSizes(65_472, 16_384, 8_192, 1 << 20, 64 << 20, 3);
        try (FakeTerminal terminal = FakeTerminal.tcp();
                PullSession session = Sessions.open(Sessions.settings(
                        terminal, Transport.TCP, Sessions.PATIENT, three, Quirks.NONE))) {
            session.live(1, event -> {
                first.countDown();
                on.await();
                told.add(event);
            });
            terminal.tell(punch(0));
            first.await();
            for (int i = 1; i < 10; i++) {
                terminal.tell(punch(i));
            }
            Await.until("all are acknowledged", () -> acknowledgements(terminal).size() == 10);
            session.refresh();
            on.countDown();
            Await.until("the last are told", () -> told.size() == 4);
            assertEquals(List.of(punch(0), punch(7), punch(8), punch(9)), told);
            assertEquals(6, session.traffic().droppedEvents());
        }
    }

    @Test
    void aListenerThatFailsIsToldTheNextEvent() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            session.live(1, event -> {
                told.add(event);
                throw new IllegalStateException("meant to fail in this test");
            });
            terminal.tell(punch(1));
            terminal.tell(punch(2));
            Await.until("both are told", () -> told.size() == 2);
            assertTrue(session.isOpen());
        }
    }

    @Test
    void aListenerMayAskTheSessionAndCloseIt() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            PullSession session = Sessions.open(terminal);
            session.live(1, event -> {
                try {
                    assertEquals(CLOCK, session.time().terminal());
                } catch (ProtocolException failure) {
                    throw new IllegalStateException(failure);
                }
                told.add(event);
                session.close();
                closed.countDown();
            });
            terminal.tell(PUNCH);
            closed.await();
            assertEquals(1, told.size());
            assertEquals(Commands.CMD_EXIT, terminal.commands().getLast());
        }
    }

    @Test
    void whatWaitsWhenTheSessionEndsIsToldAllTheSame() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            try (PullSession session = Sessions.open(terminal)) {
                session.live(1, told::add);
                for (int i = 0; i < 100; i++) {
                    terminal.tell(punch(i));
                }
                Await.until("all are acknowledged", () -> acknowledgements(terminal).size() == 100);
            }
            assertEquals(100, told.size());
        }
    }

    @Test
    void aListenerThatHangsIsInterruptedByTheEnd() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (FakeTerminal terminal = FakeTerminal.tcp()) {
            try (PullSession session = Sessions.hasty(terminal)) {
                session.live(1, event -> {
                    inside.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                });
                terminal.tell(PUNCH);
                inside.await();
            }
            interrupted.await();
        }
    }

    @Test
    void theEndOfTheConnectionIsNoticedWhileNobodyAsks() throws Exception {
        try (FakeTerminal terminal = FakeTerminal.tcp(); PullSession session = Sessions.open(terminal)) {
            session.live(1, told::add);
            assertFalse(session.awaitEnd(Duration.ofMillis(1)));
            terminal.line().cut();
            assertTrue(session.awaitEnd(Duration.ofSeconds(20)));
            assertFalse(session.isOpen());
        }
    }
}
