// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import muster.app.simulate.device.Counters.Count;
import muster.zk.pull.AttendanceTable;
import muster.zk.pull.LiveEvent;
import muster.zk.pull.ProtocolException;
import muster.zk.pull.PullSession;
import muster.zk.pull.PullSettings;
import muster.zk.pull.PullSizes;
import muster.zk.pull.PullTimes;
import muster.zk.pull.Quirks;
import muster.zk.pull.TableProgress;
import muster.zk.pull.TerminalText;
import muster.zk.pull.Transport;
import muster.zk.pull.UnlockUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Muster's own client against the simulated terminal. They share no code, so where they agree both may be
/// right.
final class PullSessionTest {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final PullTimes SHORT = new PullTimes(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static final PullTimes VERY_SHORT = new PullTimes(
            Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(400),
            Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static PullSession session(DeviceServer server, Transport transport, int key, Quirks quirks)
            throws Exception {
        return session(server, transport, key, quirks, SHORT);
    }

    private static PullSession session(
            DeviceServer server, Transport transport, int key, Quirks quirks, PullTimes times) throws Exception {
        PullSettings settings = new PullSettings(
                server.address().getAddress().getHostAddress(), server.address().getPort(), transport, key, times,
                PullSizes.STANDARD, quirks);
        return PullSession.open(settings, InstantSource.system());
    }

    private static PullSession session(DeviceServer server) throws Exception {
        return session(server, Transport.TCP, 0, Quirks.NONE);
    }

    private static List<String> told(Device device, boolean withUserIds) {
        return device.records().stream()
                .map(record -> (withUserIds ? record.userId() : record.uid()) + " " + record.localTime() + " "
                        + record.state() + " " + record.verify())
                .toList();
    }

    private static List<String> read(AttendanceTable table, boolean withUserIds) {
        return table.stream()
                .map(record -> (withUserIds ? record.userId() : record.uid()) + " " + TEXT.format(record.time()) + " "
                        + record.state() + " " + record.verify())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyFlowIsReadWholeOnTcp(Flow flow) throws Exception {
        everyFlowIsReadWhole(flow, Transport.TCP, 4000);
    }

    @ParameterizedTest
    @EnumSource(Flow.class)
    void everyFlowIsReadWholeByUdp(Flow flow) throws Exception {
        everyFlowIsReadWhole(flow, Transport.UDP, 900);
    }

    private static void everyFlowIsReadWhole(Flow flow, Transport transport, int many) throws Exception {
        for (int count : new int[] {0, 15, many}) {
            Rig rig = new Rig();
            rig.clock = Instant::now;
            rig.flow = flow;
            rig.records = count;
            rig.udp = true;
            try (DeviceServer server = rig.open();
                    PullSession session = session(server, transport, 0, Quirks.NONE)) {
                assertEquals(told(server.device(), true), read(session.attendance(TableProgress.NONE), true));
                assertEquals(12, session.users().users().size());
                assertEquals(1, session.operationLog().size());
                assertEquals(0, session.traffic().offByOne());
                assertEquals(0, server.device().counters().of(Count.WRONG_CHECKSUMS));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RecordLayout.class)
    void everyLayoutIsRecognised(RecordLayout layout) throws Exception {
        Rig rig = new Rig();
        rig.clock = Instant::now;
        rig.layout = layout;
        rig.records = 500;
        boolean stateFirst = layout == RecordLayout.EXTENDED_STATE_FIRST;
        Quirks quirks = new Quirks(
                TerminalText.UTF_8, null, stateFirst, false, false, false, UnlockUnit.TENTHS);
        try (DeviceServer server = rig.open();
                PullSession session = session(server, Transport.TCP, 0, quirks)) {
            boolean withUserIds = layout.size() != 8;
            assertEquals(
                    told(server.device(), withUserIds), read(session.attendance(TableProgress.NONE), withUserIds));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT", "COALESCE", "EVENT", "LIE", "SLOW", "DUPLICATE_1500", "STRAY", "WRONG_CHECKSUM_LOW"})
    void whatGoesWrongOnlyALittleIsNotNoticed(Fault fault) throws Exception {
        Rig rig = new Rig().faults(fault.label() + (fault == Fault.SLOW ? ":0.05" : ":0.5"));
        rig.clock = Instant::now;
        rig.records = 300;
        rig.unit = 1000;
        try (DeviceServer server = rig.open(); PullSession session = session(server)) {
            session.live(1, event -> {});
            for (int i = 0; i < 5; i++) {
                List<String> before = told(server.device(), true);
                List<String> read = read(session.attendance(TableProgress.NONE), true);
                assertEquals(before, read.subList(0, before.size()));
                assertTrue(session.firmware().startsWith("Ver 6.60"));
            }
            assertTrue(server.struck(fault) > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LATE", "SHORT", "SILENCE", "RESET", "GARBAGE", "WRONG_CHECKSUM", "LOST", "AWAY"})
    void whateverElseGoesWrongNoTableIsEverReadWrongly(Fault fault) throws Exception {
        Rig rig = new Rig().faults(fault.label() + ":0.1");
        rig.clock = Instant::now;
        rig.second = Manners.SecondClient.REPLACE;
        rig.records = 200;
        rig.unit = 2000;
        rig.udp = true;
        Transport transport = fault == Fault.LOST ? Transport.UDP : Transport.TCP;
        try (DeviceServer server = rig.open()) {
            AtomicInteger read = new AtomicInteger();
            Await.until("two reads went well", () -> {
                try (PullSession session = session(server, transport, 0, Quirks.NONE, VERY_SHORT)) {
                    AttendanceTable table = session.attendance(TableProgress.NONE);
                    assertEquals(told(server.device(), true), read(table, true));
                    read.incrementAndGet();
                } catch (ProtocolException e) {
                    assertFalse(e.getMessage().isEmpty());
                }
                return read.get() >= 2 && server.struck(fault) > 0;
            });
        }
    }

    @Test
    void aShortTableIsNeverTakenForAWholeOne() throws Exception {
        for (Flow flow : List.of(Flow.INLINE, Flow.BUFFERED, Flow.DIRECT, Flow.LEGACY)) {
            Rig rig = new Rig().faults("short:1");
            rig.clock = Instant::now;
            rig.flow = flow;
            rig.records = 300;
            try (DeviceServer server = rig.open(); PullSession session = session(server)) {
                assertThrows(ProtocolException.class, () -> session.attendance(TableProgress.NONE), flow.toString());
            }
        }
    }

    @Test
    void oldUsersAndNamesThatAreNotAsciiAreRead() throws Exception {
        for (UserLayout layout : UserLayout.values()) {
            Rig rig = new Rig();
            rig.userLayout = layout;
            try (DeviceServer server = rig.open(); PullSession session = session(server)) {
                var users = session.users();
                assertEquals("Zoë 4", users.user("1004").orElseThrow().name());
                assertEquals(7, users.user(1).orElseThrow().role());
                assertEquals(7_000_003, users.user(3).orElseThrow().card());
            }
        }
    }

    @Test
    void aUserIsWrittenChangedAndDeleted() throws Exception {
        try (DeviceServer server = new Rig().open(); PullSession session = session(server)) {
            session.writeUser(session.users().user(4).orElseThrow().withName("Łucja Wąż"));
            User written = server.device().user(4).orElseThrow();
            assertEquals("Łucja Wąż",
                    new String(written.name().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            assertEquals("1004", written.userId());
            assertTrue(session.deleteUser(4));
            assertEquals(11, server.device().users().size());
        }
    }

    @Test
    void theKeyOpensAndAWrongOneDoesNot() throws Exception {
        Rig rig = new Rig();
        rig.key = 987_654;
        try (DeviceServer server = rig.open()) {
            try (PullSession session = session(server, Transport.TCP, 987_654, Quirks.NONE)) {
                assertEquals("TSTATT000001", session.identity().serial());
            }
            ProtocolException refused = assertThrows(
                    ProtocolException.class, () -> session(server, Transport.TCP, 987_655, Quirks.NONE));
            assertEquals(ProtocolException.Kind.WRONG_KEY, refused.kind());
        }
    }

    @Test
    void whatIsNoClassicTerminalIsToldByName() throws Exception {
        Rig rig = new Rig();
        rig.welcome = Manners.Welcome.NEW_FIRMWARE;
        try (DeviceServer server = rig.open()) {
            assertEquals(ProtocolException.Kind.REFUSED_6001,
                    assertThrows(ProtocolException.class, () -> session(server)).kind());
        }
        rig.welcome = Manners.Welcome.C3;
        try (DeviceServer server = rig.open()) {
            assertEquals(ProtocolException.Kind.C3_CONTROLLER,
                    assertThrows(ProtocolException.class, () -> session(server)).kind());
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void livePunchesArriveAndAreAcknowledged(Transport transport) throws Exception {
        Rig rig = new Rig();
        rig.udp = true;
        BlockingQueue<LiveEvent> heard = new LinkedBlockingQueue<>();
        try (DeviceServer server = rig.open();
                PullSession session = session(server, transport, 0, Quirks.NONE)) {
            session.live(1, heard::add);
            for (int i = 0; i < 20; i++) {
                server.punch();
            }
            for (int i = 0; i < 20; i++) {
                assertTrue(heard.poll(20, TimeUnit.SECONDS) != null, "event " + i);
            }
            Await.until("all are acknowledged", () -> server.device().counters().of(Count.ACKNOWLEDGED) == 20);
            assertEquals(0, server.device().counters().of(Count.ODD_ACKNOWLEDGEMENTS));
        }
    }

    @Test
    void theTimeIsReadAndSet() throws Exception {
        Rig rig = new Rig();
        try (DeviceServer server = rig.open(); PullSession session = session(server)) {
            assertEquals(server.device().clock().now(), session.time().terminal());
            session.setTime(server.device().clock().now().plusHours(1));
            assertEquals(Duration.ofHours(1), server.device().clock().ahead());
        }
    }

    @Test
    void theTerminalIsNeverLeftDisabledAndAlwaysToldGoodbye() throws Exception {
        Rig rig = new Rig();
        rig.clock = Instant::now;
        Quirks quirks = new Quirks(TerminalText.UTF_8, null, false, false, true, false, UnlockUnit.TENTHS);
        try (DeviceServer server = rig.open()) {
            try (PullSession session = session(server, Transport.TCP, 0, quirks)) {
                session.attendance(TableProgress.NONE);
                assertTrue(server.device().enabled());
            }
            assertEquals(0, server.device().counters().of(Count.LEFT_DISABLED));
            assertEquals(0, server.device().counters().of(Count.LEFT_OPEN));
        }
    }

    @Test
    void aSecondSessionIsToldThatTheTerminalIsBusy() throws Exception {
        try (DeviceServer server = new Rig().open(); PullSession first = session(server)) {
            assertThrows(ProtocolException.class, () -> session(server));
            assertFalse(first.firmware().isEmpty());
        }
    }
}
