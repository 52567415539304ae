// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.ClockReading;
import muster.model.Entry;

/// How the clocks of terminals went. Thread-safe.
public final class ClockHistory {

    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 50;

    private final Records records;

    /// Reads from these.
    public ClockHistory(Records records) {
        this.records = records;
    }

    /// The latest readings of a terminal's clock, newest first, as far as the last 50,000 of all terminals go.
    public List<ClockReading> readings(String serial, int limit) throws JournalException {
        List<ClockReading> found = new ArrayList<>();
        Long before = null;
        for (int page = 0; page < MOST_PAGES && found.size() < limit; page++) {
            List<Entry> entries = records.facts(Set.of("clock"), before, PAGE);
            for (Entry entry : entries) {
                before = entry.seq();
                if (entry.fact() instanceof ClockReading reading
                        && reading.terminal().equals(serial)
                        && found.size() < limit) {
                    found.add(reading);
                }
            }
            if (entries.size() < PAGE) {
                break;
            }
        }
        return found;
    }
}
