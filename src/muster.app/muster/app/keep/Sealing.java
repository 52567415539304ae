// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import muster.app.day.CloseOutKey;
import muster.journal.Chain;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Seal;

/// Seals the journal's entries behind the intake: full blocks when a burst is over, the rest once an hour, and an
/// anchor a day. One thread runs it.
public final class Sealing implements Runnable {

    private static final Logger LOG = System.getLogger(Sealing.class.getName());

    private static final Duration REST = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /// A burst is over when no block filled for this long.
    private static final Duration LULL = Duration.ofSeconds(1);

    /// What never rests is sealed nevertheless.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Journal journal;
    private final AnchorBook book;
    private final CloseOutKey key;
    private final ZoneId zone;
    private final InstantSource clock;
    private Instant rested;
    private LocalDate anchored;

    /// @param zone whose days have an anchor each
    public Sealing(Journal journal, AnchorBook book, CloseOutKey key, ZoneId zone, InstantSource clock) {
        this.journal = journal;
        this.book = book;
        this.key = key;
        this.zone = zone;
        this.clock = clock;
        this.rested = clock.instant();
    }

    @Override
    public void run() {
        try {
            while (true) {
                try {
                    Seal last = round();
                    journal.awaitBeyond(last.last() + Chain.BLOCK - 1, LOOK);
                    letPass();
                } catch (JournalException | IOException | RuntimeException e) {
                    // of a disk that is full the journal tells itself, once
                    LOG.log(journal.health().ok() ? Level.WARNING : Level.DEBUG, "entries are sealed later: {0}",
                            e.getMessage());
                    Thread.sleep(LOOK);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "sealing ends");
        }
    }

    /// Lets a burst pass, such as a terminal's whole log: its sender waits for the processor, its seals can.
    private void letPass() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long full;
        do {
            full = journal.head() + Chain.BLOCK;
        } while (journal.awaitBeyond(full, LULL) > full && System.nanoTime() < deadline);
    }

    /// Seals what is due.
    ///
    /// @return the newest seal
    Seal round() throws JournalException, IOException, InterruptedException {
        Instant now = clock.instant();
        LocalDate today = now.atZone(zone).toLocalDate();
        if (anchored == null) {
            anchored = book.read().anchors().stream().map(Anchor::date).reduce((_, last) -> last).orElse(LocalDate.MIN);
        }
        boolean newDay = !today.equals(anchored);
        boolean rest = newDay || !now.isBefore(rested.plus(REST)) || now.isBefore(rested);
        Seal seal = journal.chain().seal(rest);
        if (rest) {
            rested = now;
        }
        if (newDay && seal.last() > 0) {
            Anchor anchor = Anchor.of(today, seal.last(), seal.hash(), key);
            book.add(anchor.line());
            anchored = today;
            LOG.log(Level.INFO, "{0}", anchor.line());
        }
        return seal;
    }
}
