// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import muster.model.TerminalStatus;

/// Terminals have room for the punches to come. A full one writes over the oldest ones, or takes none.
final class TerminalMemoryCheck implements Check {

    private static final String AREA = "memory";
    private static final int NEARLY_FULL = 90;
    private static final int WEEK = 7;

    @Override
    public List<Finding> run(Patient patient) {
        LocalDate soon = LocalDate.ofInstant(patient.clock().instant(), ZoneOffset.UTC).plusDays(WEEK);
        List<Finding> found = new ArrayList<>();
        for (TerminalStatus terminal : patient.answers().terminals()
                .map(TerminalContactCheck::approved).orElse(List.of())) {
            boolean filling = terminal.fullOn() != null && terminal.fullOn().isBefore(soon);
            int percent = percent(terminal);
            if (filling || percent >= NEARLY_FULL) {
                found.add(Finding.warning(AREA, "terminal " + terminal.serial()
                        + (percent < 0 ? "" : " is " + percent + " % full")
                        + (filling ? (percent < 0 ? "" : " and") + " will be full on " + terminal.fullOn() : ""),
                        "muster fetch --terminal " + terminal.serial() + ", and when muster reconcile says complete,"
                                + " muster terminals command " + terminal.serial() + " clear-log"));
            }
        }
        return found;
    }

    /// How full it is; -1 when it does not tell.
    private static int percent(TerminalStatus terminal) {
        Integer capacity = terminal.recordCapacity();
        return terminal.records() == null || capacity == null || capacity <= 0
                ? -1
                : (int) (terminal.records() * 100L / capacity);
    }
}
