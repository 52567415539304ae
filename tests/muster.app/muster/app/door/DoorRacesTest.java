// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import muster.app.config.Dedupe;
import muster.model.CheckInRequest;
import muster.model.CheckInResult;
import muster.model.CheckInResult.Outcome;
import muster.model.Entry;
import muster.model.Punch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorRacesTest {

    private static final int THREADS = 50;

    @TempDir
    Path directory;

    private DoorHouse house;

    @BeforeEach
    void open() throws Exception {
        house = new DoorHouse(directory).event();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void fiftyRequestsForOnePersonAtOnceAreOnePunch() throws Exception {
        List<CheckInResult> results = atOnce(i -> () -> house.checkIn("42"));
        assertEquals(1, house.punches().size());
        assertEquals(1, results.stream().filter(result -> result.outcome() == Outcome.CHECKED_IN).count());
        assertEquals(1, results.stream().map(CheckInResult::seq).distinct().count());
    }

    @Test
    void phonesKiosksAndLateReadersAtOnceAreOnePunchForEachPerson() throws Exception {
        Instant now = house.machine.wall();
        atOnce(i -> () -> switch (i % 3) {
            case 0 -> house.checkIn("ATT-" + i % 5);
            case 1 -> house.ask(DoorHouse.timed("ATT-" + i % 5, now.plusSeconds(i)));
            default -> house.door.checkIn("demo", IntStream.range(0, 5).mapToObj(n -> house.comer("ATT-" + n)).toList(),
                    List.of()).getFirst();
        });
        assertEquals(5, house.punches().size());
        assertEquals(5, house.punches().stream().map(Punch::pin).distinct().count());
    }

    @Test
    void fiftyRequestsWithOneKeyAreOnePunchEvenWithoutAWindow() throws Exception {
        house.dedupe = new Dedupe(Optional.of(Duration.ofNanos(1)));
        house.open();
        Instant now = house.machine.wall();
        List<CheckInResult> results = atOnce(i -> () -> house.ask(new CheckInRequest(
                "42", "demo", "qr", null, now.plusSeconds(i), null, "k1")));
        assertEquals(1, house.punches().size());
        assertEquals(1, Set.copyOf(results).size());
    }

    @Test
    void fiftyRequestsOfOneWhoIsNotOnTheListAreHeldOnce() throws Exception {
        house.list("1");
        atOnce(i -> () -> house.checkIn("42"));
        assertEquals(1, house.held().size());
    }

    @Test
    void nobodyStaysHeldWhenTheListLearnsThemWhileTheyCome() throws Exception {
        house.list("1");
        atOnce(i -> () -> {
            if (i == THREADS / 2) {
                house.list(IntStream.range(0, THREADS).mapToObj(Integer::toString).toArray(String[]::new));
                house.door.replay();
                return null;
            }
            return house.checkIn(Integer.toString(i));
        });
        assertEquals(List.of(), house.held());
        assertEquals(THREADS - 1, house.punches().size());
    }

    @Test
    void nobodyStaysHeldWhenTheClockIsSetWhileTheyCome() throws Exception {
        house.machine.board().restart(DoorMachine.MORNING.minusSeconds(30));
        house.open();
        atOnce(i -> () -> {
            if (i == THREADS / 2) {
                house.put(DoorMachine.MORNING.plus(Duration.ofHours(1)));
                return null;
            }
            return house.checkIn(Integer.toString(i));
        });
        assertEquals(List.of(), house.held());
        assertEquals(THREADS - 1, house.punches().size());
        Instant right = DoorMachine.MORNING.plus(Duration.ofHours(1));
        for (Punch punch : house.punches()) {
            assertTrue(Duration.between(punch.instant(), right).abs().toSeconds() <= 1, punch.toString());
        }
    }

    @Test
    void twoReplaysAtOnceReleaseEachRecordOnce() throws Exception {
        house.list("1");
        for (int i = 0; i < 20; i++) {
            house.checkIn("P" + i);
        }
        house.list(IntStream.range(0, 20).mapToObj(i -> "P" + i).toArray(String[]::new));
        List<Integer> released = atOnce(i -> house.door::replay);
        assertEquals(20, released.stream().mapToInt(Integer::intValue).sum());
        Set<Long> seqs = house.entries().stream().map(Entry::seq).collect(Collectors.toCollection(HashSet::new));
        assertEquals(20, seqs.size());
        assertEquals(20, house.door.checkIns());
    }

    private static <T> List<T> atOnce(IntFunction<Callable<T>> task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Callable<T> one = task.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }
}
