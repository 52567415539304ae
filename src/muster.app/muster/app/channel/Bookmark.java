// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.util.OptionalLong;
import muster.journal.Journal;
import muster.journal.JournalException;

/// A durable place in the journal, by name. For one thread.
final class Bookmark {

    private final Journal journal;
    private final String name;
    private long saved = -1;

    Bookmark(Journal journal, String name) {
        this.journal = journal;
        this.name = name;
    }

    /// Where it was left; empty when it never was anywhere.
    OptionalLong recall() throws JournalException {
        OptionalLong known = journal.records().watching().channel(name);
        saved = known.orElse(-1);
        return known;
    }

    /// The place that is on disk; -1 before there is one.
    long saved() {
        return saved;
    }

    /// Writes a place, unless it is there.
    void save(long place) throws JournalException, InterruptedException {
        if (place != saved) {
            journal.moveChannel(name, place);
            saved = place;
        }
    }
}
