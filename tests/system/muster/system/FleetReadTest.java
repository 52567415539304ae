// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
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

    @TempDir
    Path folder;

    @Test
    void five_hundred_terminals_some_of_them_faulty_are_in_the_journal_exactly_once() throws Exception {
        try (SimulatedFleet sound = SimulatedFleet.start(folder.resolve("sound"), 450, "--serial", "TSTA",
                        "--records", "100");
                SimulatedFleet faulty = SimulatedFleet.start(folder.resolve("faulty"), 50, "--serial", "TSTB",
                        "--records", "100", "--fault", "cut:0.05", "--fault", "coalesce:0.05",
                        "--fault", "reset:0.01", "--fault", "away:0.005");
                Muster muster = Muster.start(folder.resolve("data"), "--set", "pull.poll=10s")) {
            sound.addTo(muster);
            faulty.addTo(muster);
            Await.until("every terminal is complete", PATIENCE, () -> complete(muster, 500));
            TreeSet<String> held = sound.end();
            held.addAll(faulty.end());
            assertEquals(0, muster.stop(), muster.log());
            assertSame(held, muster.journal());
        }
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
            var kept = file.texts("SELECT terminal || ' ' || pin || ' ' || local_time || ' ' || state || ' '"
                    + " || verify_mode FROM punches");
            assertEquals(held.size(), kept.size(), "as many as the terminals hold");
            TreeSet<String> missing = new TreeSet<>(held);
            kept.forEach(missing::remove);
            assertTrue(missing.isEmpty(), () -> missing.size() + " are missing, the first is " + missing.first());
        }
    }
}
