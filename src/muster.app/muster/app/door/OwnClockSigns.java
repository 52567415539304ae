// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the machine's files tell about its clock, without asking any program. Thread-safe.
///
/// | file | tells |
/// |---|---|
/// | `/proc/device-tree/model` | a board, such as a Raspberry Pi, and not a PC (Devicetree specification 0.4, 2.3.1) |
/// | `/sys/class/rtc/rtc0/since_epoch` | a clock chip and the seconds it shows (Linux, ABI/testing/rtc-class) |
/// | `/run/systemd/timesync/synchronized` | timesyncd set the clock in this run (systemd-timesyncd.service(8)) |
/// | drift file of chrony or ntpd | written only while the clock follows a source (chrony.conf(5), driftfile) |
/// | `/proc/uptime` | seconds since the run began, counting sleep (proc_uptime(5)) |
/// | `/proc/sys/kernel/random/boot_id` | which run of the machine this is (random(4)) |
final class OwnClockSigns {

    /// Where chrony and ntpd keep what they learnt of the clock's speed. The files outlive a restart, so only
    /// a new one tells something.
    private static final List<String> DRIFT_FILES = List.of(
            "var/lib/chrony/chrony.drift",
            "var/lib/chrony/drift",
            "var/lib/ntpsec/ntp.drift",
            "var/lib/ntp/ntp.drift");

    private final Path root;
    private final Optional<String> boot;
    private final Map<String, FileTime> driftAtStart = new HashMap<>();

    /// @param root `/`; another folder in a test
    OwnClockSigns(Path root) {
        this.root = root;
        this.boot = text(root.resolve("proc/sys/kernel/random/boot_id")).filter(id -> !id.isEmpty());
        DRIFT_FILES.forEach(file -> written(file).ifPresent(time -> driftAtStart.put(file, time)));
    }

    /// Whether this is a board; they have a clock chip seldom, and a battery more seldom.
    boolean board() {
        return Files.exists(root.resolve("proc/device-tree/model"));
    }

    /// Whether there is a clock chip that shows a time it can have been set to. One without a battery begins
    /// at 1970 or 2000 whenever the power comes.
    ///
    /// @param built no clock that is set shows a time before this
    boolean chip(Instant built) {
        Path chip = root.resolve("sys/class/rtc/rtc0");
        if (!Files.exists(chip)) {
            return false;
        }
        return text(chip.resolve("since_epoch"))
                .map(text -> text.matches("\\d{1,12}")
                        && !Instant.ofEpochSecond(Long.parseLong(text)).isBefore(built))
                .orElse(true);
    }

    /// The time service that set the clock in this run of the machine, as far as its files tell.
    Optional<String> service() {
        if (Files.exists(root.resolve("run/systemd/timesync/synchronized"))) {
            return Optional.of("systemd-timesyncd");
        }
        return DRIFT_FILES.stream()
                .filter(file -> written(file).filter(time -> !time.equals(driftAtStart.get(file))).isPresent())
                .map(file -> file.contains("chrony") ? "chrony" : "ntpd")
                .findFirst();
    }

    /// Which run of the machine this is.
    Optional<String> boot() {
        return boot;
    }

    /// How long this run has lasted.
    OptionalLong uptimeMillis() {
        Optional<String> text = text(root.resolve("proc/uptime")).map(line -> line.split(" ")[0]);
        return text.isPresent() && text.get().matches("\\d{1,12}\\.\\d{1,9}")
                ? OptionalLong.of(Math.round(Double.parseDouble(text.get()) * 1_000))
                : OptionalLong.empty();
    }

    private Optional<FileTime> written(String file) {
        try {
            return Optional.of(Files.getLastModifiedTime(root.resolve(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
