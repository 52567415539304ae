// SPDX-License-Identifier: Apache-2.0
package muster.app.sink;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import muster.app.sink.erpnext.Completeness;
import muster.app.terminal.Terminals;
import muster.journal.Cursor;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Entry;
import muster.model.Punch;
import muster.model.PunchQuery;
import muster.model.TerminalStatus;

/// Knows up to when everything of a terminal is at a sink's target. Thread-safe.
public final class Completed implements Completeness {

    private final String sink;
    private final Journal journal;
    private final Terminals terminals;

    /// @param sink whose cursor counts
    public Completed(String sink, Journal journal, Terminals terminals) {
        this.sink = sink;
        this.journal = journal;
        this.terminals = terminals;
    }

    /// A pulled terminal is complete up to its last whole read, a pushing one up to its last contact; neither
    /// beyond the first punch that still waits.
    @Override
    public Optional<LocalDateTime> until(String terminal) {
        try {
            Optional<TerminalStatus> status = terminals.status(terminal);
            if (status.isEmpty()) {
                return Optional.empty();
            }
            ZoneId zone = terminals.zone(terminal).zone();
            Optional<LocalDateTime> waiting = firstWaiting(terminal);
            return heard(status.get())
                    .map(heard -> LocalDateTime.ofInstant(heard, zone).withNano(0))
                    .map(heard -> waiting.filter(first -> first.isBefore(heard)).orElse(heard));
        } catch (JournalException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> heard(TerminalStatus status) {
        if (status.pull() == null) {
            return Optional.ofNullable(status.lastContact());
        }
        return status.lastFetch() != null && status.lastFetch().complete()
                ? Optional.of(status.lastFetch().receivedAt().minusMillis(status.lastFetch().millis()))
                : Optional.empty();
    }

    private Optional<LocalDateTime> firstWaiting(String terminal) throws JournalException {
        long position = journal.records().deliveries().cursor(sink).map(Cursor::position).orElse(0L);
        List<Entry> waiting = journal.records().punches(
                new PunchQuery(terminal, null, null, null, null, position, false, PunchQuery.MAX_LIMIT));
        return waiting.stream().map(entry -> ((Punch) entry.fact()).localTime()).min(LocalDateTime::compareTo);
    }
}
