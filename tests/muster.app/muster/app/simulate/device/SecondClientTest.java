// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import muster.app.simulate.device.Counters.Count;
import muster.app.simulate.device.Manners.SecondClient;
import org.junit.jupiter.api.Test;

/// Two clients at one terminal (zk-pull.md section 3.3).
final class SecondClientTest {

    private static DeviceServer open(SecondClient second) throws IOException {
        Rig rig = new Rig();
        rig.second = second;
        rig.udp = true;
        return rig.open();
    }

    @Test
    void theSecondIsRefused() throws Exception {
        try (DeviceServer server = open(SecondClient.REFUSE);
                TinyClient first = TinyClient.tcp(server.address()).connect();
                TinyClient second = TinyClient.tcp(server.address())) {
            assertThrows(IOException.class, second::connect);
            assertEquals(2000, first.ask(201).command());
            assertEquals(1, server.device().counters().of(Count.TURNED_AWAY));
        }
    }

    @Test
    void theSecondIsToldSoByUdp() throws Exception {
        try (DeviceServer server = open(SecondClient.REFUSE);
                TinyClient first = TinyClient.tcp(server.address()).connect();
                TinyClient second = TinyClient.udp(server.address(), 20_000)) {
            assertEquals(
                    "refused with 2001",
                    assertThrows(ProtocolException.class, second::connect).getMessage());
            assertEquals(2000, first.ask(201).command());
        }
    }

    @Test
    void theSecondIsIgnored() throws Exception {
        try (DeviceServer server = open(SecondClient.IGNORE);
                TinyClient first = TinyClient.tcp(server.address()).connect();
                TinyClient second = TinyClient.tcp(server.address(), 400)) {
            assertThrows(SocketTimeoutException.class, second::connect);
            assertEquals(2000, first.ask(201).command());
            assertEquals(2000, first.ask(1001).command());
            assertEquals(2000, second.connect().ask(201).command());
        }
    }

    @Test
    void theSecondTakesThePlaceOfTheFirst() throws Exception {
        try (DeviceServer server = open(SecondClient.REPLACE);
                TinyClient first = TinyClient.tcp(server.address()).connect();
                TinyClient second = TinyClient.tcp(server.address()).connect()) {
            assertEquals(2000, second.ask(201).command());
            assertThrows(IOException.class, () -> first.ask(201));
        }
    }

    @Test
    void bothAreServedAndTold() throws Exception {
        try (DeviceServer server = open(SecondClient.SHARE);
                TinyClient first = TinyClient.tcp(server.address()).connect();
                TinyClient second = TinyClient.udp(server.address(), 20_000).connect()) {
            assertNotEquals(first.session(), second.session());
            first.ask(500, 1, 0, 0, 0);
            second.ask(500, 1, 0, 0, 0);
            server.punch();
            assertEquals(1, first.event().session());
            assertEquals(1, second.event().session());
        }
    }

    @Test
    void aConnectionWithoutASessionTakesNobodysPlace() throws Exception {
        // some clients open a connection, close it and open another before they say a word
        try (DeviceServer server = open(SecondClient.REFUSE);
                TinyClient probe = TinyClient.tcp(server.address());
                TinyClient client = TinyClient.tcp(server.address()).connect()) {
            assertEquals(2000, client.ask(201).command());
            assertEquals(2005, probe.ask(201).command());
        }
    }

    @Test
    void whoHangsUpWithoutAWordLeavesThePlaceFree() throws Exception {
        try (DeviceServer server = open(SecondClient.REFUSE)) {
            for (int i = 0; i < 20; i++) {
                TinyClient client = TinyClient.tcp(server.address()).connect();
                assertEquals(2000, client.ask(201).command());
                client.close();
            }
            assertEquals(20, server.device().counters().of(Count.SESSIONS));
        }
    }

    @Test
    void whoIsSilentByUdpIsTakenToBeGoneWhenAnotherComes() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Rig.MORNING);
        Rig rig = new Rig();
        rig.clock = now::get;
        rig.udp = true;
        try (DeviceServer server = rig.open();
                TinyClient first = TinyClient.udp(server.address(), 20_000).connect()) {
            first.ask(1003);
            now.set(Rig.MORNING.plus(Duration.ofSeconds(6)));
            try (TinyClient second = TinyClient.udp(server.address(), 20_000).connect()) {
                assertEquals(2000, second.ask(201).command());
                assertEquals(2005, first.ask(201).command());
                assertEquals(1, server.device().counters().of(Count.LEFT_DISABLED));
            }
        }
    }
}
