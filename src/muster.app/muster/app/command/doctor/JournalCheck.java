// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import muster.app.config.Config;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.journal.Records;
import muster.journal.Soundness;

/// The journal opens and is sound.
final class JournalCheck implements Check {

    private static final String AREA = "journal";
    /// A slow memory card reads that much in about ten seconds.
    private static final long QUICKLY_READ = 200_000_000;

    @Override
    public List<Finding> run(Patient patient) {
        return patient.local().map(Config::data).map(folder -> look(folder, patient)).orElse(List.of());
    }

    private static List<Finding> look(Path folder, Patient patient) {
        Path file = JournalSettings.at(folder).file();
        if (!Files.exists(file)) {
            return List.of(Finding.note(AREA, "there is no journal in " + folder + " yet", null));
        }
        if (!Files.isReadable(file)) {
            return List.of(Finding.warning(AREA, "you may not read " + file + ", so it was not looked at",
                    "as the user muster runs as: sudo -u muster muster doctor" + patient.configWords()));
        }
        List<Finding> found = new ArrayList<>();
        try (Records records = Records.open(file)) {
            String entries = Said.count(records.head(), "entry", "entries");
            if (file.toFile().length() > QUICKLY_READ && !patient.thorough()) {
                found.add(Finding.ok(AREA, file + " opens and has " + entries));
                found.add(Finding.note(AREA, "it is large and was not read page by page", "muster doctor --thorough"));
            } else {
                found.addAll(faults(file, entries));
            }
        } catch (JournalException e) {
            found.add(Finding.error(AREA, unstopped(e.getMessage()), e.hint()));
        }
        return found;
    }

    private static List<Finding> faults(Path file, String entries) throws JournalException {
        List<String> faults = Soundness.faults(file);
        if (faults.isEmpty()) {
            return List.of(Finding.ok(AREA, file + " is sound and has " + entries));
        }
        return List.of(Finding.error(AREA, file + " is damaged: " + String.join("; ", faults),
                "stop muster, copy the file away with its -wal, and look at the disk (dmesg | tail) before anything"
                        + " else; backups of it are in " + file.resolveSibling("backups")));
    }

    private static String unstopped(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
