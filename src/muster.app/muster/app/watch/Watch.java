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
    private final Sending sending;

    /// Tells how the sinks are.
    public interface Sending {
        /// As they are now.
        SinkSummary summary() throws JournalException;
    }

    /// A watch over a muster without sinks.
    public Watch(
            Journal journal, Terminals terminals, Recent recent, ZoneId zone, String version, InstantSource clock) {
        this(journal, terminals, recent, () -> SinkSummary.NONE, zone, version, clock);
    }

    /// @param recent what happened lately
    /// @param sending how the sinks are
    /// @param zone the zone of "today" and of the seed's timestamps
    public Watch(Journal journal, Terminals terminals, Recent recent, Sending sending, ZoneId zone, String version,
            InstantSource clock) {
        this.sending = sending;
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
                state(health, approved, sending.summary().cloud()),
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
                health.walBytes(),
                List.of(),
                0);
    }

    /// The numbers alone.
    public Metrics metrics() throws JournalException {
        Instant now = clock.instant();
        LocalDateTime today = LocalDate.ofInstant(now, zone).atStartOfDay();
        SinkSummary sinks = sending.summary();
        return new Metrics(
                journal.records().punchesSince(today),
                recent.punchesWithin(Duration.ofHours(1), now),
                sinks.successRate(),
                sinks.waiting(),
                sinks.failed(),
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

    /// An error of the journal is an error of the whole; a terminal that fell silent or a backend that
    /// does not take records degrades it.
    private static SystemState state(Health health, List<TerminalStatus> approved, String cloud) {
        boolean silent = approved.stream().anyMatch(terminal -> terminal.presence() == Presence.OFFLINE);
        boolean failing = cloud.equals("offline") || cloud.equals("error");
        String status = !health.ok() ? "error" : silent || failing ? "degraded" : "healthy";
        return new SystemState(
                status, "unknown", cloud, "unknown", health.ok() ? "online" : "error",
                health.ok() ? null : health.problem(), List.of());
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
