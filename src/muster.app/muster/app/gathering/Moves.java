// SPDX-License-Identifier: Apache-2.0
package muster.app.gathering;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.Entry;
import muster.model.GatheringChange;

/// When each event was last started, stopped, left or ended, so that an operator's word is not undone by the
/// timer, also after a restart. Thread-safe.
final class Moves {

    private static final Set<String> ACTS = Set.of("started", "stopped", "left", "ended");
    private static final int PAGE = 1_000;
    private static final int PAGES = 10;

    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    /// Reads the newest 10,000 changes of events.
    Moves(Records records) throws JournalException {
        Long before = null;
        for (int page = 0; page < PAGES; page++) {
            List<Entry> entries = records.facts(Set.of("gathering"), before, PAGE);
            for (Entry entry : entries) {
                before = entry.seq();
                if (entry.fact() instanceof GatheringChange change && ACTS.contains(change.act())) {
                    last.putIfAbsent(change.after().id(), change.receivedAt());
                }
            }
            if (entries.size() < PAGE) {
                break;
            }
        }
    }

    void note(GatheringChange change) {
        if (ACTS.contains(change.act())) {
            last.put(change.after().id(), change.receivedAt());
        }
    }

    /// Empty when it never was.
    Optional<Instant> last(String id) {
        return Optional.ofNullable(last.get(id));
    }
}
