// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.model.Gathering;

/// All events at one moment. Immutable.
///
/// @param byId every event that was ever there, the removed ones too
/// @param listed those that are not removed, by start, those without one last
/// @param current the one this door is set to, or null
record Board(Map<String, Gathering> byId, List<Gathering> listed, Gathering current) {

    private static final Comparator<Gathering> ORDER = Comparator
            .comparing(Gathering::start, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Gathering::name)
            .thenComparing(Gathering::id);

    static Board of(Collection<Gathering> all) {
        return new Board(Map.of(), List.of(), null).with(all);
    }

    /// The same with some events as they are from now on.
    Board with(Collection<Gathering> after) {
        Map<String, Gathering> all = new LinkedHashMap<>(byId);
        after.forEach(gathering -> all.put(gathering.id(), gathering));
        List<Gathering> there = all.values().stream().filter(one -> !one.removed()).sorted(ORDER).toList();
        Gathering set = there.stream().filter(one -> one.state().isCurrent()).findFirst().orElse(null);
        return new Board(all, there, set);
    }

    Optional<Gathering> find(String id) {
        return Optional.ofNullable(id).map(byId::get).filter(gathering -> !gathering.removed());
    }
}
