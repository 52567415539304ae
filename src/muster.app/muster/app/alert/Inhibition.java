// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.util.Set;
import java.util.stream.Stream;
import muster.app.watch.Measures;
import muster.app.watch.Snapshot;

/// Which alerts say nothing new while our own network is down.
final class Inhibition {

    /// The rule that explains the others.
    static final String CAUSE = "network_down";

    /// Why the others are quiet.
    static final String REASON = "because of " + CAUSE;

    private static final Set<String> EXPLAINED =
            Set.of("terminal_silent", "sink_failing", "queue_long", "failed_syncs", "success_low", "channel_failing");

    /// What these count goes back to the start, so it stays bad for long after the network is back.
    private static final Set<String> LASTING = Set.of("success_low");

    private Inhibition() {}

    /// Whether an alert is explained by a network that is down.
    static boolean explains(String rule, String subject, Snapshot now) {
        if (rule.equals("component_bad")) {
            return subject.equals("cloud");
        }
        return EXPLAINED.contains(rule) && !(rule.equals("failed_syncs") && isAnythingSetAside(now));
    }

    /// Whether an alert that a network explained when it was looked at last is still explained by it although the
    /// network is back.
    ///
    /// @param quiet why people were not told, or null
    static boolean lasts(String rule, String quiet) {
        return LASTING.contains(rule) && REASON.equals(quiet);
    }

    /// What a target refused for good is not mended by the network.
    private static boolean isAnythingSetAside(Snapshot now) {
        return now.subjects(Set.of(Measures.SINK_DEAD_LETTERS)).stream()
                .flatMap(sink -> Stream.of(now.value(Measures.SINK_DEAD_LETTERS, sink)))
                .anyMatch(letters -> letters.orElse(0) > 0);
    }
}
