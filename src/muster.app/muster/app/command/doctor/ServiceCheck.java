// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where systemd runs the machine, muster comes back with it.
final class ServiceCheck implements Check {

    private static final String AREA = "service";

    private final Function<List<String>, Optional<String>> programs;

    /// @param programs runs a program and answers what it printed, or nothing when there is none
    ServiceCheck(Function<List<String>, Optional<String>> programs) {
        this.programs = programs;
    }

    @Override
    public List<Finding> run(Patient patient) {
        if (!patient.near() || !Files.isDirectory(patient.root().resolve("run/systemd/system"))) {
            return List.of();
        }
        Optional<String> enabled = programs.apply(List.of("systemctl", "is-enabled", "muster"));
        return enabled.isEmpty() ? List.of() : List.of(look(enabled.get(), patient));
    }

    private Finding look(String enabled, Patient patient) {
        if (enabled.isEmpty() || enabled.equals("not-found")) {
            return Finding.note(AREA, "muster is not installed as a service, so nobody starts it after a power cut",
                    "as root: make install && systemctl enable --now muster");
        }
        if (!enabled.startsWith("enabled")) {
            return Finding.warning(AREA, "the service is " + enabled + ", so nobody starts it after a power cut",
                    "systemctl enable --now muster");
        }
        String active = programs.apply(List.of("systemctl", "is-active", "muster")).orElse("unknown");
        if (active.equals("active")) {
            return Finding.ok(AREA, "the service is enabled and runs");
        }
        if (patient.answers().status().isPresent()) {
            return Finding.note(AREA, "the service is " + active + "; the muster that answers was started by hand",
                    null);
        }
        return Finding.error(AREA, "the service is " + active,
                "journalctl -u muster -n 50 --no-pager tells why; then: systemctl restart muster");
    }
}
