// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import muster.app.simulate.device.Counters.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What goes wrong on order, seen from the client.
final class FaultTest {

    private static TinyClient connected(DeviceServer server) throws IOException {
        return TinyClient.tcp(server.address()).connect();
    }

    private static Rig buffered(String... faults) {
        Rig rig = new Rig().faults(faults);
        rig.flow = Flow.BUFFERED;
        rig.unit = 512;
        return rig;
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT", "COALESCE", "LATE", "SLOW", "DUPLICATE_1500", "STRAY", "WRONG_CHECKSUM_LOW"})
    void aClientThatReadsAsTheSpecificationSaysNoticesNothing(Fault fault) throws Exception {
        Rig rig = buffered(fault.label() + ":1");
        if (fault == Fault.STRAY) {
            rig.flow = Flow.INLINE;
        }
        try (DeviceServer server = rig.open(); TinyClient client = connected(server)) {
            assertEquals(40 * 40, client.table(13).length);
            assertTrue(server.struck(fault) > 0);
            assertEquals(fault == Fault.WRONG_CHECKSUM_LOW, client.lowChecksums > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = Mode.EXCLUDE, names = {"BAD_TIME"})
    void whoTriesAgainGetsEverythingInTheEnd(Fault fault) throws Exception {
        Rig rig = buffered(fault.label() + ":0.15");
        boolean udp = fault == Fault.LOST;
        rig.udp = udp;
        rig.tcp = !udp;
        rig.second = Manners.SecondClient.REPLACE;
        try (DeviceServer server = rig.open()) {
            AtomicInteger read = new AtomicInteger();
            Await.until("three times all went well", () -> {
                try (TinyClient client = udp
                        ? TinyClient.udp(server.address(), 100)
                        : TinyClient.tcp(server.address(), 200)) {
                    client.connect().ask(500, 1, 0, 0, 0);
                    client.ask(1100);
                    int before = server.device().recordCount();
                    assertTrue(client.table(13).length >= 40 * before, "a short table was taken for a whole one");
                    client.ask(50);
                    read.incrementAndGet();
                } catch (IOException e) {
                    // what went wrong is what was ordered
                }
                return read.get() >= 3 && server.struck(fault) > 0;
            });
        }
    }

    @Test
    void aShortTableEndsBeforeItsLength() throws Exception {
        for (Flow flow : List.of(Flow.INLINE, Flow.BUFFERED, Flow.DIRECT, Flow.LEGACY)) {
            Rig rig = new Rig().faults("short:1");
            rig.flow = flow;
            for (int i = 0; i < 4; i++) {
                try (DeviceServer server = rig.open(); TinyClient client = connected(server)) {
                    assertThrows(IOException.class, () -> client.table(13), flow.toString());
                }
            }
        }
    }

    @Test
    void silenceIsNoAnswerToWhatWasDone() throws Exception {
        Rig rig = new Rig().faults("silence:1");
        try (DeviceServer server = rig.open(); TinyClient client = TinyClient.tcp(server.address(), 200)) {
            assertThrows(SocketTimeoutException.class, client::connect);
            Await.until("it kept silent", () -> server.struck(Fault.SILENCE) == 1);
            assertEquals(1, server.device().counters().of(Count.SESSIONS));
        }
    }

    @Test
    void aResetEndsTheConnectionAndNotTheTerminal() throws Exception {
        Rig rig = new Rig().faults("reset:1");
        try (DeviceServer server = rig.open()) {
            for (int i = 0; i < 10; i++) {
                try (TinyClient client = TinyClient.tcp(server.address())) {
                    assertThrows(IOException.class, client::connect);
                }
            }
            assertEquals(10, server.struck(Fault.RESET));
            assertEquals(0, server.device().counters().of(Count.LEFT_OPEN), "that was not the client's doing");
        }
    }

    @Test
    void byUdpAResetForgetsTheSession() throws Exception {
        Rig rig = new Rig().faults("reset:0.5");
        rig.udp = true;
        try (DeviceServer server = rig.open(); TinyClient client = TinyClient.udp(server.address(), 50)) {
            Await.until("it was connected", () -> answer(client, 1000) == 2000);
            Await.until("that was forgotten", () -> answer(client, 201) == 2005);
            assertTrue(server.struck(Fault.RESET) > 0);
        }
    }

    /// 0 when none came.
    private static int answer(TinyClient client, int command) {
        try {
            return client.ask(command).command();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void garbageIsNoFrame() throws Exception {
        Rig rig = new Rig().faults("garbage:1");
        try (DeviceServer server = rig.open(); TinyClient client = TinyClient.tcp(server.address())) {
            assertThrows(ProtocolException.class, client::connect);
        }
    }

    @Test
    void aWrongChecksumIsWrong() throws Exception {
        Rig rig = new Rig().faults("wrong-checksum:1");
        try (DeviceServer server = rig.open(); TinyClient client = TinyClient.tcp(server.address())) {
            assertThrows(ProtocolException.class, client::connect);
        }
    }

    @Test
    void daysThatDoNotExistAreAmongTheRecords() throws Exception {
        Rig rig = new Rig().faults("bad-time:0.5");
        Device device = rig.device(rig.mischief());
        long bad = device.records().stream().filter(record -> !WallTime.exists(record.time())).count();
        assertTrue(bad > 0 && bad < 40, bad + " of 40");
        assertEquals("02-30", device.records().stream()
                .filter(record -> !WallTime.exists(record.time()))
                .findFirst()
                .orElseThrow()
                .localTime()
                .substring(5, 10));
    }

    @Test
    void aTerminalThatRestartsComesBackAtTheSamePort() throws Exception {
        try (DeviceServer server = new Rig().open()) {
            try (TinyClient client = connected(server)) {
                client.ask(1003);
                assertEquals(2000, client.ask(1004).command());
                assertThrows(IOException.class, client::answer);
            }
            Await.until("it is back", () -> {
                try (TinyClient again = connected(server)) {
                    return again.ask(201).command() == 2000;
                } catch (IOException e) {
                    return false;
                }
            });
            assertTrue(server.device().enabled());
            assertEquals(40, server.device().recordCount());
        }
    }

    @Test
    void peopleGoOnPunchingWhileNobodyCanReachIt() throws Exception {
        Rig rig = new Rig().faults("away:1");
        rig.away = Duration.ofMinutes(5);
        try (DeviceServer server = rig.open(); TinyClient client = TinyClient.tcp(server.address())) {
            assertThrows(IOException.class, client::connect);
            server.punch();
            assertEquals(41, server.device().recordCount());
        }
    }

    @Test
    void bytesThatAreNoFrameEndTheirConnectionOnly() throws Exception {
        Random random = new Random(5);
        try (DeviceServer server = new Rig().open()) {
            for (int i = 0; i < 50; i++) {
                try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
                    byte[] bytes = new byte[1 + random.nextInt(64)];
                    random.nextBytes(bytes);
                    socket.getOutputStream().write(bytes);
                    socket.shutdownOutput();
                    assertEquals(-1, socket.getInputStream().read());
                } catch (SocketException e) {
                    // reset, since it did not read all of them
                }
            }
            assertEquals(50, server.device().counters().of(Count.BAD_FRAMES));
            try (TinyClient client = connected(server)) {
                assertEquals(2000, client.ask(201).command());
            }
        }
    }

    @Test
    void faultsAreReadFromTheCommandLine() {
        Faults faults = Faults.parse(List.of("cut", "slow:0.5", "duplicate-1500:1"));
        assertEquals(0.1, faults.chances().get(Fault.CUT));
        assertEquals(0.5, faults.chances().get(Fault.SLOW));
        assertEquals(1.0, faults.chances().get(Fault.DUPLICATE_1500));
        for (String wrong : List.of("explode", "cut:2", "cut:often", "cut:NaN", "", "CUT")) {
            assertThrows(IllegalArgumentException.class, () -> Faults.parse(List.of(wrong)), wrong);
        }
    }
}
