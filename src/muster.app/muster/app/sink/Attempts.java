// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import muster.app.config.SinkConfig;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.SinkChange;
import muster.model.SinkState;

/// What follows from attempts that worked or failed: the pause before the next one, the sink's state, and what people
/// are told. For one thread.
final class Attempts {

    private static final System.Logger LOG = System.getLogger("muster.sink");

    private final String name;
    private final Journal journal;
    private final InstantSource clock;
    private final SinkPlace place;
    private final Failures failures;
    private final Pause pause;
    private final Runnable recovered;
    private boolean asked;
    private boolean faulty;

    /// @param recovered called when it works again after people were told that it fails
    Attempts(SinkConfig config, Journal journal, SinkPlace place, InstantSource clock, LongSupplier nanos,
            RandomGenerator random, Runnable recovered) {
        this.recovered = recovered;
        this.name = config.name();
        this.journal = journal;
        this.clock = clock;
        this.place = place;
        this.failures = new Failures(config.waitMax(), random);
        this.pause = new Pause(nanos);
    }

    /// The pause before the next one.
    Pause pause() {
        return pause;
    }

    /// The next one is made at once.
    void now() {
        pause.end();
        place.tries();
    }

    /// Another target is there again: what was cut off with it may be back too, and is tried at once. A target that
    /// asked to be left alone is left alone.
    ///
    /// @return whether it is tried
    boolean mayBeBack() {
        boolean tries = place.state() == SinkState.RETRYING && !asked;
        if (tries) {
            now();
        }
        return tries;
    }

    /// How many records the next one may be about.
    int most(int usual) {
        return failures.isOpen() ? 1 : usual;
    }

    /// Before the last start people were told of failures.
    void remember() {
        failures.told(true);
    }

    /// One worked.
    void worked() {
        failures.reset();
        faulty = false;
        pause.end();
        place.succeeded(clock.instant());
        if (failures.isTold()) {
            failures.told(!tell(SinkState.RUNNING, "recovered", "it takes records again", null));
            recovered.run();
        }
    }

    /// One failed, and not because of a record.
    ///
    /// @param progress whether other records of it went through
    void failed(Trouble trouble, boolean progress) {
        if (trouble.kind() == Trouble.Kind.STOP) {
            place.is(SinkState.STOPPED, trouble.text(), trouble.cure());
            tell(SinkState.STOPPED, "stopped", trouble.text(), trouble.cure());
            LOG.log(Level.ERROR, "sink {0} stopped: {1}; everything is kept. {2}", name, loggable(trouble),
                    trouble.cure());
            return;
        }
        Instant now = clock.instant();
        asked = trouble.after() != null;
        Duration wait = failures.next(trouble.after(), progress);
        pause.begin(wait);
        place.failed(now, now.plus(wait), failures.inRow(), trouble.text());
        if (failures.isNews()) {
            failures.told(tell(SinkState.RETRYING, "failing", trouble.text(), "everything is kept and tried again"));
            LOG.log(Level.WARNING, "sink {0} fails: {1}; everything is kept and tried again", name, loggable(trouble));
        }
    }

    /// What is wrong without the target's own words, which may name people and stand in brackets; `muster sinks show`
    /// tells them.
    private static String loggable(Trouble trouble) {
        String text = trouble.text().replaceAll("\\p{Cntrl}", " ");
        int words = text.indexOf(" (");
        return words < 0 ? text : text.substring(0, words) + " (muster sinks show tells more)";
    }

    /// A fault of muster's own. It is told once, until something works again.
    void fault(Throwable fault) {
        if (!faulty) {
            LOG.log(Level.ERROR, "a fault in sink " + name + ", please report it", fault);
        }
        faulty = true;
        failed(Trouble.retry("a fault in muster: " + fault, null), false);
    }

    /// Writes a change of state. That it cannot be written is no reason to stop.
    private boolean tell(SinkState state, String act, String why, String cure) {
        try {
            journal.append(List.of(new SinkChange(name, state, act, why, cure, "sink", clock.instant())));
            return true;
        } catch (JournalException e) {
            LOG.log(Level.WARNING, "sink {0} is {1}, which cannot be written: {2}", name, act, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
