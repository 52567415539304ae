// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// Something that happened, as the journal keeps it. Immutable.
///
/// The set is closed: whoever follows the journal can decide every kind in one `switch`.
public sealed interface Fact
        permits Punch,
                Quarantined,
                Contact,
                TerminalChange,
                BranchChange,
                PersonChange,
                CommandChange,
                Operation,
                Fetched,
                ClockReading,
                GatheringChange,
                Registration,
                Presence,
                ScannerChange,
                SinkChange,
                DeadLetterChange,
                AlertChange,
                SilenceChange,
                ComponentChange,
                AccessChange,
                PersonErased,
                Forgotten,
                Notice {

    /// The one word for this kind of fact in JSON, SQL and on screen.
    default String kind() {
        return switch (this) {
            case Punch _ -> "punch";
            case Quarantined _ -> "quarantine";
            case Contact _ -> "contact";
            case TerminalChange _ -> "terminal";
            case BranchChange _ -> "branch";
            case PersonChange _ -> "person";
            case CommandChange _ -> "command";
            case Operation _ -> "operation";
            case Fetched _ -> "fetch";
            case ClockReading _ -> "clock";
            case GatheringChange _ -> "gathering";
            case Registration _ -> "registration";
            case Presence _ -> "presence";
            case ScannerChange _ -> "scanner";
            case SinkChange _ -> "sink";
            case DeadLetterChange _ -> "dead_letter";
            case AlertChange _ -> "alert";
            case SilenceChange _ -> "silence";
            case ComponentChange _ -> "component";
            case AccessChange _ -> "access";
            case PersonErased _ -> "erasure";
            case Forgotten _ -> "forgotten";
            case Notice _ -> "notice";
        };
    }

    /// The type that [#kind()] names.
    ///
    /// @throws IllegalArgumentException if no fact has that kind
    static Class<? extends Fact> typeOf(String kind) {
        return switch (kind) {
            case "punch" -> Punch.class;
            case "quarantine" -> Quarantined.class;
            case "contact" -> Contact.class;
            case "terminal" -> TerminalChange.class;
            case "branch" -> BranchChange.class;
            case "person" -> PersonChange.class;
            case "command" -> CommandChange.class;
            case "operation" -> Operation.class;
            case "fetch" -> Fetched.class;
            case "clock" -> ClockReading.class;
            case "gathering" -> GatheringChange.class;
            case "registration" -> Registration.class;
            case "presence" -> Presence.class;
            case "scanner" -> ScannerChange.class;
            case "sink" -> SinkChange.class;
            case "dead_letter" -> DeadLetterChange.class;
            case "alert" -> AlertChange.class;
            case "silence" -> SilenceChange.class;
            case "component" -> ComponentChange.class;
            case "access" -> AccessChange.class;
            case "erasure" -> PersonErased.class;
            case "forgotten" -> Forgotten.class;
            case "notice" -> Notice.class;
            default -> throw new IllegalArgumentException("no fact has the kind \"" + kind + "\"");
        };
    }

    /// The serial of the terminal this fact is about, or null when it is about none.
    String terminal();

    /// When this machine learnt of it (UTC), by its own clock.
    Instant receivedAt();
}
