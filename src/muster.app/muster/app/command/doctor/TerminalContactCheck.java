// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.config.Config;
import muster.model.PendingTerminal;
import muster.model.Terminal;
import muster.model.TerminalList;
import muster.model.TerminalStatus;
import muster.model.TerminalStatus.Presence;

/// Terminals call, or can be called.
final class TerminalContactCheck implements Check {

    private static final String AREA = "terminals";
    private static final Duration SETTING_UP = Duration.ofMinutes(10);
    private static final int FLEET = 3;

    @Override
    public List<Finding> run(Patient patient) {
        return patient.answers().terminals().map(list -> look(list, patient)).orElse(List.of());
    }

    private static List<Finding> look(TerminalList list, Patient patient) {
        Instant now = patient.clock().instant();
        List<Finding> found = new ArrayList<>();
        list.pending().forEach(each -> found.add(pending(each, now)));
        List<TerminalStatus> ours = approved(list);
        if (ours.isEmpty() && list.pending().isEmpty()) {
            found.add(Finding.note(AREA, "no terminal is known and none has called",
                    "in a terminal's menu (Comm., Cloud Server or ADMS) set the server to an"
                    + " address of this machine and port " + port(patient)
                    + "; or find those that are read: muster terminals scan NETWORK"));
            return found;
        }
        List<TerminalStatus> gone = ours.stream().filter(each -> each.presence() == Presence.OFFLINE).toList();
        if (ours.size() >= FLEET && gone.size() * 2 >= ours.size()) {
            found.add(Finding.error(AREA, gone.size() + " of " + ours.size() + " terminals are silent, which is more"
                    + " often this machine's network than the terminals", "ping one of them; look at the switch, the"
                    + " firewall (port " + port(patient) + ") and whether this machine's address has changed"));
        }
        ours.forEach(each -> contact(each, patient, now).ifPresent(found::add));
        refused(list).ifPresent(found::add);
        if (found.isEmpty()) {
            found.add(Finding.ok(AREA, Said.count(ours.size(), "terminal is", "terminals are") + " in contact"));
        }
        return found;
    }

    static List<TerminalStatus> approved(TerminalList list) {
        return list.terminals().stream().filter(each -> each.state() == Terminal.State.APPROVED).toList();
    }

    private static Finding pending(PendingTerminal waiting, Instant now) {
        return Finding.warning(AREA, "terminal " + waiting.serial() + " at " + waiting.address() + " waits for approval"
                + " for " + Said.age(waiting.firstSeen(), now) + "; it keeps its punches until then",
                "muster terminals approve " + waiting.serial());
    }

    private static Optional<Finding> contact(TerminalStatus terminal, Patient patient, Instant now) {
        String name = "terminal " + terminal.serial();
        if (terminal.lastContact() == null) {
            return Optional.of(never(terminal, name, patient, now));
        }
        String ago = Said.age(terminal.lastContact(), now);
        return switch (terminal.presence()) {
            case OFFLINE, NOT_SEEN -> Optional.of(Finding.warning(AREA, name + " is silent for " + ago,
                    "has it power and network? ping " + (terminal.address() == null ? "it" : terminal.address())
                            + ". Its punches stay in it and come when it is back"));
            case LATE -> Optional.of(Finding.note(AREA, name + " is late: heard " + ago + " ago", null));
            case ONLINE -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static Finding never(TerminalStatus terminal, String name, Patient patient, Instant now) {
        String added = terminal.addedAt() == null ? "" : ", added " + Said.age(terminal.addedAt(), now) + " ago,";
        boolean young = terminal.addedAt() != null && terminal.addedAt().isAfter(now.minus(SETTING_UP));
        String cure = terminal.pull() == null
                ? "in its menu the server is an address of this machine and port " + port(patient) + ", with no path"
                        + " behind it (it must be the root) and HTTPS off; is the serial the one on its label?"
                : "is it at " + terminal.pull().host() + " port " + terminal.pull().port() + "? muster terminals scan "
                        + terminal.pull().host();
        String seen = name + added + " has not been heard since this muster was started";
        return young ? Finding.note(AREA, seen, cure) : Finding.warning(AREA, seen, cure);
    }

    private static Optional<Finding> refused(TerminalList list) {
        List<String> serials = list.terminals().stream()
                .filter(each -> each.state() == Terminal.State.REFUSED)
                .map(TerminalStatus::serial)
                .toList();
        return serials.isEmpty() ? Optional.empty() : Optional.of(Finding.note(AREA,
                Said.count(serials.size(), "terminal is", "terminals are") + " refused: " + Said.names(serials),
                "to take them after all: muster terminals approve SERIAL"));
    }

    private static String port(Patient patient) {
        return patient.local().map(Config::push).map(push -> "" + push.listen().getPort()).orElse("8081");
    }
}
