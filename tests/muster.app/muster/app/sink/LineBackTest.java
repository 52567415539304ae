// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import muster.app.config.SinkConfig;
import muster.app.config.SinkConfig.Mode;
import muster.app.config.Target;
import muster.app.sink.MemoryTarget.Call;
import muster.journal.JournalException;
import muster.model.SinkState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A line that was cut for long is back: one sink notices, and the others need not wait for their next try.
class LineBackTest {

    @TempDir
    Path directory;

    private volatile boolean cut = true;

    private MemoryTarget target() {
        return new MemoryTarget(10).plan(_ -> cut ? Call.IS_AWAY : Call.TAKES);
    }

    private Sinks.Configured sink(String name, MemoryTarget target) {
        SinkConfig config = new SinkConfig(name, Mode.LIVE, Duration.ofMinutes(5), SinkConfig.Begin.START,
                Optional.empty(), Duration.ofHours(1), Optional.empty(), Set.of("punch"),
                new Target.Files(Path.of("."), "jsonl", "full", "day", 0, false, false));
        return new Sinks.Configured(config, target);
    }

    private static boolean isWaitingLong(Sinks sinks) {
        try {
            return sinks.all().stream().allMatch(sink -> sink.failures() >= 9 && sink.nextTry() != null);
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWasCutOffTogetherIsTriedAgainTogether() throws Exception {
        MemoryTarget one = target();
        MemoryTarget other = target();
        AtomicLong passed = new AtomicLong();
        try (SinkHouse house = new SinkHouse(directory, SinkHouse.config(Mode.MANUAL, null), new MemoryTarget(10));
                Sinks sinks = Sinks.start(List.of(sink("one", one), sink("other", other)), Map.of(),
                        house.house.journal, house.house.terminals, InstantSource.system(),
                        () -> System.nanoTime() + passed.get(), new Random(7))) {
            house.punches(5, 0, 25);
            SinkHouse.await(() -> {
                if (isWaitingLong(sinks)) {
                    return true;
                }
                passed.addAndGet(Duration.ofHours(1).toNanos());
                sinks.loops().forEach(loop -> loop.orders().ring());
                return false;
            });
            assertEquals(0, other.taken().size());
            assertTrue(sinks.all().stream().allMatch(sink -> sink.state() == SinkState.RETRYING));

            cut = false;
            sinks.sync("one", "tester");
            SinkHouse.await(() -> other.taken().size() == 25);
            assertEquals(25, one.taken().size());
        }
    }
}
