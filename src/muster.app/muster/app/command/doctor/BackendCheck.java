// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.app.config.Config;
import muster.app.config.SinkConfig;
import muster.app.config.Target;
import muster.model.BackendStatus;

/// The backend's address is the one that answers, and the backend does.
final class BackendCheck implements Check {

    private static final String AREA = "backend";
    private static final String CLIENTS = ".convex.cloud";

    @Override
    public List<Finding> run(Patient patient) {
        List<Finding> found = new ArrayList<>();
        patient.local().ifPresent(config -> addresses(config, found));
        patient.answers().backend().filter(BackendStatus::configured).ifPresent(backend -> {
            if (!backend.reachable() || backend.problem() != null) {
                found.add(Finding.error(AREA, backend.problem() == null
                        ? "the backend does not answer" : backend.problem(),
                        "look at backend.url and backend.key_file, and try its address with curl; events and lists of"
                                + " the last answer are kept, check-ins wait"));
            } else if (found.isEmpty()) {
                found.add(Finding.ok(AREA, "the backend answers"));
            }
        });
        return found;
    }

    private static void addresses(Config config, List<Finding> found) {
        config.backend().url().ifPresent(url -> {
            look("backend.url", url, found);
            if (config.backend().keyFile().isEmpty()) {
                found.add(Finding.note(AREA, "backend.url is set and backend.key_file is not", "most backends want a"
                        + " key: name the file that holds it in backend.key_file"));
            }
        });
        for (SinkConfig sink : config.sinks()) {
            if (sink.target() instanceof Target.Convex convex
                    && config.backend().url().filter(convex.url()::equals).isEmpty()) {
                look("sinks." + sink.name() + ".url", convex.url(), found);
            }
        }
    }

    private static void look(String name, URI url, List<Finding> found) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(CLIENTS)) {
            String right = host.substring(0, host.length() - CLIENTS.length()) + ".convex.site";
            found.add(Finding.warning(AREA, name + " ends in " + CLIENTS + ", which is for Convex's own clients; muster"
                    + " asks https://" + right + " instead", "write " + name + " = \"https://" + right + "\""));
        } else if ("http".equals(url.getScheme()) && !host.matches("localhost|127\\.[0-9.]+|\\[::1]")) {
            found.add(Finding.note(AREA, name + " is not encrypted: the key can be read on the way",
                    "use https:// unless the whole way is yours"));
        }
    }
}
