// SPDX-License-Identifier: Apache-2.0
package muster.app.watch;

import static muster.app.watch.Measure.Kind.COUNTER;
import static muster.app.watch.Measure.Kind.GAUGE;
import static muster.app.watch.Measure.Kind.SINCE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everything that is measured, with its meaning: what rules, the API, `/metrics` and the history can speak of.
public final class Measures {

    /// Punches of today.
    public static final Measure SCANS_TODAY = global("scans_today", GAUGE, "scans_today",
            "Punches whose terminal's date is today's date here.");
    /// Punches of an hour.
    public static final Measure SCANS_LAST_HOUR = global("scans_last_hour", GAUGE, "scans_last_hour",
            "Punches received within the last 60 minutes.");
    /// How many deliveries succeed.
    public static final Measure SUCCESS_RATE = global("success_rate", GAUGE, "success_percent",
            "Deliveries that succeeded since the start, in percent of those tried; 100 when none was due.");
    /// What waits for sinks.
    public static final Measure QUEUE_SIZE = global("queue_size", GAUGE, "queue_size",
            "Records that wait for a sink, of all sinks together.");
    /// What could not be delivered.
    public static final Measure FAILED_SYNCS = global("failed_syncs", GAUGE, "failed_syncs",
            "Records whose delivery was tried and failed: the open dead letters of all sinks.");
    /// How long muster runs.
    public static final Measure UPTIME = global("uptime_seconds", SINCE, "uptime_seconds",
            "Seconds since muster was started.");
    /// What is held.
    public static final Measure QUARANTINE_RECORDS = global("quarantine_records", GAUGE, null,
            "Records that are held because they cannot be punches as they are.");
    /// What was held within a day.
    public static final Measure QUARANTINE_LAST_DAY = global("quarantine_last_day", GAUGE,
            "quarantine_last_day_records",
            "Records that came to be held within the last 24 hours.");
    /// How many terminals there are.
    public static final Measure TERMINALS = global("terminals", GAUGE, "terminals",
            "Approved terminals.");
    /// How many of them are online.
    public static final Measure TERMINALS_ONLINE = global("terminals_online", GAUGE, "terminals_online",
            "Approved terminals that are online.");
    /// How many of them are not heard.
    public static final Measure TERMINALS_SILENT = global("terminals_silent_percent", GAUGE, "terminals_silent_percent",
            "Approved terminals that did not call when they should have, in percent of those that ever called.");
    /// How many sinks do not reach their targets.
    public static final Measure SINKS_UNREACHABLE = global("sinks_unreachable_percent", GAUGE,
            "sinks_unreachable_percent",
            "Sinks with a remote target whose attempts fail, in percent; 0 when there are fewer than two.");
    /// Free space.
    public static final Measure DISK_FREE = global("disk_free_bytes", GAUGE, "disk_free_bytes",
            "Free bytes where the journal is.");
    /// Free space, of all.
    public static final Measure DISK_FREE_PERCENT = global("disk_free_percent", GAUGE, "disk_free_percent",
            "Free space where the journal is, in percent of all.");
    /// The write-ahead log.
    public static final Measure WAL = global("wal_bytes", GAUGE, "wal_bytes",
            "Bytes of the journal's write-ahead log.");
    /// The journal.
    public static final Measure JOURNAL = global("journal_bytes", GAUGE, "journal_bytes",
            "Bytes of the journal's file, without its write-ahead log.");
    /// Whether nothing can be kept.
    public static final Measure JOURNAL_FAILING = global("journal_failing", GAUGE, "journal_failing",
            "1 when facts cannot be kept, else 0.");
    /// Who follows.
    public static final Measure SSE_CLIENTS = global("sse_clients", GAUGE, "sse_clients",
            "Clients that follow a stream.");
    /// Whether our clock cannot be trusted.
    public static final Measure CLOCK_UNSET = global("clock_unset", GAUGE, "clock_unset",
            "1 when this machine's clock is not known to be set, else 0.");
    /// The last backup.
    public static final Measure BACKUP_AGE = global("backup_age_seconds", SINCE, "backup_age_seconds",
            "Seconds since the last backup; not there without a folder for backups.");
    /// Whether phones cannot be heard.
    public static final Measure SCANNER_ASLEEP = global("scanner_asleep", GAUGE, "scanner_asleep",
            "1 when an event is on and no Bluetooth adapter listens, else 0.");
    /// What was heard.
    public static final Measure BLE_SIGHTINGS = global("ble_sightings", COUNTER, "ble_sightings_total",
            "Bluetooth advertisements heard since the start.");
    /// What was missed.
    public static final Measure BLE_LOST = global("ble_lost", COUNTER, "ble_lost_total",
            "Bluetooth advertisements dropped since the start because they came faster than they could be read.");
    /// What must never be.
    public static final Measure DROPPED_RECORDS = global("dropped_records", COUNTER, null,
            "Records that were taken and lost since the start; it stays 0.");

    /// Whether it is online.
    public static final Measure TERMINAL_UP = of("terminal", "up", GAUGE, "device_up",
            "1 when the terminal is online, else 0.");
    /// How long it is silent.
    public static final Measure TERMINAL_SILENT = of("terminal", "silent_seconds", SINCE, "device_silent_seconds",
            "Seconds since the terminal was heard, or since muster was started; not there until it ever called.");
    /// How wrong its clock is.
    public static final Measure TERMINAL_CLOCK_OFF = of("terminal", "clock_off_seconds", GAUGE, null,
            "Seconds by which the terminal's clock differs from ours, never below 0.");
    /// How wrong its clock is, and which way.
    public static final Measure TERMINAL_CLOCK_OFFSET = of("terminal", "clock_offset_seconds", GAUGE,
            "device_clock_offset_seconds", "The terminal's clock minus ours, in seconds.");
    /// When it is full.
    public static final Measure TERMINAL_FULL_IN = of("terminal", "full_in_days", GAUGE, "device_full_in_seconds",
            "Days until the terminal's memory is full at its present rate; in /metrics seconds.");
    /// How full it is.
    public static final Measure TERMINAL_LOG_FILL = of("terminal", "log_fill_ratio", GAUGE, "device_log_fill_ratio",
            "Punches the terminal holds, as a part of what it can hold, 0 to 1.");
    /// Whether it holds more than it gave.
    public static final Measure TERMINAL_MISMATCH = of("terminal", "mismatch", GAUGE, "device_mismatch",
            "1 when the last reading of the terminal brought less than it says it holds, else 0.");
    /// What of it is held.
    public static final Measure TERMINAL_QUARANTINED = of("terminal", "quarantined", GAUGE,
            "device_quarantine_records", "Records of the terminal that are held.");
    /// What it brought.
    public static final Measure TERMINAL_PUNCHES = of("terminal", "punches", COUNTER, "device_punches_total",
            "Punches of the terminal in the journal.");
    /// What it brought again.
    public static final Measure TERMINAL_DUPLICATES = of("terminal", "duplicates", COUNTER, "device_duplicates_total",
            "Punches the terminal sent again, that were recognised and not kept twice.");

    /// What waits for it.
    public static final Measure SINK_QUEUE = of("sink", "queue", GAUGE, "queue_records",
            "Records that wait for the sink.");
    /// How long.
    public static final Measure SINK_OLDEST = of("sink", "oldest_seconds", SINCE, "oldest_unsent_seconds",
            "Seconds since the oldest record that waits for the sink was received; 0 when none waits.");
    /// What it did not take.
    public static final Measure SINK_DEAD_LETTERS = of("sink", "dead_letters", GAUGE, "sink_dead_letters",
            "Records of the sink that are set aside.");
    /// Whether it waits for somebody.
    public static final Measure SINK_STOPPED = of("sink", "stopped", GAUGE, "sink_stopped",
            "1 when the sink stopped until somebody acts, else 0; a paused one is not stopped.");
    /// How long it fails.
    public static final Measure SINK_FAILING = of("sink", "failing_seconds", SINCE, "sink_failing_seconds",
            "Seconds since the first of the sink's failures in a row; 0 when its last attempt succeeded.");
    /// What it took.
    public static final Measure SINK_DELIVERED = of("sink", "delivered", COUNTER, "sink_delivered_total",
            "Records the sink's target took since the journal began.");
    /// How often it failed.
    public static final Measure SINK_ERRORS = of("sink", "errors", COUNTER, null,
            "Attempts of the sink that failed since the start, as far as they were seen.");

    /// How many terminals it has.
    public static final Measure BRANCH_TERMINALS = of("branch", "terminals", GAUGE, "branch_terminals",
            "Terminals of the branch.");
    /// How many of them are online.
    public static final Measure BRANCH_ONLINE = of("branch", "online", GAUGE, "branch_online",
            "Terminals of the branch that are online.");
    /// What they brought.
    public static final Measure BRANCH_PUNCHES_TODAY = of("branch", "punches_today", GAUGE, "branch_punches_today",
            "Punches of today that the branch's terminals brought.");

    /// Who is there.
    public static final Measure EVENT_INSIDE = of("event", "inside", GAUGE, "event_inside",
            "People who are inside now.");
    /// Who may be there.
    public static final Measure EVENT_CAPACITY = of("event", "capacity", GAUGE, "event_capacity",
            "People who may be inside at once; not there when nobody set it.");
    /// Whether it is full.
    public static final Measure EVENT_FULL = of("event", "full", GAUGE, "event_full",
            "1 when more people are inside than may be, else 0.");
    /// Who came.
    public static final Measure EVENT_CHECKED_IN = of("event", "checked_in", GAUGE, "event_checked_in",
            "Different people who are checked in.");

    /// Whether something is wrong with it.
    public static final Measure COMPONENT_BAD = of("component", "bad", GAUGE, "component_bad",
            "1 when the component is degraded, offline, stale or in error, else 0.");
    /// How long it is valid.
    public static final Measure CERTIFICATE_DAYS = of("certificate", "days", GAUGE, "certificate_expiry_seconds",
            "Days until the certificate expires, below 0 when it did; in /metrics seconds.");
    /// Whether it does not get through.
    public static final Measure CHANNEL_FAILING = of("channel", "failing", GAUGE, "channel_failing",
            "1 when the channel's last message could not be sent, else 0.");

    private static final List<Measure> ALL = List.of(
            SCANS_TODAY, SCANS_LAST_HOUR, SUCCESS_RATE, QUEUE_SIZE, FAILED_SYNCS, UPTIME, QUARANTINE_RECORDS,
            QUARANTINE_LAST_DAY, TERMINALS, TERMINALS_ONLINE, TERMINALS_SILENT, SINKS_UNREACHABLE, DISK_FREE,
            DISK_FREE_PERCENT, WAL, JOURNAL, JOURNAL_FAILING, SSE_CLIENTS, CLOCK_UNSET, BACKUP_AGE, SCANNER_ASLEEP,
            BLE_SIGHTINGS, BLE_LOST, DROPPED_RECORDS,
            TERMINAL_UP, TERMINAL_SILENT, TERMINAL_CLOCK_OFF, TERMINAL_CLOCK_OFFSET, TERMINAL_FULL_IN,
            TERMINAL_LOG_FILL, TERMINAL_MISMATCH, TERMINAL_QUARANTINED, TERMINAL_PUNCHES, TERMINAL_DUPLICATES,
            SINK_QUEUE, SINK_OLDEST, SINK_DEAD_LETTERS, SINK_STOPPED, SINK_FAILING, SINK_DELIVERED, SINK_ERRORS,
            BRANCH_TERMINALS, BRANCH_ONLINE, BRANCH_PUNCHES_TODAY,
            EVENT_INSIDE, EVENT_CAPACITY, EVENT_FULL, EVENT_CHECKED_IN,
            COMPONENT_BAD, CERTIFICATE_DAYS, CHANNEL_FAILING);

    private static final Map<String, Measure> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Measure::name, Function.identity()));

    private Measures() {}

    /// All of them: this muster's, then family by family.
    public static List<Measure> all() {
        return ALL;
    }

    /// The one of a name.
    ///
    /// @param name as in [Measure#name()]
    public static Optional<Measure> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Measure global(String name, Measure.Kind kind, String prometheus, String help) {
        return new Measure(name, help, kind, "", prometheus);
    }

    private static Measure of(String family, String what, Measure.Kind kind, String prometheus, String help) {
        return new Measure(family + "." + what, help, kind, family, prometheus);
    }
}
