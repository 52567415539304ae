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
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The door behind TLS: what is true of the plain one is true of this one, and the handshake is no way in
/// or around.
@Timeout(60)
final class TlsTest {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofHours(1);
    private static final String HALF_HELLO = "\u0016\u0003\u0001\u0002\u0000\u0001";

    @TempDir
    static Path folder;

    private static SSLContext context;

    @BeforeAll
    static void makeACertificate() throws Exception {
        context = OpenSsl.context(folder);
    }

    private static Listener open(ListenerSettings settings, String... protocols) throws IOException {
        return Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Doors::count, settings,
                Doors.TIME, new Tls(context, List.of(protocols)));
    }

    private static Listener open(ListenerSettings settings) throws IOException {
        return open(settings, "TLSv1.3", "TLSv1.2");
    }

    private static SSLSocket client(Listener listener, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(listener.address().getAddress(), listener.address().getPort());
        socket.setSoTimeout(20_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static void assertServed(Listener listener) throws IOException {
        try (SSLSocket socket = client(listener)) {
            socket.getOutputStream().write(Wire.bytes(POLL));
            assertTrue(Wire.text(socket.getInputStream().readAllBytes()).endsWith("getrequest 0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aTerminalIsAnsweredOverBothVersionsAndMayKeepItsConnection(String version) throws IOException {
        try (Listener listener = open(Doors.settings(Doors.PATIENT)); SSLSocket socket = client(listener, version)) {
            String punch = upload("Connection: keep-alive\r\nContent-Length: " + PUNCH.length() + "\r\n", PUNCH);
            socket.getOutputStream().write(Wire.bytes(KEPT_POLL + punch + POLL));
            String replies = Wire.text(socket.getInputStream().readAllBytes());
            assertEquals(3, replies.split("HTTP/1.1 200 OK", -1).length - 1, replies);
            assertTrue(replies.contains("cdata " + PUNCH.length()), replies);
            assertEquals(version, socket.getSession().getProtocol());
            assertEquals(3, listener.traffic().requests());
        }
    }

    @Test
    void aBodyOfSeveralRecordsArrivesWhole() throws IOException {
        String many = PUNCH.repeat(2000);
        try (Listener listener = open(Doors.settings(Doors.PATIENT)); SSLSocket socket = client(listener)) {
            socket.getOutputStream().write(Wire.bytes(upload("Content-Length: " + many.length() + "\r\n", many)));
            assertTrue(Wire.text(socket.getInputStream().readAllBytes()).endsWith("cdata " + many.length()));
        }
    }

    @Test
    void whoSpeaksPlainHttpIsToldSoAndTheConnectionEndsInOrder() throws IOException {
        try (Listener listener = open(Doors.settings(Doors.PATIENT))) {
            String told = Peer.poll(listener);
            assertTrue(told.startsWith("HTTP/1.1 400 "), told);
            assertTrue(told.contains("https://"), told);
            assertEquals(0, listener.traffic().requests());
            assertServed(listener);
        }
    }

    @Test
    void anOlderVersionThanAllowedIsRefusedAndNothingIsTaken() throws IOException {
        try (Listener listener = open(Doors.settings(Doors.PATIENT), "TLSv1.3")) {
            try (SSLSocket old = client(listener, "TLSv1.2")) {
                assertThrows(SSLException.class, old::startHandshake);
            }
            Await.until("it is counted", () -> listener.traffic().badRequests() == 1);
            assertEquals(0, listener.traffic().requests());
            assertServed(listener);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HALF_HELLO, "\u0016", "\u0016\u0003\u0001\u0000\u0004junk"})
    void aHandshakeThatStopsIsCutAfterTheTimeOfAHead(String start) throws IOException {
        Times times = new Times(LONG, SHORT, LONG, LONG, Duration.ofSeconds(1), SHORT);
        try (Listener listener = open(Doors.settings(times)); Peer peer = Peer.of(listener)) {
            peer.send(start).restOrReset();
            Await.until("the connection is gone", () -> listener.traffic().open() == 0);
        }
    }

    @Test
    void aHandshakeThatDripsIsCutAfterTheTimeOfAHead() throws IOException, InterruptedException {
        Times times = new Times(LONG, SHORT, LONG, LONG, Duration.ofSeconds(1), SHORT);
        try (Listener listener = open(Doors.settings(times)); Peer peer = Peer.of(listener)) {
            peer.send("\u0016\u0003\u0001\u0002\u0000");
            try {
                while (listener.traffic().open() > 0 || listener.traffic().connections() == 0) {
                    peer.send("\u0001");
                    Thread.sleep(20);
                }
            } catch (IOException cut) {
                // sending into a closed connection
            }
            Await.until("the connection is gone", () -> listener.traffic().open() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HALF_HELLO})
    void twoThousandWhoNeverShakeHandsDoNotStopATerminal(String start) throws IOException {
        List<Peer> crowd = new ArrayList<>();
        try (Listener listener = open(Doors.settings(4096, 4096))) {
            for (int i = 0; i < 2000; i++) {
                crowd.add(Peer.of(listener).send(start));
            }
            assertServed(listener);
            assertEquals(0, listener.traffic().refused());
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    @Test
    void aListenerThatClosesEndsIdleConnectionsAndThoseInTheHandshake() throws IOException {
        Listener listener = open(Doors.settings(Doors.PATIENT));
        try (Peer idle = Peer.of(listener); Peer half = Peer.of(listener).send(HALF_HELLO);
                SSLSocket kept = client(listener)) {
            kept.getOutputStream().write(Wire.bytes(KEPT_POLL));
            Await.until("all are in", () -> listener.traffic().open() == 3 && listener.traffic().requests() == 1);
            listener.close();
            assertEquals("", idle.restOrReset());
            assertEquals("", half.restOrReset());
            assertEquals(0, listener.traffic().open());
        }
    }
}
