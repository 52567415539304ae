// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import muster.model.Json;

/// Punches since the start by the way they came and by branch; for `/metrics` alone. Immutable.
public final class ArrivalsGauge implements Gauge {

    private final Recent recent;
    private final Subjects subjects;

    /// @param subjects tells the branch of a terminal
    public ArrivalsGauge(Recent recent, Subjects subjects) {
        this.recent = recent;
        this.subjects = subjects;
    }

    @Override
    public void read(Snapshot.Builder into) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        recent.arrivals().forEach((arrival, count) -> {
            String branch = subjects.branch("terminal", arrival.terminal());
            counts.computeIfAbsent(Json.word(arrival.source()), _ -> new TreeMap<>())
                    .merge(branch == null ? "" : branch, count, Long::sum);
        });
        counts.forEach((source, branches) -> branches.forEach((branch, count) -> {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("source", source);
            labels.put("branch", branch);
            into.put(new Snapshot.Labelled(PrometheusText.PUNCHES, labels, count));
        }));
    }
}
