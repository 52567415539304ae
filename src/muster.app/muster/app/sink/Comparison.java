// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Entry;

/// What delivering records to a sink would change; changes nothing. For the thread of the sink's loop.
final class Comparison {

    private static final int MOST = 1000;

    private final SinkLoop loop;
    private final Journal journal;

    Comparison(SinkLoop loop, Journal journal) {
        this.loop = loop;
        this.journal = journal;
    }

    /// One for each record, in their order.
    ///
    /// @param after the place before the first of them
    /// @param limit how many at most, 1 to 1000
    List<Difference> behind(long after, int limit) throws JournalException, InterruptedException {
        List<Difference> differences = new ArrayList<>();
        int most = Math.max(1, loop.sink().batch());
        List<Entry> page = journal.read(after, MOST);
        while (!page.isEmpty() && differences.size() < limit) {
            List<Entry> these = page.stream()
                    .filter(loop.loading()::isFor)
                    .limit(limit - differences.size())
                    .toList();
            for (Entry entry : these) {
                loop.loading().leftOut(entry).ifPresent(why ->
                        differences.add(new Difference(entry.seq(), "skipped", why, null)));
            }
            List<Outgoing> records = loop.loading().of(these);
            for (int i = 0; i < records.size(); i += most) {
                differences.addAll(loop.sink().compare(records.subList(i, Math.min(records.size(), i + most))));
            }
            page = journal.read(page.getLast().seq(), MOST);
        }
        differences.sort(Comparator.comparingLong(Difference::seq));
        return differences;
    }
}
