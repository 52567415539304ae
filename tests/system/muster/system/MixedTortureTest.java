// SPDX-License-Identifier: Apache-2.0
package muster.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/// Whatever goes wrong, alone or together: what was acknowledged is in the journal, in the stream and at every target
/// once. `make torture` does it long, with `SEED=`, `FAULT=`, `ROUNDS=` and `MINUTES=`.
@Tag("torture")
class MixedTortureTest {

    private static final int ROUNDS = Integer.getInteger("muster.rounds", 5);
    private static final int MINUTES = Integer.getInteger("muster.minutes", 0);
    private static final long SEED = Long.getLong("muster.seed", System.nanoTime() & 0xfffff);
    private static final String FAULT = System.getProperty("muster.fault", "");
    private static final Path FOLDER = Path.of("build/torture").toAbsolutePath();
    private static final int ROUNDS_A_SCENE = 8;
    private static final int MOST_FAILURES = 5;
    private static final long LONGEST_ROUND = 1_800_000_000;
    private static final long LONGEST_FAULT = 1_000_000_000;

    private final TortureReport report = new TortureReport(SEED, FAULT);
    private Path library;
    private int done;

    @Test
    @Timeout(value = 2, unit = TimeUnit.DAYS) // each round has a patience of its own
    void what_was_acknowledged_is_everywhere_once_whatever_goes_wrong() throws Exception {
        Files.createDirectories(FOLDER);
        library = DroppingDisk.library(FOLDER);
        List<Fault> possible = possible();
        System.out.printf("seed %d, faults %s%n", SEED, possible.stream().map(Fault::word).toList());
        Postgres postgres = postgres();
        try {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            for (long seed = SEED; !isOver(end) && report.failures().size() < MOST_FAILURES; seed++) {
                scene(seed, possible, postgres, end);
                System.out.println(report.summary());
            }
        } finally {
            report.write(Path.of(System.getProperty("muster.report", "build/torture/short.md")));
            if (postgres != null) {
                postgres.close();
            }
        }
        assertEquals(List.of(), report.failures());
    }

    private boolean isOver(long end) {
        return MINUTES > 0 ? System.nanoTime() > end : done >= ROUNDS;
    }

    private List<Fault> possible() throws Exception {
        boolean clock = FakeClock.in(FOLDER) != null;
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            String missing = fault.isOfDisk() && library == null ? DroppingDisk.MISSING
                    : fault == Fault.CLOCK && !clock ? FakeClock.MISSING
                    : fault == Fault.NETEM && !Netem.possible() ? Netem.MISSING
                    : null;
            if (missing != null) {
                report.leftOut(fault, missing);
                System.out.println("left out: " + fault.word() + " " + missing);
            } else if (FAULT.isEmpty() || List.of(FAULT.split(",")).contains(fault.word())) {
                possible.add(fault);
            }
        }
        Stream.of(FAULT.split(",")).filter(word -> !word.isEmpty()).forEach(Fault::of); // a wrong word is told
        if (possible.isEmpty()) {
            throw new TestAbortedException(FAULT + " cannot be had here");
        }
        return possible;
    }

    private Postgres postgres() throws Exception {
        try {
            return Postgres.start();
        } catch (TestAbortedException missing) {
            System.out.println("left out: a table as a target. " + missing.getMessage());
            return null;
        }
    }

    private void scene(long seed, List<Fault> possible, Postgres postgres, long end) throws Exception {
        Path folder = FOLDER.resolve("scene-" + seed);
        delete(folder);
        Random random = new Random(seed);
        // every other daemon has a clock that can be set, which costs it some speed
        boolean clock = possible.contains(Fault.CLOCK) && (random.nextBoolean() || possible.size() == 1);
        List<Fault> here = possible.stream().filter(fault -> clock || fault != Fault.CLOCK).toList();
        TortureScene scene = new TortureScene(folder, library, clock, postgres, seed);
        Fault.Plan plan = null;
        int round = 0;
        try {
            while (round < ROUNDS_A_SCENE && !isOver(end)) {
                round++;
                done++;
                plan = Fault.Plan.of(here, random);
                round(scene, plan, random);
                System.out.printf("seed %d round %d: %s; %d acknowledged%n", seed, round, plan,
                        scene.ledger().count());
            }
            scene.end(Fault.TERM);
            scene.close();
            delete(folder);
        } catch (Exception | AssertionError e) {
            System.out.printf("seed %d round %d: %s FAILED: %s%n", seed, round, plan, e);
            report.failed(seed, round, plan, e);
            Files.writeString(folder.resolve("daemon.log"), scene.log());
            scene.close();
        } finally {
            report.scene(scene);
        }
    }

    private void round(TortureScene scene, Fault.Plan plan, Random random) throws Exception {
        scene.terminals().work();
        play(scene, plan, random);
        if (plan.end() != null) {
            scene.end(plan.end());
        }
        scene.calm();
        if (plan.again()) {
            scene.startInVain(plan.end() == Fault.POWER, random);
        }
        long since = System.nanoTime();
        if (plan.end() != null) {
            scene.start();
        }
        Await.until("a punch is acknowledged again", Duration.ofSeconds(60),
                () -> scene.ledger().latest() > since || !scene.muster().alive());
        report.round(plan, Duration.ofNanos(System.nanoTime() - since));
        scene.terminals().rest();
        TortureCheck check = new TortureCheck(scene);
        try {
            check.all();
        } finally {
            report.check(check);
        }
    }

    /// A moment and what happens then.
    private record Act(long at, Fault fault, boolean begins) {}

    private static void play(TortureScene scene, Fault.Plan plan, Random random) throws Exception {
        long length = 200_000_000 + random.nextLong(LONGEST_ROUND);
        List<Act> acts = new ArrayList<>();
        for (Fault fault : plan.others()) {
            long at = random.nextLong(length);
            acts.add(new Act(at, fault, true));
            acts.add(new Act(at + random.nextLong(LONGEST_FAULT), fault, false));
        }
        acts.sort(Comparator.comparingLong(Act::at));
        long begin = System.nanoTime();
        for (Act act : acts) {
            if (act.at() > length) {
                break; // still there when the daemon ends
            }
            LockSupport.parkNanos(begin + act.at() - System.nanoTime());
            if (act.begins()) {
                scene.begin(act.fault(), random);
            } else {
                scene.over(act.fault());
            }
        }
        LockSupport.parkNanos(begin + length - System.nanoTime());
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
