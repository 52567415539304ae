// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import muster.journal.Days;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.journal.Tally;
import muster.model.Json;
import muster.model.Quarantined;

/// Records that are held. Thread-safe.
public final class HeldGauge implements Gauge {

    /// A day that passes takes records out of the last day though nothing happened.
    private static final Duration OFTEN = Duration.ofMinutes(1);

    /// When very many are held they are not looked through each time: a second's rest for so many.
    private static final long LOOKED_THROUGH = 1000;

    private final Records records;
    private final Map<Quarantined.Reason, Long> reasons = new EnumMap<>(Quarantined.Reason.class);
    private long lastDay;
    private long counted = -1;
    private Instant at = Instant.EPOCH;

    /// @param records where they are
    public HeldGauge(Records records) {
        this.records = records;
    }

    @Override
    public synchronized void read(Snapshot.Builder into) throws JournalException {
        long all = records.tallies().values().stream().mapToLong(Tally::quarantined).sum();
        into.put(Measures.QUARANTINE_RECORDS, all);
        if (isDue(all, into.at())) {
            count(into.at());
            counted = all;
            at = into.at();
        }
        into.put(Measures.QUARANTINE_LAST_DAY, lastDay);
        reasons.forEach((reason, count) -> into.put(new Snapshot.Labelled(
                PrometheusText.QUARANTINE, Map.of("reason", Json.word(reason)), count)));
    }

    private boolean isDue(long all, Instant now) {
        Duration age = Duration.between(at, now).abs();
        Duration rest = Duration.ofSeconds(Math.min(all, 600 * LOOKED_THROUGH) / LOOKED_THROUGH);
        return counted < 0 || age.compareTo(all == counted ? OFTEN.plus(rest) : rest) >= 0;
    }

    private void count(Instant now) throws JournalException {
        List<Days.Held> held = records.days().held(Instant.EPOCH, now.plus(Duration.ofDays(1)));
        Instant dayAgo = now.minus(Duration.ofDays(1));
        for (Quarantined.Reason reason : Quarantined.Reason.values()) {
            // a reason that no record has any more is told as 0, not forgotten
            reasons.replace(reason, 0L);
        }
        held.forEach(each -> reasons.merge(each.reason(), 1L, Long::sum));
        lastDay = held.stream().filter(each -> each.receivedAt().isAfter(dayAgo)).count();
    }
}
