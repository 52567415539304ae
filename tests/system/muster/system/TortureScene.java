// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A daemon in one zone with its disk, its clock, its network, its terminals, its targets and somebody who follows its
/// stream; it is ended and started again and again.
final class TortureScene {

    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
            "Asia/Kolkata", "America/St_Johns", "Pacific/Chatham", "Africa/Casablanca", "America/Santiago", "UTC");
    private static final int TERMINALS = 6;
    private static final long LONGEST_START = 700_000_000;

    private static final Duration A_YEAR = Duration.ofDays(400);

    /// So many seconds before a change of daylight saving the punches begin.
    private static final int BEFORE_CHANGE = 120;

    private final Path folder;
    private final ZoneId zone;
    private final DroppingDisk disk;
    private final FakeClock clock;
    private final Wire wire;
    private final Wire api;
    private final TortureTargets targets;
    private final Ledger ledger = new Ledger();
    private final RoughTerminals terminals;
    private final Onlooker onlooker;
    private Muster muster;

    /// @param folder empty
    /// @param library of the disk that fails; null: a plain one
    /// @param withClock whether its clock can be set
    TortureScene(Path folder, Path library, boolean withClock, Postgres postgres, long seed) throws Exception {
        Random random = new Random(seed);
        this.folder = Files.createDirectories(folder);
        this.zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        this.disk = DroppingDisk.in(library, folder, seed);
        this.clock = withClock ? FakeClock.in(folder) : null;
        this.wire = new Wire(seed);
        this.api = new Wire(seed + 1);
        this.targets = new TortureTargets(folder, disk.root().resolve("files"), postgres, seed);
        this.terminals = new RoughTerminals(wire.address(), ledger, TERMINALS, first(random), seed);
        start();
        this.onlooker = Onlooker.at(api.address());
    }

    /// Shortly before the zone's latest night of daylight saving, or about now.
    private LocalDateTime first(Random random) {
        Instant before = random.nextBoolean() ? Instant.now() : Instant.now().minus(A_YEAR.dividedBy(2));
        ZoneOffsetTransition change = change(before);
        boolean about = random.nextInt(3) == 0;
        return about || change == null || change.getInstant().isBefore(Instant.now().minus(A_YEAR))
                ? LocalDateTime.now(zone).minusHours(20).withNano(0)
                : change.getDateTimeBefore().minusSeconds(BEFORE_CHANGE);
    }

    /// The zone's latest change before a moment; null: it has none.
    private ZoneOffsetTransition change(Instant before) {
        ZoneRules rules = zone.getRules();
        // a zone that gave it up decades ago has a past change, but no night that is worth a visit
        return rules.nextTransition(before) == null ? null : rules.previousTransition(before);
    }

    ZoneId zone() {
        return zone;
    }

    Path data() {
        return disk.root().resolve("data");
    }

    DroppingDisk disk() {
        return disk;
    }

    Muster muster() {
        return muster;
    }

    /// What the daemon said last, as far as it can be had.
    String log() {
        try {
            return muster.log();
        } catch (UncheckedIOException ended) {
            return "";
        }
    }

    Ledger ledger() {
        return ledger;
    }

    RoughTerminals terminals() {
        return terminals;
    }

    Onlooker onlooker() {
        return onlooker;
    }

    TortureTargets targets() {
        return targets;
    }

    private ProcessBuilder daemon() throws IOException {
        List<String> options = new ArrayList<>(targets.options());
        options.addAll(List.of("--set", Muster.ACCEPT, "--set", "time.zone=" + zone));
        ProcessBuilder builder = disk.under(Program.serve(data(), options.toArray(String[]::new)));
        // no bus: what is on the machine's air is not part of this
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + folder.resolve("no-bus"));
        return clock == null ? builder : clock.under(builder);
    }

    /// Starts the daemon, on what is left.
    void start() throws Exception {
        muster = Muster.start(daemon(), data());
        wire.to(muster.terminals());
        api.to(muster.api());
    }

    /// Starts it and ends it again on the way.
    void startInVain(boolean cut, Random random) throws Exception {
        Process starting = daemon().redirectErrorStream(true).start();
        starting.getOutputStream().close();
        Thread.ofVirtual().start(() -> drain(starting));
        LockSupport.parkNanos(random.nextLong(LONGEST_START));
        starting.destroyForcibly().onExit().join();
        disk.programEnded(cut);
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().readAllBytes();
        } catch (IOException ended) {
            // nobody wants to read what it said
        }
    }

    /// Ends it.
    void end(Fault how) throws Exception {
        boolean orderly = how == Fault.TERM && !disk.failing();
        if (how == Fault.TERM) {
            muster.signal("CONT");
            int code = muster.stop();
            if (code != 0 && orderly) {
                throw new AssertionError("exit code " + code + " after SIGTERM: " + muster.log());
            }
        } else {
            muster.kill();
        }
        wire.to(null);
        api.to(null);
        disk.programEnded(how == Fault.POWER);
        muster.close();
    }

    /// Lets a fault begin.
    void begin(Fault fault, Random random) throws Exception {
        switch (fault) {
            case STOP -> muster.signal("STOP");
            case FULL -> disk.set(DroppingDisk.Setting.FULL, 1);
            case BAD_WRITE -> disk.set(DroppingDisk.Setting.BAD_WRITES, 2_000);
            case BAD_SYNC -> disk.set(DroppingDisk.Setting.BAD_SYNCS, 5_000);
            case SLOW_DISK -> disk.set(DroppingDisk.Setting.SYNC_MICROS, 60_000);
            case CLOCK -> clock.set(off(random));
            case CUT -> network(Wire.State.CUT);
            case SLOW -> network(Wire.State.SLOW);
            case TWICE -> wire.become(Wire.State.TWICE);
            case RESET -> network(Wire.State.RESET);
            case NETEM -> Netem.begin();
            case LIE -> terminals.takeUp(RoughTerminals.Vice.LIE);
            case HANG -> terminals.takeUp(RoughTerminals.Vice.HANG);
            case RESEND -> terminals.takeUp(RoughTerminals.Vice.RESEND);
            case ROAM -> terminals.takeUp(RoughTerminals.Vice.ROAM);
            case SINKS -> targets.fail(true);
            case KILL, POWER, TERM -> end(fault);
        }
    }

    private void network(Wire.State state) throws IOException {
        wire.become(state);
        api.become(state);
    }

    private Duration off(Random random) {
        Instant now = Instant.now();
        ZoneOffsetTransition change = change(now);
        return switch (random.nextInt(change == null ? 6 : 8)) {
            case 0 -> Duration.ofSeconds(-random.nextInt(120));
            case 1 -> Duration.ofSeconds(random.nextInt(7200));
            case 2 -> Duration.ofDays(-1 - random.nextInt(40));
            case 3 -> Duration.ofDays(1 + random.nextInt(400));
            case 4 -> Duration.between(now, Instant.EPOCH.plusSeconds(300));
            case 5 -> Duration.ofDays(3650);
            case 6 -> Duration.between(now, change.getInstant().minusSeconds(1));
            default -> Duration.between(now, zone.getRules().nextTransition(now).getInstant().minusSeconds(1));
        };
    }

    /// Lets one that came go.
    void over(Fault fault) throws Exception {
        switch (fault) {
            case STOP -> muster.signal("CONT");
            case FULL, BAD_WRITE, BAD_SYNC, SLOW_DISK -> disk.heal();
            case CLOCK -> clock.set(Duration.ZERO);
            case CUT, SLOW, TWICE, RESET -> network(Wire.State.FINE);
            case NETEM -> Netem.end();
            case LIE, HANG, RESEND, ROAM -> terminals.reform();
            case SINKS -> targets.fail(false);
            case KILL, POWER, TERM -> throw new IllegalArgumentException("a daemon that ended does not come back");
        }
    }

    /// Ends all faults that come and go.
    void calm() throws Exception {
        disk.heal();
        network(Wire.State.FINE);
        terminals.reform();
        targets.fail(false);
        Netem.end();
        if (clock != null) {
            clock.set(Duration.ZERO);
        }
        if (muster.alive()) {
            muster.signal("CONT");
        }
    }

    /// Ends it.
    void close() throws Exception {
        onlooker.close();
        terminals.close();
        targets.close();
        wire.close();
        api.close();
        if (muster.alive()) {
            muster.kill();
        }
    }
}
