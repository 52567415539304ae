// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Everything that `muster doctor` looks at, in the order in which one thing depends on another.
public final class Checks {

    private static final List<Check> ALL = List.of(
            new SettingsCheck(),
            new DataFolderCheck(),
            new JournalCheck(),
            new SecretFilesCheck(),
            new KeysCheck(),
            new OwnClockCheck(),
            new ZoneCheck(),
            new LocaleCheck(),
            new ServiceCheck(new Program()::answer),
            new PortsCheck(),
            new DaemonCheck(),
            new StreamCheck(),
            new TerminalContactCheck(),
            new TerminalReadingCheck(),
            new TerminalMemoryCheck(),
            new TerminalClockCheck(),
            new QuarantineCheck(),
            new SinksCheck(),
            new BackendCheck(),
            new ScannerCheck());

    private Checks() {}

    /// Runs all of them and tells what each found as soon as it did. A fault in one is told and does not end the
    /// others.
    public static void run(Patient patient, Consumer<List<Finding>> heard) throws InterruptedException {
        for (Check check : ALL) {
            heard.accept(findings(check, patient));
        }
    }

    private static List<Finding> findings(Check check, Patient patient) throws InterruptedException {
        try {
            return check.run(patient);
        } catch (RuntimeException e) {
            String place = Optional.of(e.getStackTrace()).filter(trace -> trace.length > 0)
                    .map(trace -> " at " + trace[0]).orElse("");
            return List.of(Finding.warning("doctor",
                    check.getClass().getSimpleName() + " failed: " + e + place,
                    "a fault in muster; please report this line. The other checks went on."));
        }
    }
}
