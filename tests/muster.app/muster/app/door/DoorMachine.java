// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// A machine as its files show it, with a wall clock and a monotonic one that the test moves by hand.
final class DoorMachine {

    /// When this muster was built.
    static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

    /// A morning on which everything happens: 09:00 in Kolkata.
    static final Instant MORNING = Instant.parse("2026-11-20T03:30:00Z");

    final Path root;
    private volatile Instant wall = MORNING;
    private volatile long nanos;
    private long uptimeMillis = 3_600_000;
    private int boots;

    DoorMachine(Path root) {
        this.root = root;
        boot();
    }

    Instant wall() {
        return wall;
    }

    long nanos() {
        return nanos;
    }

    /// Time goes by.
    void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
        uptimeMillis += time.toMillis();
        writeUptime();
    }

    /// Somebody puts the clock.
    void put(Instant to) {
        wall = to;
    }

    /// The machine is started anew; its clock then shows this.
    void restart(Instant shows) {
        wall = shows;
        nanos = 7_000_000_000L * boots;
        uptimeMillis = 10_000;
        boot();
    }

    /// A board without a clock chip.
    DoorMachine board() {
        write("proc/device-tree/model", "Some Board Model 4");
        return this;
    }

    /// A clock chip that shows this.
    DoorMachine chip(Instant shows) {
        write("sys/class/rtc/rtc0/since_epoch", Long.toString(shows.getEpochSecond()));
        return this;
    }

    DoorMachine write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text + "\n");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void boot() {
        boots++;
        write("proc/sys/kernel/random/boot_id", "b0b0b0b0-0000-4000-8000-%012d".formatted(boots));
        writeUptime();
    }

    private void writeUptime() {
        write("proc/uptime", String.format(Locale.ROOT, "%.2f 1.00", uptimeMillis / 1_000.0));
    }
}
