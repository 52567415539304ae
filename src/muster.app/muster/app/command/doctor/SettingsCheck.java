// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.util.List;

/// The settings can be read and say nothing that is not allowed.
final class SettingsCheck implements Check {

    private static final String AREA = "settings";

    @Override
    public List<Finding> run(Patient patient) {
        if (!patient.near()) {
            return List.of(Finding.note(AREA, "the daemon at " + patient.url() + " is another machine's; this machine's"
                    + " settings, data folder, ports and service are not looked at", null));
        }
        if (!patient.mistakes().isEmpty()) {
            return patient.mistakes().stream()
                    .map(mistake -> Finding.error(AREA, mistake,
                            "mend it, then: muster config check" + patient.configWords()))
                    .toList();
        }
        return List.of(patient.file()
                .map(file -> Finding.ok(AREA, file + " is well-formed"))
                .orElse(Finding.note(AREA, "there is no configuration file, every setting has its default",
                        "a muster that runs with a file: muster doctor --config FILE")));
    }
}
