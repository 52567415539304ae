// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import muster.model.Quarantined;
import muster.model.QuarantinePage;
import muster.model.QuarantineRow;

/// Records that are held and count for nothing until somebody looks, by reason.
final class QuarantineCheck implements Check {

    private static final String AREA = "quarantine";

    @Override
    public List<Finding> run(Patient patient) {
        return patient.answers().quarantine().map(QuarantineCheck::look).orElse(List.of());
    }

    private static List<Finding> look(QuarantinePage page) {
        if (page.quarantine().isEmpty()) {
            return List.of(Finding.ok(AREA, "no record is held"));
        }
        Map<Quarantined.Reason, List<QuarantineRow>> reasons = page.quarantine().stream()
                .filter(row -> row.reason() != null)
                .collect(Collectors.groupingBy(QuarantineRow::reason, TreeMap::new, Collectors.toList()));
        List<Finding> found = new ArrayList<>();
        String least = page.next() == null ? "" : "at least ";
        reasons.forEach((reason, rows) -> found.add(Finding.warning(AREA,
                least + Said.count(rows.size(), "record is", "records are") + " held: " + why(reason) + " ("
                        + Said.names(rows.stream().map(QuarantineRow::terminal).filter(Objects::nonNull).distinct()
                        .sorted().toList()) + ")",
                cure(reason))));
        return found;
    }

    private static String why(Quarantined.Reason reason) {
        return switch (reason) {
            case UNPARSABLE -> "no PIN and time could be read";
            case TOO_OLD -> "their time is before time.earliest; the terminal's clock was reset";
            case IN_FUTURE -> "their time is in the future; the terminal's clock is ahead";
            case NOT_ON_LIST -> "check-ins of people who are not on the event's list";
            case CLOCK_UNSET -> "check-ins made while this machine's clock was not set";
        };
    }

    private static String cure(Quarantined.Reason reason) {
        return switch (reason) {
            case UNPARSABLE -> "muster quarantine list shows their bytes; after an update of muster: muster quarantine"
                    + " replay";
            case TOO_OLD -> "set the terminal's clock (muster terminals command SERIAL set-clock; a new battery if it"
                    + " comes back); if the times are right, set time.earliest, restart, muster quarantine replay";
            case IN_FUTURE -> "set the terminal's clock: muster terminals command SERIAL set-clock; when the times have"
                    + " come: muster quarantine replay";
            case NOT_ON_LIST -> "put them on the list (muster events roster ID FILE --add) and they count by"
                    + " themselves";
            case CLOCK_UNSET -> "set this machine's clock, then they count by themselves";
        };
    }
}
