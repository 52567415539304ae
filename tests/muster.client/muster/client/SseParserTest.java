// SPDX-License-Identifier: Apache-2.0
package muster.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import muster.client.SseParser.Message;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SseParserTest {

    private static List<Message> messages(String text, int... cuts) throws IOException {
        SseParser parser = new SseParser();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Message> all = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i == cuts.length ? bytes.length : Math.clamp(cuts[i], from, bytes.length);
            parser.feed(ByteBuffer.wrap(bytes, from, to - from));
            for (Message m = parser.next(); m != null; m = parser.next()) {
                all.add(m);
            }
            from = to;
        }
        return all;
    }

    @Test
    void aMessageIsItsDataAndTheLastId() throws IOException {
        assertEquals(List.of(new Message("7", "hello")), messages("id: 7\ndata: hello\n\n"));
    }

    @Test
    void dataOfSeveralLinesIsJoined() throws IOException {
        assertEquals(List.of(new Message("", "a\n\nb")), messages("data: a\ndata:\ndata:b\n\n"));
    }

    @Test
    void onlyOneBlankBehindTheColonIsDropped() throws IOException {
        assertEquals(List.of(new Message("", "  a ")), messages("data:   a \n\n"));
    }

    @Test
    void commentsAndUnknownFieldsSayNothing() throws IOException {
        assertEquals(List.of(), messages(": keepalive\n\nevent: x\nwhatever\n\n"));
    }

    @Test
    void anIdWithoutDataMovesThePosition() throws IOException {
        assertEquals(List.of(new Message("12", null)), messages(": keepalive\nid: 12\n\n"));
    }

    @Test
    void theIdStaysForTheMessagesBehindIt() throws IOException {
        assertEquals(List.of(new Message("1", "a"), new Message("1", "b")), messages("id:1\ndata:a\n\ndata:b\n\n"));
    }

    @Test
    void anIdWithNulIsIgnored() throws IOException {
        assertEquals(List.of(new Message("", "a")), messages("id: 1\0\ndata: a\n\n"));
    }

    @Test
    void aMessageThatWasNotEndedIsNone() throws IOException {
        assertEquals(List.of(), messages("id: 3\ndata: half"));
    }

    @Test
    void aByteOrderMarkInFrontIsNotText() throws IOException {
        assertEquals(List.of(new Message("", "a")), messages("\uFEFFdata: a\n\n"));
    }

    @Test
    void theRetryIsTaken() throws IOException {
        SseParser parser = new SseParser();
        parser.feed(ByteBuffer.wrap("retry: 2000\nretry: soon\n\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(2000, parser.retryMillis());
    }

    @Test
    void aMessageWithoutEndIsAnError() {
        SseParser parser = new SseParser();
        byte[] much = new byte[1 << 20];
        assertThrows(IOException.class, () -> {
            for (int i = 0; i < 20; i++) {
                parser.feed(ByteBuffer.wrap(much));
            }
        });
    }

    @Property(tries = 300)
    void piecesAndLineEndsMakeNoDifference(
            @ForAll("streams") List<Message> sent, @ForAll("ends") String end, @ForAll int[] cuts) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Message message : sent) {
            text.append("id: ").append(message.id()).append(end);
            if (message.data() != null) {
                for (String line : message.data().split("\n", -1)) {
                    text.append("data: ").append(line).append(end);
                }
            }
            text.append(end).append(": keepalive").append(end).append(end);
        }
        int[] sorted = java.util.Arrays.stream(cuts).map(c -> Math.floorMod(c, 200)).sorted().toArray();
        assertEquals(sent, messages(text.toString(), sorted));
    }

    @Provide
    Arbitrary<List<Message>> streams() {
        Arbitrary<String> data = Arbitraries.strings().withChars("ab :é\u4e2d\n{}\"").ofMaxLength(20).injectNull(0.2);
        Arbitrary<String> id = Arbitraries.longs().between(0, 1_000_000).map(String::valueOf);
        return net.jqwik.api.Combinators.combine(id, data).as(Message::new).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }
}
