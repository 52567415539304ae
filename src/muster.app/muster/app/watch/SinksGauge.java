// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.journal.JournalException;
import muster.model.SinkState;
import muster.model.SinkStatus;

/// The sinks, each and together. Remembers since when one fails, and counts the failures it sees. Thread-safe.
public final class SinksGauge implements Gauge {

    /// These write on this machine; a network has no part in it.
    private static final Set<String> LOCAL = Set.of("file", "access");

    /// What was seen of one sink.
    private static final class Trail {
        private int inRow;
        private Instant failingSince;
        private boolean stopped;
        private long retries;
        private long stops;

        private void see(SinkStatus sink, Instant now) {
            boolean again = sink.failures() < inRow;
            retries += again ? sink.failures() : sink.failures() - inRow;
            inRow = sink.failures();
            boolean stops = sink.state() == SinkState.STOPPED;
            this.stops += stops && !stopped ? 1 : 0;
            stopped = stops;
            if (!isFailing(sink)) {
                failingSince = null;
            } else if (failingSince == null || again) {
                failingSince = sink.lastFailure() == null ? now : sink.lastFailure();
            }
        }
    }

    private final Question<List<SinkStatus>> sinks;
    private final Map<String, Trail> trails = new HashMap<>();

    /// @param sinks how they are
    public SinksGauge(Question<List<SinkStatus>> sinks) {
        this.sinks = sinks;
    }

    @Override
    public synchronized void read(Snapshot.Builder into) throws JournalException {
        List<SinkStatus> all = sinks.ask();
        List<SinkStatus> remote = all.stream()
                .filter(sink -> !LOCAL.contains(sink.type()) && sink.state() != SinkState.PAUSED)
                .toList();
        long failing = remote.stream().filter(SinksGauge::isFailing).count();
        into.put(Measures.SINKS_UNREACHABLE,
                remote.size() < 2 ? 0 : Math.round(1000.0 * failing / remote.size()) / 10.0);
        all.forEach(sink -> one(sink, into));
    }

    private static boolean isFailing(SinkStatus sink) {
        return sink.state() == SinkState.RETRYING && sink.failures() > 0;
    }

    private void one(SinkStatus sink, Snapshot.Builder into) {
        String name = sink.name();
        Trail trail = trails.computeIfAbsent(name, _ -> new Trail());
        trail.see(sink, into.at());
        into.put(Measures.SINK_QUEUE, name, sink.waiting());
        into.put(Measures.SINK_OLDEST, name, sink.oldestWaiting());
        into.put(Measures.SINK_DEAD_LETTERS, name, sink.deadLetters());
        into.put(Measures.SINK_STOPPED, name, trail.stopped ? 1 : 0);
        into.put(Measures.SINK_FAILING, name, trail.failingSince);
        into.put(Measures.SINK_DELIVERED, name, sink.delivered());
        into.put(Measures.SINK_ERRORS, name, trail.retries + trail.stops);
        errors(name, "retry", trail.retries, into);
        errors(name, "stop", trail.stops, into);
    }

    private static void errors(String sink, String kind, long count, Snapshot.Builder into) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("sink", sink);
        labels.put("class", kind);
        into.put(new Snapshot.Labelled(PrometheusText.SINK_ERRORS, labels, count));
    }
}
