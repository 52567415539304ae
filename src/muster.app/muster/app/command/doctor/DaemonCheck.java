// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.ArrayList;
import java.util.List;
import muster.client.ApiException;
import muster.model.Component;
import muster.model.StatusReport;
import muster.model.SystemState;

/// The daemon answers, can keep punches, and is the version it should be.
final class DaemonCheck implements Check {

    private static final String AREA = "daemon";

    @Override
    public List<Finding> run(Patient patient) {
        if (patient.answers().failure().isPresent()) {
            return List.of(silent(patient.answers().failure().get(), patient));
        }
        return patient.answers().status().map(status -> look(status, patient)).orElse(List.of());
    }

    private static Finding silent(ApiException failure, Patient patient) {
        if (failure.kind() == ApiException.Kind.NO_ANSWER && patient.near()) {
            return Finding.warning(AREA, failure.getMessage() + ", so only this machine was looked at",
                    "systemctl start muster; where it is no service: muster serve" + patient.configWords()
                            + ". If it listens elsewhere: muster doctor --url URL");
        }
        String cure = failure.hint().isEmpty() ? "is the firewall between open, and the URL right?" : failure.hint();
        return Finding.error(AREA, failure.getMessage(), cure);
    }

    private static List<Finding> look(StatusReport status, Patient patient) {
        List<Finding> found = new ArrayList<>();
        SystemState state = status.systemState();
        if (!"online".equals(state.journalStatus())) {
            found.add(Finding.error(AREA, "it cannot keep punches: " + state.journalDetails(),
                    "terminals keep theirs until it can; look at the disk: df -h, dmesg | tail"));
        }
        if (status.version() != null && !status.version().equals(patient.version())) {
            found.add(Finding.note(AREA, "it is version " + status.version() + " and this command " + patient.version(),
                    patient.near() ? "systemctl restart muster, if it was updated" : null));
        }
        if (state.components() != null) {
            state.components().stream().filter(each -> each.outside() && each.isBad()).forEach(each ->
                    found.add(outside(each)));
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(AREA, "muster " + status.version() + " answers at " + patient.url() + ", up for "
                    + status.uptime()));
        }
        return found;
    }

    private static Finding outside(Component component) {
        String details = component.details() == null ? "" : ": " + component.details();
        return Finding.warning(AREA, "the component " + component.name() + " reports that it is "
                + component.state().name().toLowerCase(java.util.Locale.ROOT) + details,
                "look at the program that reports it");
    }
}
