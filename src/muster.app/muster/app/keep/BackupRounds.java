// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Notice;

/// The daemon's own backups: one as soon as the newest is old enough. One thread runs it.
///
/// That it fails is told once, and once that it works again; meanwhile the measure `backup_age_seconds` grows.
public final class BackupRounds implements Runnable {

    private static final Logger LOG = System.getLogger(BackupRounds.class.getName());

    /// Between two looks at whether one is due.
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMinutes(10);

    private final Backups backups;
    private final Path folder;
    private final Duration every;
    private final int keep;
    private final Journal journal;
    private final InstantSource clock;
    private Instant notBefore = Instant.MIN;
    private Instant last = Instant.MAX;
    private boolean failing;

    /// @param folder where they are put; it must be there when one is made
    public BackupRounds(
            Backups backups, Path folder, Duration every, int keep, Journal journal, InstantSource clock) {
        this.backups = backups;
        this.folder = folder;
        this.every = every;
        this.keep = keep;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (true) {
                round();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "backups end");
        }
    }

    /// Makes one if it is due.
    void round() throws InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(notBefore) || !isDue(now)) {
            return;
        }
        try {
            Backups.Made made = backups.into(folder, keep);
            last = now;
            LOG.log(Level.INFO, "backup {0}: {1} entries, {2} KiB; {3} older ones deleted", made.file(),
                    Long.toString(made.head()), Long.toString(made.bytes() >> 10), made.deleted());
            if (failing) {
                failing = false;
                tell(Notice.Level.INFO, "backups are made again");
            }
        } catch (IOException | JournalException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("while a backup was made");
            }
            notBefore = now.plus(RETRY.compareTo(every) < 0 ? RETRY : every);
            if (!failing) {
                failing = true;
                tell(Notice.Level.WARNING, "the backup failed: " + e.getMessage());
            }
        }
    }

    /// A clock that was set back makes no backup wait for years; then the last one of this process counts.
    private boolean isDue(Instant now) {
        try {
            List<Path> there = BackupNames.in(folder);
            if (there.isEmpty()) {
                return true;
            }
            Instant newest = Files.getLastModifiedTime(there.getLast()).toInstant();
            Instant since = newest.isAfter(now) ? last : newest;
            return since.isAfter(now) || !now.isBefore(since.plus(every));
        } catch (IOException notThere) {
            return true;
        }
    }

    private void tell(Notice.Level level, String sentence) throws InterruptedException {
        LOG.log(level == Notice.Level.INFO ? Level.INFO : Level.WARNING, "{0}", sentence);
        try {
            journal.append(List.of(new Notice(level, "backup", null, sentence, Map.of(), clock.instant())));
        } catch (JournalException e) {
            LOG.log(Level.DEBUG, "the notice about it is not kept: {0}", e.getMessage());
        }
    }
}
