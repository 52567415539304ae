// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import muster.app.simulate.device.Counters.Count;
import muster.app.simulate.device.TinyClient.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Punches told as they happen.
final class EventTest {

    private static TinyClient listening(DeviceServer server) throws Exception {
        TinyClient client = TinyClient.tcp(server.address()).connect();
        client.ask(500, 1, 0, 0, 0);
        return client;
    }

    private static long count(DeviceServer server, Count count) {
        return server.device().counters().of(count);
    }

    @Test
    void aPunchIsToldInTheLogAndAcknowledged() throws Exception {
        try (DeviceServer server = new Rig().open(); TinyClient client = listening(server)) {
            LogRecord punch = server.punch().orElseThrow();
            Heard event = client.event();
            assertEquals(1, event.session());
            assertEquals(0, event.reply());
            assertEquals(punch.userId(), new String(event.data(), 0, 4, StandardCharsets.US_ASCII));
            assertEquals(punch, server.device().records().getLast());
            Await.until("it was acknowledged", () -> count(server, Count.ACKNOWLEDGED) == 1);
            assertEquals(0, count(server, Count.ODD_ACKNOWLEDGEMENTS));
        }
    }

    @Test
    void aPunchIsToldByUdpToo() throws Exception {
        Rig rig = new Rig();
        rig.udp = true;
        try (DeviceServer server = rig.open();
                TinyClient client = TinyClient.udp(server.address(), 20_000).connect()) {
            client.ask(500, 1, 0, 0, 0);
            server.punch();
            assertEquals(32, client.event().data().length);
            Await.until("it was acknowledged", () -> count(server, Count.ACKNOWLEDGED) == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 14, 32, 36, 37, 40, 44, 52, 60, 64})
    void eventsHaveTheLengthThatIsWanted(int size) throws Exception {
        Rig rig = new Rig();
        rig.eventSize = size;
        try (DeviceServer server = rig.open(); TinyClient client = listening(server)) {
            server.punch();
            assertEquals(size, client.event().data().length);
        }
    }

    @Test
    void peoplePunchAtTheRateAndNotWhileItIsDisabled() throws Exception {
        Rig rig = new Rig();
        rig.clock = Instant::now;
        rig.rate = 500;
        rig.users = 1000;
        try (DeviceServer server = rig.open(); TinyClient client = listening(server)) {
            assertEquals(1, client.event().session());
            client.ask(1003);
            // one may be on its way
            server.device().punch();
            int held = server.device().recordCount();
            client.ask(201);
            client.ask(201);
            assertTrue(server.device().recordCount() <= held + 1);
            client.ask(1002);
            client.events.clear();
            assertEquals(1, client.event().session());
        }
    }

    @Test
    void whatIsPunchedWhileItIsDisabledIsInTheLogOnly() throws Exception {
        try (DeviceServer server = new Rig().open(); TinyClient client = listening(server)) {
            client.ask(1003);
            server.punch();
            assertEquals(41, server.device().recordCount());
            client.ask(1002);
            client.ask(201);
            assertEquals(List.of(), client.events);
        }
    }

    @Test
    void anEventNobodyAcknowledgedIsRepeatedTwice() throws Exception {
        Rig rig = new Rig();
        rig.unacknowledged = Manners.Unacknowledged.REPEAT;
        try (DeviceServer server = rig.open(); TinyClient client = listening(server)) {
            client.acknowledging = false;
            server.punch();
            assertEquals(
                    new String(client.event().data(), StandardCharsets.ISO_8859_1),
                    new String(client.event().data(), StandardCharsets.ISO_8859_1));
            client.event();
            assertEquals(3, count(server, Count.EVENTS));
        }
    }

    @Test
    void aTerminalMayStopWhenNobodyAcknowledges() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Rig.MORNING);
        Rig rig = new Rig();
        rig.clock = now::get;
        rig.unacknowledged = Manners.Unacknowledged.STOP;
        try (DeviceServer server = rig.open(); TinyClient client = listening(server)) {
            client.acknowledging = false;
            server.punch();
            client.event();
            now.set(Rig.MORNING.plus(Duration.ofSeconds(1)));
            server.punch();
            assertEquals(1, count(server, Count.EVENTS));
        }
    }

    @Test
    void anAcknowledgementThatIsNotOneIsNoticed() throws Exception {
        try (DeviceServer server = new Rig().open(); TinyClient client = listening(server)) {
            client.acknowledging = false;
            server.punch();
            client.event();
            client.send(2000);
            Await.until("it was counted", () -> count(server, Count.ODD_ACKNOWLEDGEMENTS) == 1);
            assertEquals(2000, client.ask(201).command());
        }
    }

    @Test
    void eventsComeBetweenTheFramesOfATableAndBeforeAnswers() throws Exception {
        Rig rig = new Rig().faults("event:1");
        rig.flow = Flow.BUFFERED;
        rig.unit = 200;
        try (DeviceServer server = rig.open(); TinyClient client = listening(server)) {
            client.events.clear();
            assertEquals(2000, client.ask(201).command());
            assertEquals(1, client.events.size());
            int held = server.device().recordCount();
            // the first answer of the read brings one more punch, but after the table was taken
            assertEquals(40 * held, client.table(13).length);
            assertTrue(client.events.size() >= 3);
            assertTrue(server.struck(Fault.EVENT) >= 4);
        }
    }

    @Test
    void coalescedPunchesComeInPairs() throws Exception {
        Rig rig = new Rig().faults("coalesce:1");
        try (DeviceServer server = rig.open(); TinyClient client = listening(server)) {
            server.punch();
            client.event();
            client.event();
            assertTrue(server.device().recordCount() >= 42);
        }
    }

    @Test
    void noTwoPunchesAreTheSame() {
        Rig rig = new Rig();
        rig.users = 3;
        Device device = rig.device(rig.mischief());
        Set<String> made = new TreeSet<>();
        List<LogRecord> punches = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            LogRecord punch = device.punch().orElseThrow();
            punches.add(punch);
            made.add(punch.userId() + " " + punch.localTime() + " " + punch.state() + " " + punch.verify());
        }
        assertEquals(18, made.size());
        assertFalse(device.punch().isPresent(), "everybody has punched in every way within this second");
        assertTrue(punches.stream().allMatch(punch -> punch.localTime().equals("2026-11-20 08:05:09")));
    }

    @Test
    void withoutUsersNobodyPunches() {
        Rig rig = new Rig();
        rig.users = 0;
        Device device = rig.device(rig.mischief());
        assertFalse(device.punch().isPresent());
        assertEquals(0, device.recordCount());
    }
}
