// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static muster.zk.http.Peer.KEPT_POLL;
import static muster.zk.http.Peer.POLL;
import static muster.zk.http.Wire.PUNCH;
import static muster.zk.http.Wire.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a terminal sees of the door.
final class ListenerTest {

    @Test
    void aPollGetsItsReplyAndTheConnectionEnds() throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            assertEquals("HTTP/1.1 200 OK\r\nDate: Fri, 20 Nov 2026 02:30:00 GMT\r\nContent-Type: text/plain\r\n"
                    + "Content-Length: 12\r\nConnection: close\r\n\r\ngetrequest 0", Peer.poll(listener));
        }
    }

    @Test
    void theServiceIsToldTheAddress() throws IOException {
        AtomicReference<InetAddress> seen = new AtomicReference<>();
        Service service = (request, from) -> {
            seen.set(from);
            return Reply.text("OK");
        };
        try (Listener listener = Doors.open(service)) {
            Peer.poll(listener);
            assertTrue(seen.get().isLoopbackAddress());
        }
    }

    @Test
    void aKeptConnectionCarriesManyRequests() throws IOException {
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            for (int i = 0; i < 50; i++) {
                assertTrue(peer.send(KEPT_POLL).reply().contains("\r\nConnection: keep-alive\r\n"));
            }
            String last = peer.send(POLL).rest();
            assertTrue(last.contains("\r\nConnection: close\r\n"), last);
            assertEquals(1, listener.traffic().connections());
            assertEquals(51, listener.traffic().requests());
        }
    }

    @Test
    void requestsSentAtOnceAreAnsweredInOrder() throws IOException {
        String upload = upload("Connection: keep-alive\r\nContent-Length: " + PUNCH.length() + "\r\n", PUNCH);
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            String replies = peer.send(KEPT_POLL + upload + KEPT_POLL + POLL).rest();
            assertEquals("getrequest 0,cdata 43,getrequest 0,getrequest 0", bodies(replies));
        }
    }

    private static String bodies(String replies) {
        return replies.replaceAll("(?s)HTTP/1.1 200.*?\r\n\r\n", ",").substring(1);
    }

    @Test
    void aTerminalThatWaitsForContinueGetsItBeforeItSends() throws IOException {
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            peer.send(upload("Expect: 100-continue\r\nContent-Length: " + PUNCH.length() + "\r\n", ""));
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", peer.reply());
            assertTrue(peer.send(PUNCH).rest().endsWith("cdata 43"));
        }
    }

    @Test
    void aBodyWithoutALengthEndsWithThePeersSide() throws IOException {
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            assertTrue(peer.send(upload("", PUNCH)).closeSide().rest().endsWith("cdata 43"));
        }
    }

    @Test
    void aBodyWithoutALengthEndsWithASilence() throws IOException {
        Times times = new Times(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(100),
                Duration.ofSeconds(1), Duration.ofMillis(100));
        try (Listener listener = Doors.open(Doors::count, Doors.settings(times)); Peer peer = Peer.of(listener)) {
            assertTrue(peer.send(upload("Connection: keep-alive\r\n", PUNCH)).rest().endsWith("cdata 43"));
        }
    }

    @Test
    void aLengthTooLongIsAnsweredWhenTheBodyEndsALine() throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            try (Peer peer = Peer.of(listener)) {
                assertTrue(peer.send(upload("Content-Length: 63\r\n", PUNCH)).closeSide().rest().endsWith("cdata 43"));
            }
            try (Peer peer = Peer.of(listener)) {
                String reply = peer.send(upload("Content-Length: 63\r\n", PUNCH + "1002")).closeSide().rest();
                assertTrue(reply.startsWith("HTTP/1.1 408 Request Timeout\r\n"), reply);
                assertEquals(1, listener.traffic().requests());
            }
        }
    }

    @Test
    void aLengthTooShortIsAnsweredOnceAndTheRestIsNotRead() throws IOException {
        String upload = upload("Connection: keep-alive\r\nContent-Length: 39\r\n", PUNCH);
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            assertEquals("cdata 39", bodies(peer.send(upload).rest()));
            assertEquals(1, listener.traffic().requests());
            assertEquals(1, listener.traffic().badRequests());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz\r\n\r\n", "\0\0\0\0", "GET\r\n\r\n"})
    void whatIsNoRequestGets400(String sent) throws IOException {
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            String reply = peer.send(sent).rest();
            assertTrue(reply.startsWith("HTTP/1.1 400 Bad Request\r\n") && reply.endsWith(".\n"), reply);
        }
    }

    @Test
    void aTlsHelloIsClosedWithoutAWord() throws IOException {
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            assertEquals("", peer.send("\u0016\u0003\u0001\u0000\u0035").restOrReset());
            assertEquals(1, listener.traffic().badRequests());
        }
    }

    /// The kernel answers a close over unread bytes with a reset, and a reset may reach the peer before
    /// the reply has: a terminal would send again what was stored. So bytes behind the last reply are
    /// taken for a while, and the peer can go on sending without noticing.
    @Test
    void bytesBehindTheLastReplyAreNotAnsweredWithAReset() throws IOException {
        try (Listener listener = Doors.open(Doors::count, lingering()); Peer peer = Peer.of(listener)) {
            assertTrue(peer.send(POLL + "x".repeat(500_000)).rest().endsWith("getrequest 0"));
            for (int i = 0; i < 100; i++) {
                peer.send("more");
            }
            assertEquals(1, listener.traffic().open());
        }
    }

    @Test
    void bytesBehindTheLastReplyAreNotTakenForEver() throws IOException {
        byte[] piece = new byte[1 << 16];
        try (Listener listener = Doors.open(Doors::count, lingering()); Peer peer = Peer.of(listener)) {
            peer.send(POLL);
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    peer.send(piece);
                }
            });
        }
    }

    private static ListenerSettings lingering() {
        Duration hour = Duration.ofHours(1);
        return Doors.settings(new Times(hour, hour, hour, hour, hour, Duration.ofMillis(100)));
    }

    @Test
    void aBodyTooLargeIsToldSoEvenWhileItIsBeingSent() throws IOException {
        String large = "POST /iclock/fdata HTTP/1.1\r\nContent-Length: 2500000\r\n\r\n";
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            String reply = peer.send(large + "x".repeat(500_000)).rest();
            assertTrue(reply.startsWith("HTTP/1.1 413 Content Too Large\r\n"), reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "null"})
    void aServiceThatFailsIsA503AndTheNextRequestIsServed(String how) throws IOException {
        Service service = (request, from) -> switch (request.query().text("fail")) {
            case "exception" -> throw new IllegalStateException("meant to fail in this test");
            case "error" -> throw new StackOverflowError("meant to fail in this test");
            case "null" -> null;
            default -> Reply.text("OK");
        };
        try (Listener listener = Doors.open(service); Peer peer = Peer.of(listener)) {
            String failed = peer.send(KEPT_POLL.replace("SN=", "fail=" + how + "&SN=")).reply();
            assertTrue(failed.startsWith("HTTP/1.1 503 Service Unavailable\r\n"), failed);
            assertTrue(failed.endsWith("\r\n\r\nService Unavailable\n"), failed);
            assertTrue(peer.send(POLL.replace("SN=", "fail=no&SN=")).rest().endsWith("OK"));
            assertEquals(1, listener.traffic().failures());
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            String reply = peer.send(POLL.replace("GET", "HEAD")).rest();
            assertTrue(reply.contains("\r\nContent-Length: 12\r\n") && reply.endsWith("\r\n\r\n"), reply);
        }
    }

    @Test
    void aBodyOfManyMegabytesArrivesWhole() throws IOException {
        String body = "0123456789abcde\n".repeat(1 << 18);
        try (Listener listener = Doors.open(Doors::count); Peer peer = Peer.of(listener)) {
            assertTrue(peer.send(upload(body)).rest().endsWith("cdata " + (4 << 20)));
        }
    }

    @Test
    void thePortIsTakenByOneListenerOnly() throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            assertThrows(IOException.class, () ->
                    Listener.open(listener.address(), Doors::count, ListenerSettings.STANDARD, Doors.TIME).close());
        }
    }
}
