// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The newest file in the folder that backups are put into. Immutable.
public final class BackupsGauge implements Gauge {

    private final Path folder;
    private final Instant started;

    /// @param folder where they are put
    /// @param started when muster was started (UTC): while there is none, its age counts from then on
    public BackupsGauge(Path folder, Instant started) {
        this.folder = folder;
        this.started = started;
    }

    @Override
    public void read(Snapshot.Builder into) {
        into.put(Measures.BACKUP_AGE, "", newest().orElse(started));
    }

    private Optional<Instant> newest() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(BackupsGauge::counts).map(BackupsGauge::modified).max(Comparator.naturalOrder());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /// A backup that is being made, or half of one, is none; nor is the sum of one.
    private static boolean counts(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && !name.startsWith(".") && !name.endsWith(".part") && !name.endsWith(".sha256");
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException goneMeanwhile) {
            return Instant.EPOCH;
        }
    }
}
