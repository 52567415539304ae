// SPDX-License-Identifier: Apache-2.0
package muster.app.alert;

import static muster.model.Notice.Level.ERROR;
import static muster.model.Notice.Level.WARNING;

import java.time.Duration;
import java.util.List;
import muster.model.Notice.Level;

/// The rules that come with muster, in the language of the configuration. The first three are the seed's, at its edges
/// (product.md ALR-01 to ALR-03).
final class ShippedRules {

    /// All of them.
    static final List<Rule> ALL = List.of(
            rule("queue_long", "queue_size > 50", WARNING, 60, 0,
                    "{value} records wait for the sinks"),
            rule("failed_syncs", "failed_syncs > 10", ERROR, 0, 0,
                    "{value} records could not be delivered; look at muster deadletters list"),
            rule("success_low", "success_rate < 80 and scans_today > 10", WARNING, 0, 0,
                    "only {value} of the deliveries succeed"),
            rule("terminal_silent", "terminal.silent_seconds > 15m", WARNING, 0, 0,
                    "terminal {name} has been silent for {value}"),
            rule("terminal_clock", "terminal.clock_off_seconds > 60", WARNING, 0, 0,
                    "the clock of terminal {name} is wrong by {value}"),
            rule("terminal_full", "terminal.full_in_days < 7", WARNING, 0, 0,
                    "the memory of terminal {name} is full in {value} days"),
            rule("terminal_mismatch", "terminal.mismatch > 0", WARNING, 0, 0,
                    "terminal {name} holds more punches than it gave; muster fetch reads them"),
            rule("sink_stopped", "sink.stopped > 0", ERROR, 0, 0,
                    "sink {name} stopped and keeps everything until somebody acts; look at muster sinks show"
                            + " {name}"),
            rule("sink_failing", "sink.failing_seconds > 5m", WARNING, 0, 0,
                    "sink {name} has not reached its target for {value}; everything is kept"),
            rule("dead_letters", "sink.dead_letters > 0", WARNING, 0, 0,
                    "sink {name} set {value} records aside; look at muster deadletters list"),
            rule("quarantine_growing", "quarantine_last_day > 20", WARNING, 0, 0,
                    "{value} records were held within a day; look at muster quarantine list"),
            rule("disk_low", "disk_free_percent < 5 or disk_free_bytes < 500MB", ERROR, 0, 60,
                    "only {value} of the journal's disk is free"),
            rule("wal_large", "wal_bytes > 256MB", WARNING, 0, 0,
                    "the journal's write-ahead log has grown to {value}"),
            rule("backup_old", "backup_age_seconds > 2d", WARNING, 0, 0,
                    "the last backup was made {value} ago"),
            rule("scanner_asleep", "scanner_asleep > 0", WARNING, 60, 0,
                    "an event is on and no Bluetooth adapter listens; look at muster doctor ble"),
            rule("event_full", "event.full > 0", WARNING, 0, 0,
                    "more people are inside event {name} than may be"),
            rule("clock_unset", "clock_unset > 0", WARNING, 0, 0,
                    "this machine's clock is not set; times of phones and badges cannot be trusted"),
            rule("component_bad", "component.bad > 0", WARNING, 60, 0,
                    "component {name} does not work; look at muster components"),
            rule("certificate_expiring", "certificate.days < 14", WARNING, 0, 0,
                    "the certificate {name} expires in {value} days"),
            rule("channel_failing", "channel.failing > 0", ERROR, 0, 0,
                    "channel {name} cannot tell anybody of alerts"),
            rule("journal_failing", "journal_failing > 0", ERROR, 0, 0,
                    "the journal cannot keep anything; no terminal is told OK until it can"),
            rule(Inhibition.CAUSE,
                    "terminals_silent_percent >= 50 and terminals >= 3 or sinks_unreachable_percent >= 100", ERROR,
                    15, 60, "most terminals or all sinks went out of reach together; look at the network of this"
                            + " machine first"));

    private ShippedRules() {}

    private static Rule rule(String name, String when, Level level, int forTime, int keepFiring, String message) {
        try {
            return new Rule(name, level, Condition.parse(when), Duration.ofSeconds(forTime),
                    Duration.ofSeconds(keepFiring), message, true, true);
        } catch (ConditionException e) {
            throw new IllegalStateException("the shipped rule " + name + ": " + e.getMessage(), e);
        }
    }
}
