// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import muster.app.gathering.Replay;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.Contacts;
import muster.app.terminal.GivenOffsets;
import muster.app.terminal.Terminals;
import muster.journal.Journal;
import muster.journal.JournalException;

/// What is due now and then: silent terminals, commands without an answer, daylight saving, held
/// records that became possible, a journal that could not write, memory that a burst left. One thread runs it.
final class Housekeeping implements Runnable {

    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration REPLAY = Duration.ofHours(1);

    private final Journal journal;
    private final Contacts contacts;
    private final Terminals terminals;
    private final CommandQueue queue;
    private final GivenOffsets offsets;
    private final Replay held;
    private final SpareMemory memory;
    private final InstantSource clock;
    private Instant nextReplay;

    Housekeeping(
            Journal journal,
            Contacts contacts,
            Terminals terminals,
            CommandQueue queue,
            GivenOffsets offsets,
            Replay held,
            InstantSource clock) {
        this.journal = journal;
        this.contacts = contacts;
        this.terminals = terminals;
        this.queue = queue;
        this.offsets = offsets;
        this.held = held;
        this.clock = clock;
        this.memory = SpareMemory.of(journal::head);
        this.nextReplay = clock.instant();
    }

    @Override
    public void run() {
        try {
            while (true) {
                round();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "housekeeping ends");
        }
    }

    private void round() throws InterruptedException {
        memory.look();
        try {
            if (!journal.health().ok() && !journal.probe().ok()) {
                return;
            }
            contacts.sweep();
            queue.sweep();
            offsets.sweep(terminals, queue, clock);
            if (!clock.instant().isBefore(nextReplay)) {
                nextReplay = clock.instant().plus(REPLAY);
                replay();
            }
        } catch (JournalException e) {
            LOG.log(Level.DEBUG, "housekeeping waits for the journal: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "housekeeping met a fault of muster itself and goes on", e);
        }
    }

    private void replay() throws JournalException, InterruptedException {
        int released = held.replay();
        if (released > 0) {
            LOG.log(Level.INFO, "{0} held records are possible now and were journalled as punches", released);
        }
    }
}
