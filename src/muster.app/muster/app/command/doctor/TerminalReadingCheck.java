// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import muster.model.Fetched;
import muster.model.TerminalStatus;

/// Terminals that are read give everything they say they hold.
final class TerminalReadingCheck implements Check {

    private static final String AREA = "reading";

    @Override
    public List<Finding> run(Patient patient) {
        List<Finding> found = new ArrayList<>();
        int good = 0;
        for (TerminalStatus terminal : patient.answers().terminals()
                .map(TerminalContactCheck::approved).orElse(List.of())) {
            Optional<Finding> finding = look(terminal);
            finding.ifPresent(found::add);
            good += finding.isEmpty() && terminal.lastFetch() != null ? 1 : 0;
        }
        if (good > 0) {
            found.add(Finding.ok(AREA, "everything that " + Said.count(good, "terminal holds", "terminals hold")
                    + " was read"));
        }
        return found;
    }

    private static Optional<Finding> look(TerminalStatus terminal) {
        Fetched last = terminal.lastFetch();
        if (last == null || last.complete()) {
            return Optional.empty();
        }
        String name = "terminal " + terminal.serial();
        String detail = last.detail() == null ? "" : last.detail();
        if (last.records() == 0 && last.counter() != null && last.counter() > 0) {
            return Optional.of(Finding.error(AREA, name + " counts " + Said.number(last.counter())
                    + " records and gives none: it is set to access control",
                    "in its menu (System, or Device Type) set it to time attendance (T&A), then: muster fetch"
                            + " --terminal " + terminal.serial()));
        }
        if (detail.toLowerCase(Locale.ROOT).contains("comm key")) {
            return Optional.of(Finding.error(AREA, name + " does not take the comm key that is set here, or asks"
                    + " for one and none is set",
                    "write the key of its menu (Comm., PC Connection) into a file, then: muster terminals change "
                            + terminal.serial() + " --comm-key-file FILE"));
        }
        if (last.missing() > 0) {
            return Optional.of(Finding.warning(AREA, name + " gave " + Said.number(last.records()) + " of "
                    + Said.number(last.records() + last.missing()) + " records", "muster fetch --terminal "
                    + terminal.serial() + "; when that does not help, with --transport udp or --layout: muster"
                    + " terminals change " + terminal.serial()));
        }
        return last.counter() == null && last.records() == 0
                ? Optional.of(Finding.warning(AREA, name + " cannot be read: " + trimmed(detail), cure(terminal)))
                : Optional.empty();
    }

    private static String cure(TerminalStatus terminal) {
        return terminal.pull() == null
                ? "muster terminals show " + terminal.serial()
                : "does another program hold it? Is port " + terminal.pull().port() + " open between? An old one speaks"
                        + " UDP only: muster terminals change " + terminal.serial() + " --transport udp";
    }

    private static String trimmed(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
