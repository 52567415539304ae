// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import muster.app.config.SinkConfig;
import muster.journal.Cursor;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.SinkChange;

/// A sink's place, in memory and in the journal. What is delivered is noted in both at once; what is passed over only
/// now and then in the journal. For one thread.
final class DurableCursor {

    private static final System.Logger LOG = System.getLogger("muster.sink");

    /// Entries that are not for this sink move the cursor on disk only every so many.
    private static final int PASSED = 5000;

    private final SinkConfig config;
    private final Journal journal;
    private final SinkPlace place;
    private final InstantSource clock;
    private long saved;
    private long leftOut;

    DurableCursor(SinkConfig config, Journal journal, SinkPlace place, InstantSource clock) {
        this.config = config;
        this.journal = journal;
        this.place = place;
        this.clock = clock;
    }

    /// Goes where it was, or where a sink that never ran begins.
    ///
    /// @return how it was; empty when it never ran
    Optional<Cursor> open() throws JournalException, InterruptedException {
        Optional<Cursor> cursor = journal.records().deliveries().cursor(config.name());
        saved = cursor.isPresent() ? sound(cursor.get()) : first();
        place.at(saved);
        return cursor;
    }

    private long first() throws JournalException, InterruptedException {
        long first = config.begin() == SinkConfig.Begin.START ? 0 : journal.head();
        LOG.log(Level.INFO, "sink {0} begins behind {1}", config.name(), Long.toString(first));
        journal.advance(new Progress(config.name(), first, List.of(), List.of()));
        return first;
    }

    /// A cursor that points nowhere is damaged. Then everything is delivered once more, for every target knows what it
    /// has; from a place beyond the end nothing would ever be delivered.
    private long sound(Cursor cursor) throws JournalException, InterruptedException {
        if (cursor.position() >= 0 && cursor.position() <= journal.head()) {
            return cursor.position();
        }
        String why = "its cursor was damaged (" + cursor.position() + ", the journal ends at " + journal.head()
                + "); everything is delivered again from the start";
        LOG.log(Level.WARNING, "sink {0}: {1}", config.name(), why);
        journal.moveCursor(config.name(), 0, new SinkChange(
                config.name(), cursor.state(), "replayed", why, null, "sink", clock.instant()));
        return 0;
    }

    /// Notes what the target said.
    ///
    /// @param to the place from now on
    void keep(Verdicts verdicts, long to, String answer) throws JournalException, InterruptedException {
        long from = place.position() + 1;
        journal.advance(new Progress(
                config.name(), to, List.of(verdicts.delivery(from, to, answer)), verdicts.changes(), leftOut));
        saved = to;
        leftOut = 0;
        place.at(to);
    }

    /// Passes over entries that are not for this sink.
    ///
    /// @param records how many of them the profile leaves out
    void pass(long to, long records) throws JournalException, InterruptedException {
        leftOut += records;
        place.at(to);
        if (to - saved >= PASSED) {
            note();
        }
    }

    private void note() throws JournalException, InterruptedException {
        journal.advance(new Progress(config.name(), place.position(), List.of(), List.of(), leftOut));
        saved = place.position();
        leftOut = 0;
    }

    /// An operator moved it, in the journal already.
    void moved(long position) {
        saved = position;
        leftOut = 0;
        place.at(position);
    }

    /// Notes what was passed over, at the end.
    void save() {
        boolean interrupted = Thread.interrupted();
        try {
            if (place.position() > saved) {
                note();
            }
        } catch (JournalException | InterruptedException e) {
            // the same entries are passed over once more at the next start
            LOG.log(Level.DEBUG, "the cursor of sink {0} is a little behind: {1}", config.name(), e.getMessage());
        } catch (IllegalArgumentException further) {
            // it was interrupted while it noted a delivery, and the journal had that noted all the same
            LOG.log(Level.DEBUG, "{0}; so it stays", further.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
