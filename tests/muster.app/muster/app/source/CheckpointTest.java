// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import muster.app.House;
import muster.app.terminal.Caller;
import muster.app.terminal.CommandPlaces;
import muster.app.terminal.Network;
import muster.model.CommandRequest;
import muster.model.TerminalSettings;
import muster.zk.http.Complaints;
import muster.zk.http.Headers;
import muster.zk.http.Reply;
import muster.zk.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let through to the push service, and who is handed commands.
final class CheckpointTest {

    private static final String SERIAL = "TSTATT000001";
    private static final Set<String> PATHS = Set.of("iclock", "aclock");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.77");
    private static final InetAddress NEAR = InetAddress.ofLiteral("192.0.2.9");
    private static final InetAddress FAR = InetAddress.ofLiteral("198.51.100.7");

    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    Path directory;

    private Checkpoint checkpoint(House house, String secret, int perSerial, int perAddress) {
        return new Checkpoint(house.push, PATHS, Optional.ofNullable(secret), perSerial, perAddress,
                new Complaints(house.clock), nanos::get);
    }

    private static Request get(String target) {
        return Request.of("GET", target, Headers.of(Map.of()), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/site7-9f2c51/iclock/getrequest", "/site7-9f2c51/iclock/getrequest.aspx",
        "//site7-9f2c51//iclock/iclock/getrequest", "/iclock/site7-9f2c51/iclock/getrequest",
        "/site7%2D9f2c51/aclock/getrequest"})
    void whoKnowsTheSecretIsAnswered(String path) throws Exception {
        try (House house = new House(directory)) {
            Reply reply = checkpoint(house, "site7-9f2c51", 0, 0).answer(get(path + "?SN=" + SERIAL), HERE);
            assertEquals("OK", House.text(reply), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/iclock/cdata", "/site7-9f2c5/iclock/cdata", "/site7-9f2c511/iclock/cdata",
        "/SITE7-9F2C51/iclock/cdata", "/x/site7-9f2c51/iclock/cdata", "/iclock/site7-9f2c51/cdata", "/site7-9f2c51",
        "/site7-9f2c51/cdata"})
    void whoDoesNotKnowItHearsWhatEveryStrangerHears(String path) throws Exception {
        try (House house = new House(directory)) {
            Checkpoint checkpoint = checkpoint(house, "site7-9f2c51", 0, 0);
            byte[] punch = "1\t2026-11-20 08:00:05\t0\t1\n".getBytes(StandardCharsets.UTF_8);
            Request upload = Request.of(
                    "POST", path + "?SN=" + SERIAL + "&table=ATTLOG&Stamp=1", Headers.of(Map.of()), punch);
            assertEquals(checkpoint.answer(get("/favicon.ico"), HERE), checkpoint.answer(upload, HERE));
            assertEquals(404, checkpoint.answer(upload, HERE).status());
            assertEquals(0, house.journal.head());
        }
    }

    @Test
    void whatIsTooMuchOfOneTerminalIsPutOffAndOthersAreServed() throws Exception {
        try (House house = new House(directory)) {
            Checkpoint checkpoint = checkpoint(house, null, 2, 1000);
            Request poll = get("/iclock/getrequest?SN=" + SERIAL);
            for (int i = 0; i < 20; i++) {
                assertEquals(200, checkpoint.answer(poll, HERE).status());
            }
            Reply tooMuch = checkpoint.answer(poll, HERE);
            assertEquals(503, tooMuch.status());
            assertEquals(List.of(Map.entry("Retry-After", "10")), tooMuch.headers());
            assertEquals(200, checkpoint.answer(get("/iclock/getrequest?SN=TSTATT000002"), HERE).status());
            assertEquals(200, checkpoint.answer(poll, NEAR).status(), "a forger must not stop the terminal");
            nanos.addAndGet(Duration.ofMillis(500).toNanos());
            assertEquals(200, checkpoint.answer(poll, HERE).status());
            assertEquals(503, checkpoint.answer(poll, HERE).status());
        }
    }

    @Test
    void whatIsTooMuchOfOneAddressIsPutOffWhateverItAsksFor() throws Exception {
        try (House house = new House(directory)) {
            Checkpoint checkpoint = checkpoint(house, "site7-9f2c51", 0, 1);
            for (int i = 0; i < 10; i++) {
                assertEquals(404, checkpoint.answer(get("/guess" + i + "/iclock/cdata?SN=T" + i), FAR).status());
            }
            Request right = get("/site7-9f2c51/iclock/getrequest?SN=" + SERIAL);
            assertEquals(503, checkpoint.answer(right, FAR).status());
            assertEquals(200, checkpoint.answer(right, HERE).status());
        }
    }

    @Test
    void theShippedRatesAreNeverFeltByATerminalWithALongBacklog() throws Exception {
        try (House house = new House(directory)) {
            Checkpoint checkpoint = checkpoint(house, null, 200, 2000);
            Request poll = get("/iclock/getrequest?SN=" + SERIAL);
            // one line in each request, as the oldest firmware sends, and as fast as a line of 5 ms lets it
            for (int i = 0; i < 60_000; i++) {
                nanos.addAndGet(Duration.ofMillis(5).toNanos());
                assertEquals(200, checkpoint.answer(poll, HERE).status(), "request " + i);
            }
        }
    }

    @Test
    void manyWhoAreSeenOnceAreForgotten() {
        Allowance<Integer> allowance = new Allowance<>(1, nanos::get);
        for (int i = 0; i < 10; i++) {
            assertTrue(allowance.take(-1));
        }
        assertTrue(!allowance.take(-1));
        for (int i = 0; i < Allowance.REMEMBERED; i++) {
            assertTrue(allowance.take(i));
        }
        assertTrue(allowance.take(-1));
    }

    private static String poll(House house, CommandPolls polls, InetAddress from) throws Exception {
        Caller caller = new Caller(SERIAL, from, "att2", "", "");
        Visit visit = Visit.of(get("/iclock/getrequest?SN=" + SERIAL), caller, house.terminals.find(SERIAL),
                house.clock.instant(), true);
        return House.text(polls.poll(visit));
    }

    private CommandPolls polls(House house, List<Network> networks) {
        return new CommandPolls(house.queue, house.terminals, house.contacts, house.journal.records(),
                CommandPlaces.of(networks, new Complaints(house.clock), nanos::get));
    }

    private static void order(House house) throws Exception {
        house.queue.queue(SERIAL, new CommandRequest("reboot", null, null, null, null, null, null, null, null,
                null, null, null, null), "test");
    }

    @Test
    void aCommandIsNotHandedToAnotherNetworkAsLongAsTheTerminalIsHeardFromItsOwn() throws Exception {
        try (House house = new House(directory)) {
            house.approve(SERIAL);
            CommandPolls polls = polls(house, List.of());
            assertEquals("OK", poll(house, polls, HERE));
            order(house);
            assertEquals("OK", poll(house, polls, FAR));
            assertTrue(poll(house, polls, NEAR).startsWith("C:"));
            order(house);
            nanos.addAndGet(Duration.ofMinutes(10).toNanos());
            assertTrue(poll(house, polls, FAR).startsWith("C:"), "it moved");
        }
    }

    @Test
    void aCommandIsHandedToTheConfiguredNetworksOnly() throws Exception {
        try (House house = new House(directory)) {
            house.approve(SERIAL);
            CommandPolls polls = polls(house, List.of(Network.parse("192.0.2.64/26")));
            order(house);
            assertEquals("OK", poll(house, polls, FAR));
            assertEquals("OK", poll(house, polls, NEAR));
            assertTrue(poll(house, polls, HERE).startsWith("C:"));
        }
    }

    @Test
    void aTerminalsOwnAddressesGoBefore() throws Exception {
        try (House house = new House(directory)) {
            house.approve(SERIAL);
            house.terminals.change(SERIAL, new TerminalSettings(null, null, null, List.of("198.51.100.7")), "test");
            CommandPolls polls = polls(house, List.of(Network.parse("192.0.2.0/24")));
            order(house);
            assertEquals("OK", poll(house, polls, HERE));
            assertTrue(poll(house, polls, FAR).startsWith("C:"));
        }
    }

    @Test
    void aTerminalThatIsRefusedOrRemovedIsHandedNothing() throws Exception {
        try (House house = new House(directory)) {
            house.approve(SERIAL);
            order(house);
            CommandPolls polls = polls(house, List.of());
            house.terminals.refuse(SERIAL, "test");
            assertEquals("OK", poll(house, polls, HERE));
            house.terminals.remove(SERIAL, "test");
            assertEquals("OK", poll(house, polls, HERE));
        }
    }
}
