// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import muster.app.terminal.Terminals;
import muster.journal.Health;
import muster.journal.Journal;
import muster.journal.JournalException;
import muster.model.Alert;
import muster.model.Metrics;
import muster.model.MonitorEntry;
import muster.model.StatusReport;
import muster.model.SystemState;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import muster.model.TerminalStatus.Presence;

/// How this muster is doing, in the shape the seed's dashboards know (product.md 1.9, 1.12).
/// Thread-safe.
public final class Watch {

    private final Journal journal;
    private final Terminals terminals;
    private final Recent recent;
    private final ZoneId zone;
    private final InstantSource clock;
    private final String version;
    private final Instant started;

    /// @param recent what happened lately
    /// @param zone the zone of "today" and of the seed's timestamps
    public Watch(
            Journal journal, Terminals terminals, Recent recent, ZoneId zone, String version, InstantSource clock) {
        this.journal = journal;
        this.terminals = terminals;
        this.recent = recent;
        this.zone = zone;
        this.version = version;
        this.clock = clock;
        this.started = clock.instant();
    }

    /// Everything at once.
    ///
    /// @param streams how many clients follow a stream
    public StatusReport report(int streams) throws JournalException {
        Metrics metrics = metrics();
        TerminalList list = terminals.list();
        List<TerminalStatus> approved = list.terminals().stream()
                .filter(terminal -> terminal.state() == Terminal.State.APPROVED)
                .toList();
        Health health = journal.health();
        return new StatusReport(
                now(),
                metrics,
                state(health, approved),
                entries(20),
                alerts(10),
                uptime(metrics.uptimeSeconds()),
                version,
                journal.head(),
                approved.size(),
                (int) approved.stream().filter(terminal -> terminal.presence() == Presence.ONLINE).count(),
                list.pending().size(),
                list.terminals().stream().mapToLong(TerminalStatus::quarantined).sum(),
                streams,
                health.freeBytes(),
                health.walBytes());
    }

    /// The numbers alone. No sink exists yet, so nothing waits and nothing failed.
    public Metrics metrics() throws JournalException {
        Instant now = clock.instant();
        LocalDateTime today = LocalDate.ofInstant(now, zone).atStartOfDay();
        return new Metrics(
                journal.records().punchesSince(today),
                recent.punchesWithin(Duration.ofHours(1), now),
                100.0,
                0,
                0,
                Duration.between(started, now).toSeconds());
    }

    /// What happened lately, oldest first.
    public List<MonitorEntry> entries(int limit) {
        return recent.entries(limit);
    }

    /// The latest alerts, oldest first.
    public List<Alert> alerts(int limit) {
        return recent.alerts(limit);
    }

    /// An error of the journal is an error of the whole; a terminal that fell silent degrades it.
    private static SystemState state(Health health, List<TerminalStatus> approved) {
        boolean silent = approved.stream().anyMatch(terminal -> terminal.presence() == Presence.OFFLINE);
        String status = !health.ok() ? "error" : silent ? "degraded" : "healthy";
        return new SystemState(
                status, "unknown", "unknown", "unknown", health.ok() ? "online" : "error",
                health.ok() ? null : health.problem());
    }

    private String now() {
        return MonitorEntry.timestamp(LocalDateTime.ofInstant(clock.instant(), zone));
    }

    /// `2d 3h 4m`, `3h 4m`, `4m 5s` or `5s`.
    static String uptime(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        if (time.toDays() > 0) {
            return time.toDays() + "d " + time.toHoursPart() + "h " + time.toMinutesPart() + "m";
        }
        if (time.toHours() > 0) {
            return time.toHours() + "h " + time.toMinutesPart() + "m";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + "m " + time.toSecondsPart() + "s"
                : time.toSeconds() + "s";
    }
}
