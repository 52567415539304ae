// SPDX-License-Identifier: Apache-2.0
package muster.zk.pull;

import static muster.zk.pull.FakeTerminal.CLOCK;
import static muster.zk.pull.Vectors.bytes;
import static muster.zk.pull.Vectors.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Whole exchanges, byte by byte in both directions.
class SequencesTest {

    /// What the terminal sends, segment by segment, what it is sent, and the table that comes of it.
    private record Sequence(List<String> sent, List<String> received, String table) {}

    private static Map<String, Sequence> sequences() {
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        List<String> lines = Vectors.lines("sequences.txt").toList();
        for (int at = 0; at < lines.size(); at++) {
            List<String> own = new ArrayList<>();
            String name = lines.get(at).substring(2);
            while (at + 1 < lines.size() && !lines.get(at + 1).startsWith("=")) {
                own.add(lines.get(++at));
            }
            sequences.put(name, new Sequence(of(own, "> "), of(own, "< "), String.join("", of(own, "T "))));
        }
        return sequences;
    }

    private static List<String> of(List<String> lines, String mark) {
        return lines.stream().filter(line -> line.startsWith(mark)).map(line -> line.substring(2)).toList();
    }

    private static Sequence sequence(String name) {
        return sequences().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /// A session whose next request has this number.
    private static PullSession at(FakeTerminal terminal, int replyId) throws Exception {
        PullSession session = Sessions.open(terminal);
        for (int i = 1; i < replyId; i++) {
            session.refresh();
        }
        return session;
    }

    @Test
    void thereAreExamples() {
        assertEquals(7, sequences().size());
    }

    /// The read of the first example; the answer to the chunk is that of the others.
    private static void assertReads(Sequence sequence, List<String> toChunk, int events) throws Exception {
        Sequence whole = sequence("buffered");
        List<LiveEvent> told = new CopyOnWriteArrayList<>();
        try (FakeTerminal terminal = FakeTerminal.tcp()
                .on(Commands.CMD_PREPARE_BUFFER, (request, line) -> line.raw(bytes(whole.received().getFirst())))
                .on(Commands.CMD_FREE_DATA, (request, line) -> line.raw(bytes(whole.received().getLast())))
                .on(Commands.CMD_READ_BUFFER, (request, line) -> {
                    for (String segment : toChunk) {
                        line.raw(bytes(segment));
                    }
                })) {
            try (PullSession session = at(terminal, 31)) {
                session.live(1, told::add);
                AttendanceTable table = session.attendance(TableProgress.NONE);
                assertArrayEquals(bytes(sequence.table()), table.raw());
                assertEquals(List.of("100", "999111333"), table.stream().map(AttendanceRecord::userId).toList());
                Await.until("the events are told", () -> told.size() == events);
            }
            List<String> sent = terminal.requests().stream()
                    .filter(packet -> packet.command() > 1500 && packet.command() < 2000)
                    .map(packet -> hex(packet.frame()))
                    .toList();
            assertEquals(whole.sent(), sent);
        }
    }

    @Test
    void aBufferedReadIsThisExchange() throws Exception {
        Sequence whole = sequence("buffered");
        assertReads(whole, whole.received().subList(1, 4), 0);
    }

    @Test
    void dataMayBeSplitOverSeveralFrames() throws Exception {
        Sequence split = sequence("same, data split");
        assertReads(split, split.received(), 0);
    }

    @Test
    void anEventMayComeInside() throws Exception {
        Sequence inside = sequence("live event interleaved");
        assertReads(inside, inside.received(), 1);
    }

    @Test
    void twoEventsInOneSegmentAreTwoAndOneInThreeSegmentsIsOne() throws Exception {
        for (String name : List.of("coalesced", "split: one event")) {
            int events = name.equals("coalesced") ? 2 : 1;
            Deque<LiveEvent> told = new ArrayDeque<>();
            try (FakeTerminal terminal = FakeTerminal.tcp()) {
                try (PullSession session = Sessions.open(terminal)) {
                    session.live(1, event -> {
                        synchronized (told) {
                            told.add(event);
                        }
                    });
                    for (String segment : sequence(name).received()) {
                        terminal.line().raw(bytes(segment));
                    }
                    Await.until("they are acknowledged", () -> terminal.count(Replies.CMD_ACK_OK) == events);
                }
                assertEquals(events, told.size());
                assertTrue(told.getFirst().detail() instanceof LiveDetail.Punch punch && punch.time().equals(CLOCK));
            }
        }
    }

    @Test
    void anEventBeforeTheAnswerIsQueuedAndTheAnswerTaken() throws Exception {
        Sequence before = sequence("event arrives before");
        try (FakeTerminal terminal = FakeTerminal.tcp().on(Commands.CMD_GET_TIME, (request, line) -> {
            for (String segment : before.received()) {
                line.raw(bytes(segment));
            }
        }); PullSession session = at(terminal, 12)) {
            assertEquals(CLOCK, session.time().terminal());
            assertEquals(12, terminal.requests().stream()
                    .filter(packet -> packet.command() == Commands.CMD_GET_TIME)
                    .findFirst()
                    .orElseThrow()
                    .replyId());
        }
    }

    @Test
    void theMagicInsideARecordIsData() throws Exception {
        byte[] segment = bytes(sequence("record bytes").received().getFirst());
        TcpFraming framing = new TcpFraming();
        framing.append(segment, 0, segment.length);
        Packet packet = framing.next().orElseThrow();
        assertEquals(44, packet.data().length);
        assertEquals(Optional.empty(), framing.next());
        LayoutHints given = new LayoutHints(OptionalLong.of(1), OptionalLong.of(1),
                AttendanceLayout.of(AttendanceLayout.Form.TEXT_40), false, CLOCK);
        assertEquals(CLOCK, AttendanceTable.read(packet.data(), given).get(0).time());
    }
}
