// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import muster.app.simulate.device.Counters.Count;
import org.junit.jupiter.api.Test;

final class FleetTest {

    private static FleetPlan plan(int port, int count, String serial, Faults faults, double rate) {
        return new FleetPlan(
                new Place(InetAddress.getLoopbackAddress(), port, true, false), count, serial, "Ver 1", Map.of(), 0,
                Dialect.USUAL, Manners.USUAL, faults, 10, 50, rate, Rig.KOLKATA, Duration.ZERO, 0, 7);
    }

    private static String serial(TinyClient client) throws IOException {
        int[] question = "~SerialNumber\0".chars().toArray();
        return new String(client.ask(11, question).data(), StandardCharsets.US_ASCII)
                .replace("~SerialNumber=", "")
                .replace("\0", "");
    }

    @Test
    void threeHundredTerminalsAreReadAtOnceByThreeHundredClients() throws Exception {
        try (Fleet fleet = Fleet.open(plan(0, 300, null, Faults.NONE, 2), InstantSource.system());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> visits = fleet.servers().stream()
                    .map(server -> (Callable<String>) () -> {
                        try (TinyClient client = TinyClient.tcp(server.address()).connect()) {
                            client.ask(500, 1, 0, 0, 0);
                            assertTrue(client.table(13).length >= 50 * 40);
                            client.event();
                            String serial = serial(client);
                            client.ask(1001);
                            return serial;
                        }
                    })
                    .toList();
            List<String> serials = new ArrayList<>();
            for (Future<String> visit : clients.invokeAll(visits)) {
                serials.add(visit.get());
            }
            assertEquals("SIM4370-0001", serials.getFirst());
            assertEquals("SIM4370-0300", serials.getLast());
            assertEquals(300, new HashSet<>(serials).size());
            assertEquals(300, fleet.of(Count.SESSIONS));
            assertEquals(0, fleet.of(Count.LEFT_OPEN));
            assertTrue(fleet.punches() >= 300 * 51);
            assertEquals(0, fleet.struck());
        }
    }

    @Test
    void theLedgerHasWhatEachHoldsAndHeld() throws Exception {
        try (Fleet fleet = Fleet.open(plan(0, 2, "TSTATT", Faults.NONE, 0), Rig.STANDING)) {
            fleet.servers().getFirst().device().clearRecords();
            fleet.servers().getFirst().punch();
            fleet.switchOff();
            assertTrue(fleet.servers().getFirst().punch().isEmpty(), "it is off");
            StringWriter ledger = new StringWriter();
            fleet.write(ledger);
            List<String> lines = ledger.toString().lines().toList();
            assertEquals(101, lines.size());
            assertEquals(101, new HashSet<>(lines).size());
            assertEquals(101, fleet.punches());
            String last = lines.get(50);
            assertTrue(last.matches("TSTATT-0001\t10(0[1-9]|10)\t2026-11-20 08:05:09\t[01]\t(1|4|15)"), last);
            String first = lines.get(51);
            assertTrue(first.matches("TSTATT-0002\t10(0[1-9]|10)\t2026-11-20 07:59:19\t[01]\t(1|4|15)"), first);
        }
    }

    @Test
    void recordsOfDaysThatDoNotExistAreNotInTheLedger() throws Exception {
        try (Fleet fleet = Fleet.open(plan(0, 1, null, Faults.parse(List.of("bad-time:1")), 0), Rig.STANDING)) {
            StringWriter ledger = new StringWriter();
            fleet.write(ledger);
            assertEquals("", ledger.toString());
            assertEquals(50, fleet.struck());
        }
    }

    @Test
    void theSameSeedMakesTheSamePeoplePunch() throws Exception {
        List<String> ledgers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (Fleet fleet = Fleet.open(plan(0, 2, null, Faults.NONE, 0), Rig.STANDING)) {
                StringWriter ledger = new StringWriter();
                fleet.write(ledger);
                ledgers.add(ledger.toString());
            }
        }
        assertEquals(ledgers.getFirst(), ledgers.getLast());
        List<String> lines = ledgers.getFirst().lines().toList();
        assertNotEquals(
                lines.subList(0, 50).toString().replace("0001", ""),
                lines.subList(50, 100).toString().replace("0002", ""));
    }

    @Test
    void theyAreAtThePortsOneAfterTheOther() throws Exception {
        // two ports that are free now may not be so later; then other two are tried
        Await.until("there were two free ports", () -> {
            int port;
            try (Fleet fleet = Fleet.open(plan(0, 1, null, Faults.NONE, 0), Rig.STANDING)) {
                port = fleet.servers().getFirst().address().getPort();
            }
            try (Fleet fleet = Fleet.open(plan(port, 2, null, Faults.NONE, 0), Rig.STANDING)) {
                assertEquals(port, fleet.servers().getFirst().address().getPort());
                assertEquals(port + 1, fleet.servers().getLast().address().getPort());
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void aPortThatIsTakenIsAnError() throws Exception {
        try (Fleet fleet = Fleet.open(plan(0, 1, null, Faults.NONE, 0), Rig.STANDING)) {
            int port = fleet.servers().getFirst().address().getPort();
            assertThrows(BindException.class, () -> Fleet.open(plan(port, 1, null, Faults.NONE, 0), Rig.STANDING));
            assertThrows(IOException.class, () -> Fleet.open(plan(65_535, 2, null, Faults.NONE, 0), Rig.STANDING));
        }
    }

    @Test
    void aloneItHasTheSerialThatWasGiven() {
        assertEquals("TSTATT000007", plan(0, 1, "TSTATT000007", Faults.NONE, 0).identity(1).serial());
        assertEquals("SIM4370-0001", plan(0, 1, null, Faults.NONE, 0).identity(1).serial());
    }
}
