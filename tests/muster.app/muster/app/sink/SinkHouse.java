// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import muster.app.House;
import muster.app.config.ProfileConfig;
import muster.app.config.SinkConfig;
import muster.app.config.Target;
import muster.app.terminal.TerminalRules;
import muster.model.Bytes;
import muster.model.LocalTimeFit;
import muster.model.Punch;
import muster.model.Source;
import muster.model.ZoneFrom;

/// A house with one sink whose target is in memory. Its clocks are the real ones, for pauses are waited for, unless
/// they are moved on or set.
final class SinkHouse implements AutoCloseable {

    static final String SERIAL = "TSTATT000001";
    static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 20, 8, 0);

    final House house;
    private final Map<String, ProfileConfig> profiles;
    private final SinkConfig config;
    private final Sink target;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);
    Sinks sinks;

    SinkHouse(Path directory, SinkConfig config, Sink target, ProfileConfig... profiles) throws Exception {
        this.house = new House(directory,
                new TerminalRules(TerminalRules.Unknown.HOLD, Duration.ZERO, List.of(), House.KOLKATA), null);
        this.config = config;
        this.target = target;
        Map<String, ProfileConfig> named = new HashMap<>();
        for (ProfileConfig profile : profiles) {
            named.put(profile.name(), profile);
        }
        this.profiles = named;
        start();
    }

    static SinkConfig config(SinkConfig.Mode mode, String profile) {
        return config(mode, SinkConfig.Begin.START, Duration.ofMillis(20), profile);
    }

    static SinkConfig config(SinkConfig.Mode mode, SinkConfig.Begin begin, Duration waitMax, String profile) {
        return new SinkConfig("memory", mode, Duration.ofMinutes(5), begin, Optional.empty(), waitMax,
                Optional.ofNullable(profile), Set.of("punch"),
                new Target.Files(Path.of("."), "jsonl", "full", "day", 0, false, false));
    }

    void start() {
        sinks = Sinks.start(List.of(new Sinks.Configured(config, target)), profiles, house.journal, house.terminals,
                () -> InstantSource.system().instant().plus(set.get()), () -> System.nanoTime() + passed.get(),
                new Random(7));
    }

    /// Time passes.
    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
        ring();
    }

    /// The date is set to another one; no time passes.
    void setClock(Duration ahead) {
        set.set(ahead);
        ring();
    }

    void ring() {
        sinks.loops().forEach(loop -> loop.orders().ring());
    }

    /// Has the loop done something, so that it has looked at all there is.
    void settle() throws Exception {
        for (int i = 0; i < 3; i++) {
            ring();
            sinks.test("memory");
        }
    }

    void restart() {
        sinks.close();
        start();
    }

    static Punch punch(String pin, int second) {
        LocalDateTime local = MORNING.plusSeconds(second);
        return new Punch(Source.PUSH, SERIAL, pin, local, ZoneOffset.ofHoursMinutes(5, 30), "Asia/Kolkata",
                ZoneFrom.CONFIG, LocalTimeFit.EXACT, Instant.parse("2026-11-20T02:30:00Z"), 0, 1, "",
                Bytes.of(pin + "\t" + local));
    }

    void punches(int people, int from, int count) throws Exception {
        List<Punch> punches = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            punches.add(punch("P" + i % people, i));
        }
        house.journal.append(punches);
    }

    boolean delivered() {
        try {
            return sinks.one("memory").waiting() == 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        sinks.close();
        house.close();
    }
}
