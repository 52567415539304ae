// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static Plan plan(Door door, int terminals, long count, long backlog, double resend, Faults faults) {
        return new Plan(door, terminals, "SIM", 10, 200, count, null, backlog, resend, faults,
                Duration.ofMillis(5), Duration.ofSeconds(20), ZoneId.of("Asia/Kolkata"), 7);
    }

    private static Counts run(Plan plan, Ledger ledger) throws InterruptedException {
        try (Simulation simulation = new Simulation(plan, ledger, InstantSource.system())) {
            assertTrue(simulation.await(LONG));
            return simulation.counts();
        }
    }

    @Test
    void terminalsIntroduceThemselvesAsRealOnesDo() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            run(plan(door.door(), 1, 1, 0, 0, Faults.NONE), null);
            List<String> lines = door.calls.stream().map(call -> call.method() + " " + call.target()).toList();
            assertEquals(List.of(
                            "GET /iclock/cdata?SN=SIM0000001&options=all&language=69&pushver=2.4.1&DeviceType=att"
                                    + "&PushOptionsFlag=1",
                            "POST /iclock/cdata?SN=SIM0000001&table=options",
                            "GET /iclock/getrequest?SN=SIM0000001&INFO=SIM-Ver1.0.0,0,0,0,192.0.2.77,10,35,12,0,11110",
                            "POST /iclock/cdata?SN=SIM0000001&table=ATTLOG&Stamp=9999"),
                    lines.subList(0, 4));
            TinyDoor.Call upload = door.calls.get(3);
            assertTrue(upload.body().matches(
                            "10[0-9]{2}\t20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9:]{8}\t[0-5]\t(1|4|15)(\t0){6}\t\n"),
                    upload.body());
            assertTrue(upload.head().contains("Connection: close\n") && upload.head().contains("iClock Proxy"));
        }
    }

    @Test
    void everythingIsSentOnceAcknowledgedAndNoted() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            StringWriter ledger = new StringWriter();
            Counts counts = run(plan(door.door(), 3, 20, 100, 0, Faults.NONE), new Ledger(ledger));
            assertEquals(new Counts(360, 360, 360, 0, 0, 0, 0), counts);
            assertTrue(counts.complete());
            assertEquals(360, new HashSet<>(ledger.toString().lines().toList()).size());
            Set<String> noted = ledger.toString().lines()
                    .map(line -> line.split("\t", 2)[1])
                    .collect(Collectors.toSet());
            assertEquals(new HashSet<>(door.punches), noted);
        }
    }

    @Test
    void aBacklogComesInBatchesOfThirty() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            run(plan(door.door(), 1, 0, 100, 0, Faults.NONE), null);
            List<Long> sizes = door.calls.stream()
                    .filter(call -> call.target().contains("ATTLOG"))
                    .map(call -> call.body().lines().count())
                    .toList();
            assertEquals(List.of(30L, 30L, 30L, 10L), sizes);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverGoesWrongEverythingArrives(Fault fault) throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            StringWriter ledger = new StringWriter();
            Faults often = new Faults(java.util.Map.of(fault, fault == Fault.SLOW ? 0.05 : 0.5));
            Counts counts = run(plan(door.door(), 2, 20, 60, 0, often), new Ledger(ledger));
            assertTrue(counts.complete(), counts.toString());
            assertEquals(160, counts.made());
            Set<String> noted = ledger.toString().lines()
                    .map(line -> line.split("\t", 2)[1])
                    .map(SimulationTest::key)
                    .collect(Collectors.toSet());
            Set<String> arrived = door.punches.stream().map(SimulationTest::key).collect(Collectors.toSet());
            assertTrue(arrived.containsAll(noted));
            if (fault == Fault.CUT || fault == Fault.DROP_REPLY) {
                assertTrue(counts.unanswered() > 0 && counts.resent() > 0, counts.toString());
            }
            boolean garbage = door.calls.stream().anyMatch(call -> call.body().startsWith("no punch at all"));
            assertEquals(fault == Fault.GARBAGE, garbage);
        }
    }

    /// What makes a punch the same punch; a length that is too short may cost the last, empty columns.
    private static String key(String punch) {
        return Stream.of(punch.split("\t")).limit(4).collect(Collectors.joining("\t"));
    }

    @Test
    void acknowledgedBatchesAreSentAgainWhenAsked() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            Counts counts = run(plan(door.door(), 1, 0, 90, 1, Faults.NONE), null);
            assertEquals(new Counts(90, 180, 90, 90, 0, 0, 0), counts);
            assertEquals(90, new HashSet<>(door.punches).size());
        }
    }

    @Test
    void theSameSeedMakesTheSamePeoplePunch() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            Plan plan = plan(door.door(), 1, 0, 50, 0, Faults.NONE);
            run(plan, null);
            run(plan, null);
            List<String> people = door.punches.stream().map(punch -> punch.replaceFirst("\t[^\t]*", "")).toList();
            assertEquals(people.subList(0, 50), people.subList(50, 100));
        }
    }

    @Test
    void aDoorThatIsNotThereIsTriedUntilThePatienceEnds() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Plan plan = new Plan(new Door("127.0.0.1", free, ""), 1, "SIM", 10, 200, 3L, null, 0, 0, Faults.NONE,
                Duration.ofMillis(5), Duration.ofMillis(200), ZoneId.of("UTC"), 7);
        Counts counts = run(plan, null);
        assertFalse(counts.complete());
        assertTrue(counts.unanswered() > 0 && counts.acknowledged() == 0, counts.toString());
    }

    @Test
    void aRefusedTerminalKeepsItsPunchesUntilItIsApproved() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            AtomicInteger refusals = new AtomicInteger();
            door.rule.set(call -> refusals.getAndIncrement() < 5 ? "503 not approved" : null);
            Counts counts = run(plan(door.door(), 1, 5, 10, 0, Faults.NONE), null);
            assertTrue(counts.complete());
            assertEquals(5, counts.refused());
        }
    }

    @Test
    void anAnswerThatIsNotOkIsNoAcknowledgement() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            AtomicInteger uploads = new AtomicInteger();
            door.rule.set(call ->
                    call.target().contains("ATTLOG") && uploads.getAndIncrement() == 0 ? "ERROR" : null);
            Counts counts = run(plan(door.door(), 1, 0, 10, 0, Faults.NONE), null);
            assertEquals(new Counts(10, 20, 10, 10, 1, 0, 0), counts);
        }
    }

    @Test
    void commandsAreObeyedAndAnswered() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            AtomicInteger polls = new AtomicInteger();
            door.rule.set(call -> call.target().contains("getrequest") && polls.getAndIncrement() == 1
                    ? "C:1:INFO\nC:2:DATA QUERY ATTLOG StartTime=2000-01-01 00:00:00\tEndTime=2999-01-01 00:00:00\n"
                            + "C:3:REBOOT\n"
                    : null);
            Plan plan = new Plan(door.door(), 1, "SIM", 10, 20, null, null, 7, 0, Faults.NONE,
                    Duration.ofMillis(5), Duration.ofSeconds(20), ZoneId.of("UTC"), 7);
            try (Simulation simulation = new Simulation(plan, null, InstantSource.system())) {
                while (introductions(door) < 2) {
                    Thread.sleep(5);
                }
                simulation.stop();
                assertTrue(simulation.await(LONG));
                assertEquals(3, simulation.counts().commands());
            }
            List<String> results = door.calls.stream()
                    .filter(call -> call.target().contains("devicecmd"))
                    .map(TinyDoor.Call::body)
                    .toList();
            assertTrue(results.get(0).startsWith("ID=1&Return=0&CMD=INFO\n~SerialNumber=SIM0000001\n"), results.get(0));
            assertEquals("ID=2&Return=0&CMD=DATA\n", results.get(1));
            assertTrue(door.calls.stream().anyMatch(call -> call.target().contains("table=ATTLOG&Stamp=0")));
        }
    }

    private static long introductions(TinyDoor door) {
        return door.calls.stream().filter(call -> call.target().contains("options=all")).count();
    }

    @Test
    void stoppingEndsThePunchesAndStillSendsWhatIsThere() throws Exception {
        try (TinyDoor door = new TinyDoor()) {
            Plan plan = new Plan(door.door(), 2, "SIM", 10, 100, null, null, 0, 0, Faults.NONE,
                    Duration.ofMillis(5), Duration.ofSeconds(20), ZoneId.of("UTC"), 7);
            try (Simulation simulation = new Simulation(plan, null, InstantSource.system())) {
                while (simulation.counts().acknowledged() < 10) {
                    Thread.sleep(5);
                }
                simulation.stop();
                assertTrue(simulation.await(LONG));
                assertTrue(simulation.counts().complete());
            }
        }
    }

    @Test
    void aLedgerThatCannotBeWrittenEndsTheRun() throws Exception {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        try (TinyDoor door = new TinyDoor()) {
            Plan plan = plan(door.door(), 1, 5, 0, 0, Faults.NONE);
            try (Simulation simulation = new Simulation(plan, new Ledger(full), InstantSource.system())) {
                assertThrows(UncheckedIOException.class, () -> simulation.await(LONG));
            }
        }
    }
}
