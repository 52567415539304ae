// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.model.TerminalStatus;

/// Terminals' clocks are right. What looks like a wrong zone is told as one: zones are quarters of an hour apart.
final class TerminalClockCheck implements Check {

    private static final String AREA = "clocks";
    private static final long OFF = 60;
    private static final long QUARTER = 900;

    @Override
    public List<Finding> run(Patient patient) {
        List<Finding> found = new ArrayList<>();
        int known = 0;
        for (TerminalStatus terminal : patient.answers().terminals()
                .map(TerminalContactCheck::approved).orElse(List.of())) {
            known += terminal.clockOffsetSeconds() == null ? 0 : 1;
            look(terminal).ifPresent(found::add);
        }
        if (found.isEmpty() && known > 0) {
            found.add(Finding.ok(AREA, Said.count(known, "terminal's clock is", "terminals' clocks are")
                    + " right within a minute"));
        }
        return found;
    }

    private static Optional<Finding> look(TerminalStatus terminal) {
        Long offset = terminal.clockOffsetSeconds();
        if (offset == null || Math.abs(offset) <= OFF) {
            return Optional.empty();
        }
        String name = "terminal " + terminal.serial();
        String seen = name + "'s clock is " + amount(Math.abs(offset)) + (offset > 0 ? " ahead" : " behind");
        long rest = Math.abs(offset) % QUARTER;
        boolean zone = Math.abs(offset) > QUARTER && Math.min(rest, QUARTER - rest) <= OFF;
        return Optional.of(zone
                ? Finding.warning(AREA, seen + ", which looks like a wrong zone", "if its display is right: muster"
                        + " terminals change " + terminal.serial() + " --zone ZONE; if not, muster terminals command "
                        + terminal.serial() + " set-clock")
                : Finding.warning(AREA, seen, "muster terminals command " + terminal.serial() + " set-clock"));
    }

    private static String amount(long seconds) {
        return seconds < 120 ? seconds + " s"
                : seconds < 7_200 ? Math.round(seconds / 60.0) + " min"
                : seconds < 172_800 ? Math.round(seconds / 3600.0 * 4) / 4.0 + " h" : seconds / 86_400 + " d";
    }
}
