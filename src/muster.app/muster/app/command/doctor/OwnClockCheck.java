// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import muster.model.ScannerStatus;

/// This machine's clock can be right: it shows a time there can be, and something sets it.
final class OwnClockCheck implements Check {

    private static final String AREA = "clock";
    /// No muster is older.
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final String CURE = "timedatectl set-ntp true; without a network: date -s \"YYYY-MM-DD hh:mm:ss\"";
    /// Files that a time service writes while it works.
    private static final List<String> SERVICES = List.of(
            "run/systemd/timesync/synchronized",
            "var/lib/chrony/chrony.drift",
            "var/lib/chrony/drift",
            "var/lib/ntpsec/ntp.drift",
            "var/lib/ntp/ntp.drift");

    @Override
    public List<Finding> run(Patient patient) {
        Instant now = patient.clock().instant();
        if (now.isBefore(EARLIEST) || now.isAfter(LATEST)) {
            return List.of(Finding.error(AREA, "this machine's clock shows " + now, CURE));
        }
        if (patient.answers().scanner().filter(scanner -> !scanner.clockSet()).isPresent()) {
            return List.of(Finding.warning(AREA, "the daemon does not trust its machine's clock, and holds check-ins"
                    + " until it is set", CURE));
        }
        boolean served = SERVICES.stream().map(patient.root()::resolve).anyMatch(file -> fresh(file, now));
        boolean trusted = patient.answers().scanner().filter(ScannerStatus::clockSet).isPresent();
        return List.of(served || trusted
                ? Finding.ok(AREA, "this machine's clock is set (" + now + ")")
                : Finding.note(AREA, "no time service was seen that sets this machine's clock, which shows " + now,
                        CURE));
    }

    private static boolean fresh(Path file, Instant now) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(Duration.ofDays(2)));
        } catch (IOException e) {
            return false;
        }
    }
}
