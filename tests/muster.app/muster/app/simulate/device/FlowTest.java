// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import muster.app.simulate.device.Counters.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole tables, read over real sockets by a client that knows nothing of muster.
final class FlowTest {

    private static final int MANY = 3000;

    /// Records as the client's own eyes see them, in the layout of 40 bytes.
    private static List<String> records(byte[] table) {
        assertEquals(0, table.length % 40);
        return IntStream.range(0, table.length / 40)
                .mapToObj(i -> Arrays.copyOfRange(table, 40 * i, 40 * i + 40))
                .map(FlowTest::record)
                .toList();
    }

    private static String record(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String id = new String(bytes, 2, 24, java.nio.charset.StandardCharsets.US_ASCII).replace("\0", "");
        return in.getShort(0) + " " + id + " " + bytes[26] + " " + in.getInt(27) + " " + bytes[31];
    }

    private static List<String> records(Device device) {
        return device.records().stream()
                .map(record -> record.uid() + " " + record.userId() + " " + record.verify() + " " + record.time() + " "
                        + record.state())
                .toList();
    }

    private static TinyClient client(DeviceServer server, boolean udp) throws IOException {
        return (udp ? TinyClient.udp(server.address(), 20_000) : TinyClient.tcp(server.address())).connect();
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyFlowDeliversEverythingOnTcp(Flow flow) throws Exception {
        everyFlowDeliversEverything(flow, false);
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyFlowDeliversEverythingByUdp(Flow flow) throws Exception {
        everyFlowDeliversEverything(flow, true);
    }

    private static void everyFlowDeliversEverything(Flow flow, boolean udp) throws Exception {
        for (int count : new int[] {0, 1, 20, udp ? 500 : MANY}) {
            Rig rig = new Rig();
            rig.flow = flow;
            rig.records = count;
            rig.udp = udp;
            rig.tcp = !udp;
            try (DeviceServer server = rig.open(); TinyClient client = client(server, udp)) {
                assertEquals(records(server.device()), records(client.table(13)));
                assertEquals(12 * 72, client.table(9).length);
                assertEquals(2000, client.ask(1001).command());
                assertEquals(0, server.device().counters().of(Count.WRONG_CHECKSUMS));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "40", "1024", "4096", "65472"})
    void packetsOfATableAreAsLargeAsTheTerminalLikes(int unit) throws Exception {
        Rig rig = new Rig();
        rig.flow = Flow.BUFFERED;
        rig.records = unit == 1 ? 20 : 2000;
        rig.unit = unit;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            assertEquals(records(server.device()), records(client.table(13)));
        }
    }

    @ParameterizedTest
    @EnumSource(RecordLayout.class)
    void everyLayoutHasItsSize(RecordLayout layout) throws Exception {
        Rig rig = new Rig();
        rig.layout = layout;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            assertEquals(40 * layout.size(), client.table(13).length);
        }
    }

    @Test
    void oldTerminalsHaveSmallUsers() throws Exception {
        Rig rig = new Rig();
        rig.userLayout = UserLayout.SHORT;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            byte[] users = client.table(9);
            assertEquals(12 * 28, users.length);
            assertEquals(1012, TinyClient.four(users, 11 * 28 + 24));
        }
    }

    @Test
    void whatWasPreparedDoesNotChangeWhileItIsRead() throws Exception {
        Rig rig = new Rig();
        rig.flow = Flow.BUFFERED;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            int size = TinyClient.four(client.ask(1503, 1, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0).data(), 1);
            server.device().punch();
            client.send(1504, 0, 0, 0, 0, size, size >> 8, 0, 0);
            assertEquals(4 + 40 * 40, size);
            assertEquals(1500, client.answer().command());
            assertEquals(size, client.answer().data().length);
            assertEquals(2000, client.answer().command());
            assertEquals(41, records(client.table(13)).size());
        }
    }

    @Test
    void chunksThatAreNotThereAreRefused() throws Exception {
        Rig rig = new Rig();
        rig.flow = Flow.BUFFERED;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            assertEquals(2001, client.ask(1504, 0, 0, 0, 0, 8, 0, 0, 0).command(), "nothing was prepared");
            client.ask(1503, 1, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            assertEquals(2001, client.ask(1504, 0, 0, 0, 0, 0, 0, 1, 0).command(), "larger than a chunk may be");
            assertEquals(2001, client.ask(1504, 0, 0, 1, 0, 8, 0, 0, 0).command(), "behind the end");
            assertEquals(2001, client.ask(1504, 0, 0, 0, 0x80, 8, 0, 0, 0).command(), "before the begin");
            assertEquals(2001, client.ask(1504, 0, 0).command(), "half a question");
            assertEquals(2001, client.ask(1503, 1, 13).command(), "half a question");
        }
    }

    @Test
    void aTerminalSetToAccessControlCountsRecordsAndHasNone() throws Exception {
        Rig rig = new Rig();
        rig.access = true;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            assertEquals(40, TinyClient.four(client.ask(50).data(), 32));
            assertEquals(0, client.table(13).length);
        }
    }

    @Test
    void theOperationLogIsReadLikeTheOthers() throws Exception {
        try (DeviceServer server = new Rig().open(); TinyClient client = client(server, false)) {
            client.ask(15);
            byte[] log = client.table(34);
            assertEquals(2 * 16, log.length);
            assertEquals(23, log[16 + 2], "the log was cleared");
            assertEquals(864115509, TinyClient.four(log, 16 + 4));
        }
    }

    @Test
    void fingersAndFacesThereAreNone() throws Exception {
        try (DeviceServer server = new Rig().open(); TinyClient client = client(server, false)) {
            assertEquals(0, client.table(7).length);
        }
    }

    @Test
    void aLegacyTerminalRefusesToBufferAndStaysFriendly() throws Exception {
        Rig rig = new Rig();
        rig.flow = Flow.LEGACY;
        try (DeviceServer server = rig.open(); TinyClient client = client(server, false)) {
            int answer = client.ask(1503, 1, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0).command();
            assertTrue(List.of(2001, 0xFFFF, 0xFFFD).contains(answer), "answered " + answer);
            assertEquals(2000, client.ask(201).command());
        }
    }

    @Test
    void aRequestWithAWrongChecksumIsNotAnswered() throws Exception {
        try (DeviceServer server = new Rig().open(); TinyWire wire = TinyWire.tcp(server.address(), 20_000)) {
            byte[] connect = Packet.read(new byte[8]).datagram();
            connect[0] ^= 4;
            wire.send(connect);
            Await.until("it was counted", () -> server.device().counters().of(Count.WRONG_CHECKSUMS) == 1);
        }
    }

    @Test
    void aPanelOfAnotherKindGreetsInItsOwnWay() throws Exception {
        Rig rig = new Rig();
        rig.welcome = Manners.Welcome.C3;
        try (DeviceServer server = rig.open(); TinyClient client = TinyClient.tcp(server.address())) {
            assertThrows(ProtocolException.class, client::connect);
        }
    }
}
