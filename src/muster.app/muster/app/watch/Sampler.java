// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Sample;

/// Keeps what was measured: every minute the values that changed. For one thread.
///
/// A moment since which something is so is kept as 0 while it is younger than two minutes: a terminal that calls
/// every ten seconds would else be written every minute.
public final class Sampler {

    private static final System.Logger LOG = System.getLogger("muster.watch");

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration YOUNG = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(31);
    private static final Duration TRIM = Duration.ofDays(1);

    private record Place(String measure, String subject) {}

    private final Instruments instruments;
    private final Journal journal;
    private final Map<Place, Double> written = new HashMap<>();
    private boolean recalled;
    private Instant trimmed = Instant.EPOCH;

    /// @param instruments what is kept
    public Sampler(Instruments instruments, Journal journal) {
        this.instruments = instruments;
        this.journal = journal;
    }

    /// Keeps values until it is interrupted.
    public void run() throws InterruptedException {
        while (true) {
            try {
                sample();
            } catch (JournalException e) {
                LOG.log(Level.DEBUG, "measured values are not kept now: {0}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "muster met a fault of its own while it kept measured values, and goes on", e);
            }
            Thread.sleep(PERIOD);
        }
    }

    /// Keeps what changed since the last time; once a day it forgets what is older than 31 days.
    void sample() throws JournalException, InterruptedException {
        recall();
        Snapshot now = instruments.now();
        List<Sample> changed = new ArrayList<>();
        for (Sample sample : now.samples()) {
            Sample steady = steady(sample);
            Double before = written.get(place(steady));
            if (before == null || before != steady.value()) {
                changed.add(steady);
            }
        }
        if (!changed.isEmpty()) {
            journal.sample(changed);
            changed.forEach(sample -> written.put(place(sample), sample.value()));
        }
        if (Duration.between(trimmed, now.at()).abs().compareTo(TRIM) >= 0) {
            journal.trimSamples(now.at().minus(KEPT));
            trimmed = now.at();
        }
    }

    /// Goes on where the last run ended.
    private void recall() throws JournalException {
        if (!recalled) {
            journal.records().watching().latestSamples()
                    .forEach(sample -> written.put(place(sample), sample.value()));
            recalled = true;
        }
    }

    private static Sample steady(Sample sample) {
        Measure measure = Measures.named(sample.measure()).orElseThrow();
        boolean young = measure.kind() == Measure.Kind.SINCE
                && Snapshot.read(measure, sample.value(), sample.at()) < YOUNG.toSeconds();
        return young ? new Sample(sample.measure(), sample.subject(), sample.at(), 0) : sample;
    }

    private static Place place(Sample sample) {
        return new Place(sample.measure(), sample.subject());
    }
}
