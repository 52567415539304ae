// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What was acknowledged survives `kill -9`, each punch once. `-Dmuster.rounds=50` tries it longer.
@Tag("torture")
@Timeout(value = 1, unit = TimeUnit.DAYS) // a thousand rounds are more than the suite's limit
class TortureTest {

    private static final int ROUNDS = Integer.getInteger("muster.rounds", 5);
    private static final int TERMINALS = 16;
    private static final int MOST_BETWEEN_KILLS = 600;
    private static final long LONGEST_START = 700_000_000;

    @TempDir
    Path data;

    @Test
    void every_acknowledged_punch_is_there_once_after_each_kill() throws Exception {
        Random random = new Random();
        int api = freePort();
        int door = freePort();
        String[] ports = {"--api", "127.0.0.1:" + api, "--terminals", "127.0.0.1:" + door};
        try (Load load = Load.start(new InetSocketAddress("127.0.0.1", door), TERMINALS)) {
            for (int round = 1; round <= ROUNDS; round++) {
                try (Muster muster = Muster.accepting(data, ports)) {
                    load.awaitMore(random.nextInt(MOST_BETWEEN_KILLS));
                    muster.kill();
                    check(muster.journal(), new HashSet<>(load.acknowledged()), round);
                }
            }
            try (Muster muster = Muster.accepting(data, ports)) {
                load.finish();
                assertEquals(0, muster.stop());
                int kept = check(muster.journal(), load.acknowledged(), ROUNDS + 1);
                assertEquals(load.acknowledged().size(), kept, "nothing but what was sent");
            }
        }
    }

    @Test
    void an_orderly_end_under_load_is_orderly_and_loses_nothing() throws Exception {
        int door = freePort();
        try (Load load = Load.start(new InetSocketAddress("127.0.0.1", door), TERMINALS)) {
            for (int round = 1; round <= 3; round++) {
                try (Muster muster = Muster.accepting(data, "--terminals", "127.0.0.1:" + door)) {
                    load.awaitMore(200);
                    assertEquals(0, muster.stop(), muster.log());
                    check(muster.journal(), new HashSet<>(load.acknowledged()), round);
                }
            }
        }
    }

    @Test
    void a_kill_while_it_starts_harms_nothing() throws Exception {
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            try (Muster muster = Muster.accepting(data)) {
                assertEquals("OK: 3", muster.upload("TSTATT000001", Punches.lines(3 * round, 3)).body());
                muster.kill();
            }
            Process starting = Program.serve(data).redirectErrorStream(true).start();
            LockSupport.parkNanos(random.nextLong(LONGEST_START));
            starting.destroyForcibly().onExit().join();
            try (JournalFile journal = JournalFile.read(data.resolve("muster.db"))) {
                journal.assertSound();
                assertEquals(3 * (round + 1), journal.punches().size());
            }
        }
    }

    @Test
    void a_kill_while_the_journal_is_made_leaves_one_that_can_be_used() throws Exception {
        Random random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            Path fresh = data.resolve("round" + round);
            Process starting = Program.serve(fresh).redirectErrorStream(true).start();
            LockSupport.parkNanos(random.nextLong(LONGEST_START));
            starting.destroyForcibly().onExit().join();
            try (Muster muster = Muster.accepting(fresh)) {
                assertEquals("OK: 3", muster.upload("TSTATT000001", Punches.lines(0, 3)).body());
            }
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// How many punches the journal has; fails the test if an acknowledged one is not among them, or one is
    /// there twice.
    private static int check(Path file, Set<String> acknowledged, int round) throws Exception {
        try (JournalFile journal = JournalFile.read(file)) {
            journal.assertSound();
            List<String> kept = journal.punches();
            Set<String> different = new HashSet<>(kept);
            Set<String> lost = new HashSet<>(acknowledged);
            lost.removeAll(different);
            System.out.printf("round %d: %d acknowledged, %d lost, %d kept, %d twice%n",
                    round, acknowledged.size(), lost.size(), kept.size(), kept.size() - different.size());
            assertEquals(Set.of(), lost, "acknowledged, but not in the journal");
            assertEquals(different.size(), kept.size(), "punches that are there twice");
            return kept.size();
        }
    }
}
