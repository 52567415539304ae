// SPDX-License-Identifier: Apache-2.0
package muster.zk.http;

import static muster.zk.http.Peer.KEPT_POLL;
import static muster.zk.http.Peer.POLL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ListenerCloseTest {

    private static final Duration NO_TIME = Duration.ofMillis(50);

    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private Reply slowly(Request request, InetAddress from) throws InterruptedException {
        working.countDown();
        try {
            done.await();
            return Reply.text("OK: 1");
        } catch (InterruptedException stop) {
            interrupted.countDown();
            throw stop;
        }
    }

    @Test
    void idleConnectionsAreClosedAtOnce() throws IOException {
        Listener listener = Doors.open(Doors::count);
        try (Peer fresh = Peer.of(listener); Peer kept = Peer.of(listener)) {
            kept.send(KEPT_POLL).reply();
            Await.until("both are in", () -> listener.traffic().open() == 2);
            listener.close(Duration.ofHours(1));
            assertEquals("", fresh.restOrReset());
            assertEquals("", kept.restOrReset());
            assertEquals(0, listener.traffic().open());
        }
    }

    @Test
    void aRunningRequestIsAnswered() throws Exception {
        Listener listener = Doors.open(this::slowly);
        try (Peer peer = Peer.of(listener); Peer idle = Peer.of(listener)) {
            Await.until("both are in", () -> listener.traffic().open() == 2);
            peer.send(KEPT_POLL);
            working.await();
            Thread closing = Thread.ofVirtual().start(() -> listener.close(Duration.ofHours(1)));
            assertEquals("", idle.restOrReset());
            done.countDown();
            String reply = peer.rest();
            assertTrue(reply.contains("\r\nConnection: close\r\n") && reply.endsWith("OK: 1"), reply);
            peer.closeSide();
            closing.join();
            assertEquals(0, listener.traffic().open());
        }
    }

    @Test
    void aRequestThatTakesTooLongIsInterruptedAndNotAcknowledged() throws Exception {
        Listener listener = Doors.open(this::slowly);
        try (Peer peer = Peer.of(listener)) {
            peer.send(POLL);
            working.await();
            listener.close(NO_TIME);
            interrupted.await();
            assertEquals("", peer.restOrReset());
        }
    }

    @Test
    void aHalfRequestIsCutWhenTheTimeIsOver() throws IOException {
        Listener listener = Doors.open(Doors::count);
        try (Peer half = Peer.of(listener)) {
            half.send("GET /iclock/ping");
            Await.until("it is in", () -> listener.traffic().open() == 1);
            listener.close(NO_TIME);
            assertEquals("", half.restOrReset());
            assertEquals(0, listener.traffic().open());
        }
    }

    @Test
    void nobodyIsAcceptedAnyMoreAndThePortIsFreeAgain() throws IOException {
        Listener listener = Doors.open(Doors::count);
        Peer.poll(listener);
        listener.close();
        assertThrows(ConnectException.class, () -> Peer.of(listener));
        try (Listener next = Listener.open(listener.address(), Doors::count, ListenerSettings.STANDARD, Doors.TIME)) {
            assertTrue(Peer.poll(next).endsWith("getrequest 0"));
        }
    }

    @Test
    void closingTwiceIsClosingOnce() throws IOException {
        Listener listener = Doors.open(Doors::count);
        listener.close();
        listener.close();
        assertEquals(0, listener.traffic().open());
    }
}
