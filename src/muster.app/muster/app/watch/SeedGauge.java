// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Instant;
import muster.journal.JournalException;
import muster.model.Metrics;

/// The seed's numbers (product.md MON-07). Immutable.
public final class SeedGauge implements Gauge {

    private final Question<Metrics> metrics;
    private final Instant started;

    /// @param metrics as `GET /api/metrics` tells them
    /// @param started when muster was started (UTC)
    public SeedGauge(Question<Metrics> metrics, Instant started) {
        this.metrics = metrics;
        this.started = started;
    }

    @Override
    public void read(Snapshot.Builder into) throws JournalException {
        // known even when the journal cannot be asked
        into.put(Measures.UPTIME, "", started);
        Metrics now = metrics.ask();
        into.put(Measures.SCANS_TODAY, now.scansToday());
        into.put(Measures.SCANS_LAST_HOUR, now.scansLastHour());
        into.put(Measures.SUCCESS_RATE, now.successRate());
        into.put(Measures.QUEUE_SIZE, now.queueSize());
        into.put(Measures.FAILED_SYNCS, now.failedSyncs());
    }
}
