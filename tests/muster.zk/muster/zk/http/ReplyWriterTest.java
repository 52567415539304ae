// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyWriterTest {

    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-11-20T02:30:00Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ReplyWriter writer = new ReplyWriter(out, TIME);

    static List<String> replies() {
        // 061 is the interim answer, which the reader sends.
        return Samples.names(".rsp").stream().filter(name -> !name.startsWith("061-")).toList();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everySampleReplyIsWrittenByteForByte(String file) throws IOException {
        String sample = Wire.text(Samples.bytes(file));
        String head = sample.substring(0, sample.indexOf("\r\n\r\n"));
        Reply reply = Reply.text(Integer.parseInt(head.substring(9, 12)), sample.substring(head.length() + 4))
                .withContentType(value(head, "Content-Type"));
        if (head.contains("Retry-After")) {
            reply = reply.withHeader("Retry-After", value(head, "Retry-After"));
        }
        writer.write(reply, false);
        assertEquals(sample, out.toString());
    }

    private static String value(String head, String name) {
        int from = head.indexOf(name + ": ") + name.length() + 2;
        int end = head.indexOf("\r\n", from);
        return head.substring(from, end < 0 ? head.length() : end);
    }

    @Test
    void aKeptConnectionIsAnnounced() throws IOException {
        writer.write(Reply.text("OK"), true);
        assertEquals("HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 02:30:00 GMT\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 2\r\nConnection: keep-alive\r\n\r\nOK", out.toString());
    }

    @Test
    void theDayOfTheDateHasTwoDigits() throws IOException {
        InstantSource early = InstantSource.fixed(Instant.parse("2027-01-03T23:05:09.999Z"));
        new ReplyWriter(out, early).write(Reply.text("OK"), false);
        assertTrue(out.toString().contains("\r\nDate: Sun, 03 Jan 2027 23:05:09 GMT\r\n"), out.toString());
    }

    @Test
    void aReplyIsOneWrite() throws IOException {
        int[] writes = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                writes[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                writes[0]++;
            }
        };
        new ReplyWriter(counting, TIME).write(Reply.text("OK: 30"), false);
        assertEquals(1, writes[0]);
    }

    @Test
    void theAnswerToHeadIsTheHeadAlone() throws IOException {
        writer.writeHead(Reply.text("OK"), false);
        assertTrue(out.toString().endsWith("Content-Length: 2\r\nConnection: close\r\n\r\n"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\nb", "caf\u00e9", "\0"})
    void aHeaderCannotBecomeTwo(String value) {
        Reply reply = Reply.text("OK");
        assertThrows(IllegalArgumentException.class, () -> reply.withHeader("X-Note", value));
        assertThrows(IllegalArgumentException.class, () -> reply.withContentType(value));
        assertThrows(IllegalArgumentException.class, () -> reply.withHeader(value, "x"));
    }

    @Test
    void anImpossibleStatusIsRefusedAndAnUnknownOneIsWritten() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> Reply.text(20, "x"));
        writer.write(Reply.text(418, "x"), false);
        assertTrue(out.toString().startsWith("HTTP/1.1 418 Error\r\n"), out.toString());
    }
}
