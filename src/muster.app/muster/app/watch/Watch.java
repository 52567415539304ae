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
import muster.journal.Tally;
import muster.model.Activity;
import muster.model.Alert;
import muster.model.AlertStatus;
import muster.model.Component;
import muster.model.Json;
import muster.model.Metrics;
import muster.model.MonitorEntry;
import muster.model.SinkState;
import muster.model.SinkStatus;
import muster.model.StatusReport;
import muster.model.SystemState;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import muster.model.TerminalStatus.Presence;

/// How this muster is doing, in the shape the seed's dashboards know (product.md 1.9, 1.12).
/// Thread-safe.
public final class Watch {

    /// How far the activity in the status goes back (product.md UI-04).
    private static final int MINUTES = 10;

    private final Journal journal;
    private final Terminals terminals;
    private final Recent recent;
    private final ZoneId zone;
    private final InstantSource clock;
    private final String version;
    private final Instant started;
    private final Sending sending;
    private final Question<List<Component>> components;
    private final Question<List<AlertStatus>> firing;
    private final Question<List<SinkStatus>> sinks;

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
        this(journal, terminals, recent, sending, zone, version, clock, List::of, List::of, List::of);
    }

    /// The same with what else is watched.
    ///
    /// @param components every component
    /// @param firing the alerts that fire
    /// @param sinks how each sink is
    public Watch(Journal journal, Terminals terminals, Recent recent, Sending sending, ZoneId zone, String version,
            InstantSource clock, Question<List<Component>> components, Question<List<AlertStatus>> firing,
            Question<List<SinkStatus>> sinks) {
        this.components = components;
        this.firing = firing;
        this.sinks = sinks;
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
        List<AlertStatus> alerts = firing.ask();
        return new StatusReport(
                now(),
                metrics,
                state(health, approved, alerts),
                entries(20),
                alerts(10),
                uptime(metrics.uptimeSeconds()),
                version,
                journal.head(),
                approved.size(),
                (int) approved.stream().filter(terminal -> terminal.presence() == Presence.ONLINE).count(),
                list.pending().size(),
                journal.records().tallies().values().stream().mapToLong(Tally::quarantined).sum(),
                streams,
                health.freeBytes(),
                health.walBytes(),
                activity(MINUTES).punches(),
                alerts.size());
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

    /// The punches of the last minutes.
    ///
    /// @param minutes 1 to 60
    public Activity activity(int minutes) {
        return recent.activity(minutes, clock.instant());
    }

    /// When muster was started (UTC).
    public Instant started() {
        return started;
    }

    private SystemState state(Health health, List<TerminalStatus> approved, List<AlertStatus> alerts)
            throws JournalException {
        List<Component> all = components.ask();
        String cloud = sending.summary().cloud();
        boolean failing = cloud.equals("offline") || cloud.equals("error") || deliveryFails();
        boolean silent = approved.stream().anyMatch(terminal -> terminal.presence() == Presence.OFFLINE);
        return new SystemState(
                Overall.of(new Overall.Signs(health.ok(), failing, silent, all, alerts)),
                word(all, "camera"),
                cloud.equals("unknown") ? word(all, "cloud") : cloud,
                word(all, "sms"),
                health.ok() ? "online" : "error",
                health.ok() ? null : health.problem(),
                all);
    }

    private boolean deliveryFails() throws JournalException {
        return sinks.ask().stream()
                .anyMatch(sink -> sink.state() == SinkState.RETRYING || sink.state() == SinkState.STOPPED);
    }

    private static String word(List<Component> components, String name) {
        return components.stream()
                .filter(each -> each.name().equals(name))
                .map(each -> Json.word(each.state()))
                .findFirst()
                .orElse("unknown");
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
