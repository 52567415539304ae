// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import muster.journal.JournalException;

/// Every gauge, read together, so that rules, `/metrics` and the history see the same numbers. Thread-safe.
public final class Instruments {

    private static final System.Logger LOG = System.getLogger("muster.watch");

    /// Whoever asks again within this time, while nothing was journalled, is told the same.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final List<Gauge> gauges = new CopyOnWriteArrayList<>();
    private final Map<Gauge, Snapshot.Builder> shown = new HashMap<>();
    private final Set<Gauge> failing = ConcurrentHashMap.newKeySet();
    private final ReentrantLock reading = new ReentrantLock();
    private final LongSupplier head;
    private final InstantSource clock;
    private Snapshot last;
    private long lastHead;

    /// None yet.
    ///
    /// @param head the newest place in the journal
    public Instruments(LongSupplier head, InstantSource clock) {
        this.head = head;
        this.clock = clock;
    }

    /// Reads this one too from now on.
    public Instruments add(Gauge gauge) {
        gauges.add(gauge);
        return this;
    }

    /// What they show now. A gauge that cannot be read shows what it showed last, so that the others still count and no
    /// alert ends or begins because of it; one that never could be read is left out.
    public Snapshot now() {
        reading.lock();
        try {
            Instant at = clock.instant();
            long place = head.getAsLong();
            if (last == null || place != lastHead || !isFresh(at)) {
                last = read(at);
                lastHead = place;
            }
            return last;
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Instant at) {
        // the machine's clock may have been set back
        return Duration.between(last.at(), at).abs().compareTo(FRESH) < 0;
    }

    private Snapshot read(Instant at) {
        Snapshot.Builder into = new Snapshot.Builder(at);
        for (Gauge gauge : gauges) {
            Snapshot.Builder now = new Snapshot.Builder(at);
            if (read(gauge, now)) {
                shown.put(gauge, now);
            } else {
                Optional.ofNullable(shown.get(gauge)).ifPresent(into::putAll);
            }
            into.putAll(now);
        }
        return into.done();
    }

    /// @return whether it could be read to its end
    private boolean read(Gauge gauge, Snapshot.Builder into) {
        try {
            gauge.read(into);
            failing.remove(gauge);
            return true;
        } catch (JournalException e) {
            // the journal tells of its own trouble
            LOG.log(Level.DEBUG, "not measured: {0}", e.getMessage());
        } catch (RuntimeException e) {
            if (failing.add(gauge)) {
                LOG.log(Level.ERROR,
                        "muster met a fault of its own in a gauge, which shows what it showed last until it works", e);
            }
        }
        return false;
    }
}
