// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import muster.model.FetchReport;
import muster.model.Json;
import muster.model.TerminalList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A bank's terminals on port 4370: complete, whatever happens on the way.
class FleetReadTest {

    private static final int ROUNDS = Integer.getInteger("muster.rounds", 20);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String PUNCHES =
            "SELECT terminal || ' ' || pin || ' ' || local_time || ' ' || state || ' ' || verify_mode FROM punches";

    @TempDir
    Path folder;

    @Test
    void five_hundred_terminals_some_of_them_faulty_are_in_the_journal_exactly_once() throws Exception {
        try (SimulatedFleet usual = fleet("TSTA", 200);
                SimulatedFleet newer = fleet("TSTB", 150, "--layout", "49");
                SimulatedFleet older = fleet("TSTC", 100, "--layout", "16", "--flow", "legacy");
                SimulatedFleet faulty = fleet("TSTD", 50, "--fault", "cut:0.05", "--fault", "coalesce:0.05",
                        "--fault", "reset:0.01", "--fault", "away:0.005");
                Muster muster = Muster.start(folder.resolve("data"), "--set", "pull.poll=10s")) {
            long before = sockets(muster);
            List<SimulatedFleet> fleets = List.of(usual, newer, older, faulty);
            for (SimulatedFleet fleet : fleets) {
                fleet.addTo(muster);
            }
            Await.until("every terminal is complete", PATIENCE, () -> complete(muster, 500));
            assertTrue(residentKib(muster) < 400 * 1024, "its memory stays bounded: " + residentKib(muster) + " KiB");
            TreeSet<String> held = new TreeSet<>();
            for (SimulatedFleet fleet : fleets) {
                for (SimulatedFleet.Device device : fleet.devices()) {
                    assertEquals(204, muster.ask("DELETE", "/api/terminals/" + device.serial(), null).statusCode());
                }
                held.addAll(fleet.end());
            }
            Await.until("no connection is left over", PATIENCE, () -> sockets(muster) <= before + 5);
            assertEquals(0, muster.stop(), muster.log());
            assertSame(held, muster.journal());
        }
    }

    @Test
    void punches_that_are_told_live_are_there_before_the_next_read() throws Exception {
        try (SimulatedFleet fleet = fleet("TSTA", 20, "--rate", "0.5");
                Muster muster = Muster.start(folder.resolve("data"), "--set", "pull.poll=24h");
                Follower screen = Follower.open(muster, "/devices/events")) {
            fleet.addTo(muster);
            Await.until("every terminal was read once", PATIENCE, () -> complete(muster, 20));
            int read = screen.count();
            Await.until("live punches come", PATIENCE, () -> screen.count() > read + 50);
            LocalDateTime last = LocalDateTime.now().minusSeconds(5);
            TreeSet<String> held = fleet.end();
            assertEquals(0, muster.stop(), muster.log());
            try (JournalFile file = JournalFile.read(muster.journal())) {
                file.assertSound();
                List<String> kept = file.texts(PUNCHES);
                assertTrue(held.containsAll(kept), "nothing is made up");
                kept.forEach(held::remove);
                held.removeIf(line -> !LocalDateTime.parse(line.split(" ")[2] + "T" + line.split(" ")[3]).isBefore(last));
                assertTrue(held.isEmpty(), () -> held.size() + " live punches are missing, the first is " + held.first());
            }
        }
    }

    private SimulatedFleet fleet(String serials, int count, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("--serial", serials, "--records", "100"));
        words.addAll(List.of(options));
        return SimulatedFleet.start(folder.resolve(serials), count, words.toArray(String[]::new));
    }

    private static long sockets(Muster muster) throws Exception {
        long sockets = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + muster.pid() + "/fd"))) {
            for (Path file : files) {
                sockets += isSocket(file) ? 1 : 0;
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static long residentKib(Muster muster) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + muster.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    @Test
    void a_daemon_that_is_killed_during_downloads_loses_and_doubles_nothing() throws Exception {
        Random random = new Random();
        Path data = folder.resolve("data");
        try (SimulatedFleet fleet = SimulatedFleet.start(folder.resolve("ledger"), 20, "--records", "3000")) {
            try (Muster muster = Muster.start(data)) {
                fleet.addTo(muster);
                muster.kill();
            }
            for (int round = 0; round < ROUNDS; round++) {
                try (Muster muster = Muster.start(data)) {
                    muster.post("/api/fetch", "{\"all\":true}");
                    LockSupport.parkNanos(random.nextLong(400_000_000));
                    muster.kill();
                }
            }
            try (Muster muster = Muster.start(data)) {
                Await.until("every terminal is complete", PATIENCE, () -> complete(muster, 20));
                assertEquals(0, muster.stop(), muster.log());
                assertSame(fleet.end(), muster.journal());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void a_hundred_thousand_records_are_complete_and_nothing_is_new_the_second_time(String transport)
            throws Exception {
        String[] options = transport.equals("udp")
                ? new String[] {"--records", "100000", "--udp", "--no-tcp"}
                : new String[] {"--records", "100000"};
        try (SimulatedFleet fleet = SimulatedFleet.start(folder.resolve("ledger"), 1, options);
                Muster muster = Muster.start(folder.resolve("data"), "--set", "pull.poll=24h")) {
            fleet.addTo(muster);
            FetchReport first = fetch(muster);
            assertTrue(first.complete(), first.rows().getFirst().result().detail());
            FetchReport second = fetch(muster);
            assertTrue(second.complete());
            assertEquals(0, second.rows().getFirst().result().stored());
            assertEquals(100_000, second.rows().getFirst().result().duplicates());
            assertEquals(0, muster.stop(), muster.log());
            assertSame(fleet.end(), muster.journal());
        }
    }

    private static FetchReport fetch(Muster muster) throws Exception {
        long id = Json.parse(muster.post("/api/fetch", "{\"all\":true}").body(), FetchReport.class).id();
        Await.until("the fetch has ended", PATIENCE, () -> muster.get("/api/fetch/" + id, FetchReport.class).ended());
        return muster.get("/api/fetch/" + id, FetchReport.class);
    }

    private static boolean complete(Muster muster, int terminals) throws Exception {
        return muster.get("/api/terminals", TerminalList.class).terminals().stream()
                .filter(terminal -> terminal.lastFetch() != null && terminal.lastFetch().complete())
                .count() == terminals;
    }

    private static void assertSame(TreeSet<String> held, Path journal) throws Exception {
        try (JournalFile file = JournalFile.read(journal)) {
            file.assertSound();
            List<String> kept = file.texts(PUNCHES);
            assertEquals(held.size(), kept.size(), "as many as the terminals hold");
            TreeSet<String> missing = new TreeSet<>(held);
            kept.forEach(missing::remove);
            assertTrue(missing.isEmpty(), () -> missing.size() + " are missing, the first is " + missing.first());
        }
    }
}
