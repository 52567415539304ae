// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import muster.model.AlertStatus;

/// The alerts that are pending or firing, one for each rule and subject. For one thread.
final class AlertBook {

    private static final Comparator<AlertStatus> GRAVEST_FIRST =
            Comparator.comparing(AlertStatus::level)
                    .thenComparing(AlertStatus::since)
                    .thenComparing(AlertStatus::id, Comparator.naturalOrder());

    /// By rule, then by subject.
    private final Map<String, Map<String, Standing>> byRule = new TreeMap<>();

    /// Takes over the alerts that fired when muster ended.
    void recover(Collection<AlertStatus> firing) {
        for (AlertStatus status : firing) {
            put(new Standing(Course.firing(status.since(), status.firedAt()), status, true));
        }
    }

    Optional<Standing> find(String rule, String subject) {
        return Optional.ofNullable(byRule.getOrDefault(rule, Map.of()).get(subject));
    }

    Optional<Standing> find(String id) {
        return all().stream().filter(each -> each.status().id().equals(id)).findFirst();
    }

    void put(Standing standing) {
        byRule.computeIfAbsent(standing.status().rule(), _ -> new TreeMap<>())
                .put(standing.status().subject(), standing);
    }

    void remove(String rule, String subject) {
        byRule.getOrDefault(rule, new TreeMap<>()).remove(subject);
    }

    /// Whom the alerts of a rule are about.
    Set<String> subjects(String rule) {
        return Set.copyOf(byRule.getOrDefault(rule, Map.of()).keySet());
    }

    List<Standing> all() {
        return byRule.values().stream().flatMap(each -> each.values().stream()).collect(Collectors.toList());
    }

    /// How people see them: the gravest first, then the oldest.
    List<AlertStatus> statuses() {
        List<AlertStatus> statuses = new ArrayList<>(all().stream().map(Standing::status).toList());
        statuses.sort(GRAVEST_FIRST);
        return List.copyOf(statuses);
    }
}
