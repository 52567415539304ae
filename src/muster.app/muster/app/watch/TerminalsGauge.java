// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import muster.journal.JournalException;
import muster.model.Fetched;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import muster.model.TerminalStatus.Presence;

/// The approved terminals, each and together. Immutable.
public final class TerminalsGauge implements Gauge {

    /// No terminal that pushes keeps quiet for longer, and after a start all have called within it.
    private static final Duration QUIET = Duration.ofMinutes(2);

    private final Question<TerminalList> terminals;
    private final Instant started;
    private final Duration poll;
    private final ZoneId zone;

    /// @param started when muster was started (UTC)
    /// @param poll how often a terminal is read that has no time of its own
    /// @param zone of "today"
    public TerminalsGauge(Question<TerminalList> terminals, Instant started, Duration poll, ZoneId zone) {
        this.terminals = terminals;
        this.started = started;
        this.poll = poll;
        this.zone = zone;
    }

    @Override
    public void read(Snapshot.Builder into) throws JournalException {
        List<TerminalStatus> approved = terminals.ask().terminals().stream()
                .filter(terminal -> terminal.state() == Terminal.State.APPROVED)
                .toList();
        List<TerminalStatus> called = approved.stream().filter(TerminalsGauge::everCalled).toList();
        long online = approved.stream().filter(terminal -> terminal.presence() == Presence.ONLINE).count();
        long silent = called.stream().filter(terminal -> isSilent(terminal, into.at())).count();
        into.put(Measures.TERMINALS, approved.size());
        into.put(Measures.TERMINALS_ONLINE, online);
        into.put(Measures.TERMINALS_SILENT, called.isEmpty() ? 0 : Math.round(1000.0 * silent / called.size()) / 10.0);
        approved.forEach(terminal -> one(terminal, into));
    }

    private static boolean everCalled(TerminalStatus terminal) {
        return terminal.lastContact() != null || !terminal.reported().isEmpty() || terminal.punches() > 0;
    }

    /// When it was heard; one that was not since the start is given the time from then on.
    private Instant heard(TerminalStatus terminal) {
        if (terminal.lastContact() != null) {
            return terminal.lastContact();
        }
        return terminal.addedAt().isAfter(started) ? terminal.addedAt() : started;
    }

    /// One that is read now and then may be late for two readings and a half.
    private boolean isSilent(TerminalStatus terminal, Instant at) {
        Duration allowed = QUIET;
        if (terminal.pull() != null) {
            Duration own = terminal.pull().pollSeconds() > 0 ? Duration.ofSeconds(terminal.pull().pollSeconds()) : poll;
            Duration late = own.multipliedBy(5).dividedBy(2);
            allowed = late.compareTo(QUIET) > 0 ? late : QUIET;
        }
        return terminal.presence() != Presence.ONLINE
                && Duration.between(heard(terminal), at).compareTo(allowed) >= 0;
    }

    private void one(TerminalStatus terminal, Snapshot.Builder into) {
        String serial = terminal.serial();
        into.put(Measures.TERMINAL_UP, serial, terminal.presence() == Presence.ONLINE ? 1 : 0);
        if (everCalled(terminal)) {
            into.put(Measures.TERMINAL_SILENT, serial, heard(terminal));
        }
        if (terminal.clockOffsetSeconds() != null) {
            into.put(Measures.TERMINAL_CLOCK_OFFSET, serial, terminal.clockOffsetSeconds());
            into.put(Measures.TERMINAL_CLOCK_OFF, serial, Math.abs(terminal.clockOffsetSeconds()));
        }
        if (terminal.fullOn() != null) {
            LocalDate today = LocalDate.ofInstant(into.at(), zone);
            into.put(Measures.TERMINAL_FULL_IN, serial, ChronoUnit.DAYS.between(today, terminal.fullOn()));
        }
        if (terminal.records() != null && terminal.recordCapacity() != null && terminal.recordCapacity() > 0) {
            into.put(Measures.TERMINAL_LOG_FILL, serial, (double) terminal.records() / terminal.recordCapacity());
        }
        into.put(Measures.TERMINAL_MISMATCH, serial, isMismatch(terminal.lastFetch()) ? 1 : 0);
        into.put(Measures.TERMINAL_QUARANTINED, serial, terminal.quarantined());
        into.put(Measures.TERMINAL_PUNCHES, serial, terminal.punches());
        into.put(Measures.TERMINAL_DUPLICATES, serial, terminal.duplicates());
    }

    /// One that could not be reached told no counter: it is silent, which is another matter.
    private static boolean isMismatch(Fetched last) {
        return last != null && last.counter() != null && (!last.complete() || last.missing() > 0);
    }
}
