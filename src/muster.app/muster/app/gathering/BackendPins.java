// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.Registration;

/// Whom of an event's list the backend put on it: only those may it take off again. A fold of the journal that
/// is made when it is first asked for. Guarded by its owner.
final class BackendPins {

    /// Whose registrations these are.
    static final String BY = "backend";

    private static final int PAGE = 10_000;

    private final Records records;
    private final Map<String, Set<String>> byEvent = new HashMap<>();

    BackendPins(Records records) {
        this.records = records;
    }

    /// Whom the backend put on the list.
    ///
    /// @param listed who is on the list now
    Set<String> of(String event, Collection<String> listed) throws JournalException {
        Set<String> known = byEvent.get(event);
        if (known == null) {
            known = read(event, listed);
            byEvent.put(event, known);
        }
        return Set.copyOf(known);
    }

    /// Takes note of a change of a list.
    void note(Registration change) {
        Set<String> known = byEvent.get(change.event());
        if (known != null && !change.removed() && change.by().equals(BY)) {
            known.add(change.pin());
        } else if (known != null) {
            known.remove(change.pin());
        }
    }

    private Set<String> read(String event, Collection<String> listed) throws JournalException {
        Set<String> found = new HashSet<>();
        Set<String> open = new HashSet<>(listed);
        Long before = null;
        List<Entry> page;
        do {
            page = open.isEmpty() ? List.of() : records.facts(Set.of("registration"), before, PAGE);
            for (Entry entry : page) {
                before = entry.seq();
                if (entry.fact() instanceof Registration told
                        && told.event().equals(event)
                        && open.remove(told.pin())
                        && told.by().equals(BY)) {
                    found.add(told.pin());
                }
            }
        } while (page.size() == PAGE);
        return found;
    }
}
