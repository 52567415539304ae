// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// Facts as lines for people: what the log, the terminal dashboard and `GET /api/events` show. No person's number or
/// name is in them (product.md SEC-14).
public final class Lines {

    private Lines() {}

    /// A fact as a line; empty for those that happen all the time and tell an operator nothing.
    ///
    /// @param zone the zone of its timestamp
    public static Optional<MonitorEntry> of(Entry entry, ZoneId zone) {
        String seq = Long.toString(entry.seq());
        return switch (entry.fact()) {
            case Punch punch -> line(entry, zone, "scan", "punch at terminal " + punch.terminal(),
                    Map.of("seq", seq, "terminal", punch.terminal(), "scan_type", Integer.toString(punch.state()),
                            "status", Json.word(punch.source())));
            case Quarantined held -> line(entry, zone, "warning",
                    "record of terminal " + held.terminal() + " held: " + held.detail(),
                    Map.of("seq", seq, "terminal", held.terminal(), "reason", Json.word(held.reason())));
            case Notice notice -> line(entry, zone, notice.topic(), notice.message(), notice.context());
            case Contact contact -> line(entry, zone, "terminal",
                    "terminal " + contact.terminal() + (contact.online() ? " came: " : " went: ") + contact.detail(),
                    Map.of("terminal", contact.terminal(), "operation", contact.online() ? "online" : "offline"));
            case TerminalChange change -> line(entry, zone, "terminal",
                    "terminal " + change.terminal() + " " + change.act() + " by " + change.by(),
                    Map.of("terminal", change.terminal(), "operation", change.act()));
            case CommandChange change when change.after().state().ended() -> line(entry, zone, "command",
                    "command " + change.after().id() + " of terminal " + change.terminal() + ": "
                            + Json.word(change.after().state()),
                    Map.of("terminal", change.terminal(), "status", Json.word(change.after().state())));
            case BranchChange change -> line(entry, zone, "branch",
                    "branch " + change.after().id() + " " + change.act() + " by " + change.by(),
                    Map.of("operation", change.act()));
            case Fetched fetched when !fetched.complete() -> line(entry, zone, "warning",
                    "terminal " + fetched.terminal() + " is not read to the end: " + fetched.detail(),
                    Map.of("terminal", fetched.terminal(), "operation", "fetch"));
            case GatheringChange change -> line(entry, zone, "event",
                    "event " + change.after().name() + " " + change.act() + " by " + change.by(),
                    Map.of("event", change.after().id(), "operation", change.act()));
            case ScannerChange change -> line(entry, zone, change.cure() == null ? "scanner" : "warning",
                    "Bluetooth scanner: " + change.reason(), Map.of("status", Json.word(change.state())));
            case SinkChange change -> line(entry, zone, change.cure() == null ? "sync" : "warning",
                    "sink " + change.sink() + " " + change.act() + ": " + change.reason(),
                    Map.of("operation", change.act(), "status", Json.word(change.state())));
            case DeadLetterChange change -> line(entry, zone, "sync",
                    "dead letter " + change.after().id() + " of sink " + change.after().sink() + " " + change.act()
                            + " by " + change.by(), Map.of("operation", change.act()));
            case AlertChange change -> line(entry, zone, "alert", alert(change),
                    Map.of("rule", change.after().rule(), "subject", change.after().subject(),
                            "operation", change.act()));
            case SilenceChange change -> line(entry, zone, "alert",
                    Json.word(change.after().kind()) + " " + change.after().id() + " " + change.act() + " by "
                            + change.by() + ": " + change.after().reason(), Map.of("operation", change.act()));
            case ComponentChange change -> line(entry, zone, change.after().isBad() ? "warning" : "component",
                    "component " + change.after().name() + " is " + Json.word(change.after().state())
                            + (change.after().details() == null ? "" : ": " + change.after().details()),
                    Map.of("component", change.after().name(), "status", Json.word(change.after().state())));
            case AccessChange change -> line(entry, zone, "access",
                    "key " + change.name() + " with the role " + Json.word(change.role()) + " " + change.act() + " by "
                            + change.by(), Map.of("operation", change.act()));
            case PersonErased erasure -> line(entry, zone, "warning",
                    "a person was erased by " + erasure.by() + " and is now " + erasure.pseudonym(),
                    Map.of("operation", "erased"));
            case Forgotten _ -> Optional.empty();
            case Fetched _, ClockReading _, CommandChange _, Operation _, PersonChange _, Registration _, Presence _ ->
                    Optional.empty();
        };
    }

    private static String alert(AlertChange change) {
        AlertStatus alert = change.after();
        String who = change.by() == null ? "" : " by " + change.by();
        String why = alert.quiet() == null ? "" : " (nobody is told: " + alert.quiet() + ")";
        return "alert " + alert.id() + " " + change.act() + who + ": " + alert.message() + why;
    }

    private static Optional<MonitorEntry> line(
            Entry entry, ZoneId zone, String type, String message, Map<String, String> context) {
        LocalDateTime local = LocalDateTime.ofInstant(entry.fact().receivedAt(), zone);
        return Optional.of(new MonitorEntry(MonitorEntry.timestamp(local), type, message, context));
    }
}
