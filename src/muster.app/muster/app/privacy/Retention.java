// SPDX-License-Identifier: Apache-2.0
package muster.app.privacy;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import muster.journal.Erasures.Kept;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Json;

/// Takes out once a day what is kept no longer. One thread runs it.
public final class Retention {

    private static final Logger LOG = System.getLogger(Retention.class.getName());

    /// Not at once: a start has other things to do.
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration PERIOD = Duration.ofHours(24);

    private final Journal journal;
    private final Map<Kept, Duration> kept;
    private final Duration photos;
    private final InstantSource clock;

    /// @param kept how long each is kept; what is missing is kept for ever
    /// @param photos how long photos are kept; zero = for ever
    public Retention(Journal journal, Map<Kept, Duration> kept, Duration photos, InstantSource clock) {
        this.journal = journal;
        this.kept = Map.copyOf(kept);
        this.photos = photos;
        this.clock = clock;
    }

    /// Goes on until it is interrupted.
    public void run() throws InterruptedException {
        if (kept.isEmpty() && photos.isZero()) {
            return;
        }
        Thread.sleep(FIRST);
        while (true) {
            round();
            Thread.sleep(PERIOD);
        }
    }

    /// Once.
    void round() throws InterruptedException {
        Instant now = clock.instant();
        for (Map.Entry<Kept, Duration> one : kept.entrySet()) {
            try {
                told(Json.word(one.getKey()), journal.erasures().forget(one.getKey(), now.minus(one.getValue())));
            } catch (JournalException e) {
                LOG.log(Level.WARNING, "what is kept no longer is taken out tomorrow: {0}", e.getMessage());
            }
        }
        if (!photos.isZero()) {
            try {
                told("photos", old(now.minus(photos)));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "old photos cannot be deleted ({0}); it is tried again tomorrow",
                        e.getMessage());
            }
        }
    }

    private static void told(String what, long rows) {
        if (rows > 0) {
            LOG.log(Level.INFO, "retention.{0}: {1} are kept no longer", what, Long.toString(rows));
        }
    }

    private long old(Instant before) throws IOException {
        Path folder = journal.erasures().folder().resolve("photos");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long deleted = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                    deleted++;
                }
            }
        }
        return deleted;
    }
}
