// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.journal.Progress;
import muster.model.Entry;

/// What lies behind a sink's place, a page at a time. What was read and not sent is not read again, unless something
/// was changed: a person who was erased meanwhile must not be delivered. For one thread.
final class Backlog {

    private final Journal journal;
    private List<Entry> page = List.of();
    private long revision;

    Backlog(Journal journal) {
        this.journal = journal;
    }

    /// The entries behind a place, in order and without a gap.
    ///
    /// @param until the last that is wanted
    /// @return at most [Progress#LONGEST]; empty when there are none
    List<Entry> behind(long place, long until) throws JournalException {
        long now = journal.revision();
        boolean known = revision == now && !page.isEmpty() && page.getFirst().seq() <= place + 1
                && place < page.getLast().seq();
        if (!known) {
            page = journal.read(place, Progress.LONGEST);
            revision = now;
        }
        long before = page.isEmpty() ? place : page.getFirst().seq() - 1;
        return page.subList((int) (place - before), (int) Math.clamp(until - before, place - before, page.size()));
    }
}
