// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static muster.zk.http.Peer.KEPT_POLL;
import static muster.zk.http.Peer.POLL;
import static muster.zk.http.Wire.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The door in bad company: a terminal is served whatever others do.
final class CrowdTest {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofHours(1);

    private final List<Peer> crowd = new ArrayList<>();

    @AfterEach
    void sendTheCrowdHome() throws IOException {
        for (Peer peer : crowd) {
            peer.close();
        }
    }

    private Peer join(Listener listener, String sent) throws IOException {
        Peer peer = Peer.of(listener);
        crowd.add(peer);
        return peer.send(sent);
    }

    private static void assertServed(Listener listener) throws IOException {
        assertTrue(Peer.poll(listener).endsWith("getrequest 0"));
    }

    @ParameterizedTest
    @CsvSource({"4096, 64", "4096, 4096", "1000, 4096"})
    void twoThousandIdleConnectionsOfOneAddressDoNotStopATerminal(int connections, int perAddress) throws IOException {
        try (Listener listener = Doors.open(Doors::count, Doors.settings(connections, perAddress))) {
            for (int i = 0; i < 2000; i++) {
                join(listener, "");
            }
            assertServed(listener);
            assertTrue(listener.traffic().open() <= Math.min(connections, perAddress));
            assertEquals(0, listener.traffic().refused());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET /iclock/getrequest?SN=T1 HTTP/1.1\r\n", "\r\n", "\u0016"})
    void hundredsOfHalfRequestsDoNotStopATerminal(String half) throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            for (int i = 0; i < 300; i++) {
                join(listener, half);
            }
            assertServed(listener);
        }
    }

    @Test
    void keptConnectionsThatFellSilentMakeRoom() throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            for (int i = 0; i < 200; i++) {
                assertTrue(join(listener, KEPT_POLL).reply().endsWith("getrequest 0"));
            }
            assertServed(listener);
            assertEquals(201, listener.traffic().requests());
        }
    }

    @Test
    void theConnectionSilentLongestMakesRoom() throws IOException {
        try (Listener listener = Doors.open(Doors::count, Doors.settings(3, 3))) {
            Peer first = join(listener, "");
            Peer second = join(listener, "");
            Peer third = join(listener, "");
            Await.until("three are in", () -> listener.traffic().open() == 3);
            first.send(KEPT_POLL).reply();
            Peer fourth = join(listener, KEPT_POLL);
            assertTrue(fourth.reply().endsWith("getrequest 0"));
            assertEquals("", second.restOrReset());
            assertTrue(first.send(KEPT_POLL).reply().endsWith("getrequest 0"));
            assertTrue(third.send(KEPT_POLL).reply().endsWith("getrequest 0"));
            assertEquals(1, listener.traffic().displaced());
        }
    }

    @Test
    void connectionsAtWorkAreLetBeAndTheNewOneIsRefused() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Service service = (request, from) -> {
            working.countDown();
            done.await();
            return Reply.text("OK");
        };
        try (Listener listener = Doors.open(service, Doors.settings(1, 1)); Peer busy = Peer.of(listener)) {
            busy.send(POLL);
            working.await();
            assertEquals("", join(listener, "").restOrReset());
            assertEquals(1, listener.traffic().refused());
            done.countDown();
            assertTrue(busy.rest().endsWith("OK"));
        }
    }

    @Test
    void garbageOfAllSortsIsSurvived() throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            Random random = new Random(20261120);
            for (int i = 0; i < 200; i++) {
                byte[] garbage = new byte[random.nextInt(3000)];
                random.nextBytes(garbage);
                join(listener, "").send(garbage);
            }
            assertServed(listener);
            assertEquals(0, listener.traffic().failures());
        }
    }

    @Test
    void aHugeHeadIsRefused() throws IOException {
        try (Listener listener = Doors.open(Doors::count)) {
            String reply = join(listener, "GET /" + "a".repeat(100_000)).restOrReset();
            assertTrue(reply.startsWith("HTTP/1.1 431 "), reply);
            assertServed(listener);
        }
    }

    @Test
    void aPeerThatDripsItsHeadIsCut() throws IOException {
        Times times = new Times(LONG, SHORT, LONG, LONG, SHORT, SHORT);
        try (Listener listener = Doors.open(Doors::count, Doors.settings(times))) {
            String reply = join(listener, "GET /iclock/ping?").drip("abcdefghij");
            assertTrue(reply.startsWith("HTTP/1.1 408 Request Timeout\r\n"), reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000\r\n", "Transfer-Encoding: chunked\r\n", ""})
    void aPeerThatDripsItsBodyIsCutAndNotAcknowledged(String framing) throws IOException {
        Times times = new Times(LONG, LONG, SHORT, LONG, SHORT, SHORT);
        try (Listener listener = Doors.open(Doors::count, Doors.settings(times))) {
            String reply = join(listener, upload(framing, "")).drip("1\r\na\r\n");
            assertTrue(reply.startsWith("HTTP/1.1 408 Request Timeout\r\n"), reply);
            assertEquals(0, listener.traffic().requests());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", KEPT_POLL})
    void aConnectionThatStaysSilentIsClosedWithoutAWord(String sent) throws IOException {
        Times times = new Times(SHORT, LONG, LONG, LONG, SHORT, SHORT);
        try (Listener listener = Doors.open(Doors::count, Doors.settings(times))) {
            Peer peer = join(listener, sent);
            if (sent.equals(KEPT_POLL)) {
                peer.reply();
            }
            assertEquals("", peer.restOrReset());
            Await.until("it is forgotten", () -> listener.traffic().open() == 0);
        }
    }

    @Test
    void aPeerThatTakesNoReplyIsCut() throws IOException {
        Times times = new Times(LONG, LONG, SHORT, LONG, SHORT, SHORT);
        Service large = (request, from) -> Reply.text("x".repeat(16 << 20));
        try (Listener listener = Doors.open(large, Doors.settings(times))) {
            join(listener, POLL);
            Await.until("its request is there", () -> listener.traffic().requests() == 1);
            Await.until("it is cut", () -> listener.traffic().open() == 0);
        }
    }

    @Test
    void aPeerThatNeverClosesItsSideIsCutAfterItsReply() throws IOException {
        Times times = new Times(LONG, LONG, LONG, LONG, SHORT, SHORT);
        try (Listener listener = Doors.open(Doors::count, Doors.settings(times))) {
            assertTrue(join(listener, POLL).rest().endsWith("getrequest 0"));
            Await.until("it is cut", () -> listener.traffic().open() == 0);
        }
    }

    /// Out of file descriptors, accept fails again and again; the terminals must be served as soon as
    /// there is one, and one silent connection has to give its own.
    @Test
    void aFullTableOfFilesIsOutlived() throws IOException {
        AtomicInteger failures = new AtomicInteger();
        ServerSocket full = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket socket = super.accept();
                if (failures.getAndIncrement() == 1) {
                    socket.close();
                    throw new SocketException("Too many open files");
                }
                return socket;
            }
        };
        Door door = Door.of(Doors::count, Doors.settings(10, 10), Doors.TIME, null);
        try (Listener listener = new Listener(full, door)) {
            Peer silent = join(listener, "");
            Await.until("it is in", () -> listener.traffic().open() == 1);
            join(listener, "");
            assertEquals("", silent.restOrReset());
            assertServed(listener);
            assertEquals(1, listener.traffic().displaced());
        }
    }

    @Test
    void aHundredTerminalsAtOnceAreAllServed() throws Exception {
        try (Listener listener = Doors.open(Doors::count, Doors.settings(4096, 4096))) {
            AtomicInteger served = new AtomicInteger();
            List<Thread> terminals = new ArrayList<>();
            InetSocketAddress address = listener.address();
            for (int i = 0; i < 100; i++) {
                terminals.add(Thread.ofVirtual().start(() -> uploadTenTimes(address, served)));
            }
            for (Thread terminal : terminals) {
                terminal.join();
            }
            assertEquals(1000, served.get());
        }
    }

    private static void uploadTenTimes(InetSocketAddress address, AtomicInteger served) {
        for (int i = 0; i < 10; i++) {
            try (Peer peer = new Peer(address)) {
                if (peer.send(upload(Wire.PUNCH)).rest().endsWith("cdata 43")) {
                    served.incrementAndGet();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
