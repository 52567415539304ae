// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.terminal.CommandQueue;
import muster.app.terminal.Refusal;
import muster.journal.JournalException;
import muster.journal.Records;
import muster.model.CommandRequest;
import muster.model.Entry;
import muster.model.LocalTimes;
import muster.model.PunchQuery;

/// Compares the count a terminal tells (`VERIFY SUM`) with the journal's, and asks for the punches of that
/// time again when the terminal has more (zk-push.md section 6). Thread-safe.
final class CountCheck {

    private final Records records;
    private final CommandQueue queue;

    CountCheck(Records records, CommandQueue queue) {
        this.records = records;
        this.queue = queue;
    }

    /// What came of the comparison, for people; nothing when the answer holds no count.
    ///
    /// @param values the terminal's answer by name
    Optional<String> look(String serial, Map<String, String> values) throws JournalException, InterruptedException {
        Integer counted = Reported.count(values, "AttlogSum");
        Optional<LocalDateTime> from = time(values.get("StartTime"));
        Optional<LocalDateTime> to = time(values.get("EndTime"));
        if (counted == null || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        long ours = count(serial, from.get(), to.get());
        String both = "the terminal counts " + counted + " punches, the journal " + ours;
        if (counted <= ours) {
            return Optional.of(both);
        }
        try {
            queue.queue(serial, query(from.get(), to.get()), "verify-count");
            return Optional.of(both + "; it was asked for them again");
        } catch (Refusal e) {
            return Optional.of(both + "; it cannot be asked for them: " + e.getMessage());
        }
    }

    private long count(String serial, LocalDateTime from, LocalDateTime to) throws JournalException {
        PunchQuery query = new PunchQuery(
                serial, null, null, from, to.plusSeconds(1), null, false, PunchQuery.MAX_LIMIT);
        long count = 0;
        List<Entry> page = records.punches(query);
        while (!page.isEmpty()) {
            count += page.size();
            page = records.punches(query.behind(page.getLast().seq()));
        }
        return count;
    }

    private static CommandRequest query(LocalDateTime from, LocalDateTime to) {
        return new CommandRequest(
                "query-punches", from, to, null, null, null, null, null, null, null, null, null, null);
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(LocalDateTime.parse(text, LocalTimes.TEXT));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
