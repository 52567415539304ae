// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.app.config.Config;
import muster.app.config.SinkConfig;
import muster.app.config.Target;
import muster.model.TerminalStatus;

/// The files that hold keys can be read by muster, and not by everybody.
final class SecretFilesCheck implements Check {

    private static final String AREA = "secrets";

    @Override
    public List<Finding> run(Patient patient) {
        if (patient.local().isEmpty()) {
            return List.of();
        }
        Map<Path, String> files = new LinkedHashMap<>();
        named(patient.local().get(), files);
        patient.answers().terminals().ifPresent(list -> list.terminals().forEach(each -> commKey(each, files)));
        List<Finding> found = new ArrayList<>();
        files.forEach((file, name) -> look(file, name, found));
        if (found.isEmpty() && !files.isEmpty()) {
            found.add(Finding.ok(AREA, Said.count(files.size(), "file with a key", "files with keys")
                    + " can be read, and not by everybody"));
        }
        return found;
    }

    private static void named(Config config, Map<Path, String> files) {
        config.api().keyFile().ifPresent(file -> files.put(file, "api.key_file"));
        config.safety().api().tls().ifPresent(tls -> files.put(tls.key(), "api.tls_key"));
        config.safety().push().tls().ifPresent(tls -> files.putIfAbsent(tls.key(), "push.tls_key"));
        config.ble().secretFile().ifPresent(file -> files.put(file, "ble.secret_file"));
        config.backend().keyFile().ifPresent(file -> files.put(file, "backend.key_file"));
        for (SinkConfig sink : config.sinks()) {
            of(sink.target()).forEach(file -> files.putIfAbsent(file, "sinks." + sink.name()));
        }
    }

    private static List<Path> of(Target target) {
        return switch (target) {
            case Target.Convex convex -> List.of(convex.keyFile());
            case Target.Erpnext erpnext -> List.of(erpnext.keyFile());
            case Target.Odoo odoo -> List.of(odoo.keyFile());
            case Target.Sql sql -> sql.passwordFile().stream().toList();
            case Target.Webhook webhook -> webhook.secretFiles();
            case Target.Access _, Target.Files _ -> List.of();
        };
    }

    private static void commKey(TerminalStatus terminal, Map<Path, String> files) {
        if (terminal.pull() != null && terminal.pull().keyFile() != null) {
            files.putIfAbsent(Path.of(terminal.pull().keyFile()), "the comm key of terminal " + terminal.serial());
        }
    }

    private static void look(Path file, String name, List<Finding> found) {
        if (!Files.exists(file)) {
            found.add(Finding.error(AREA, name + ": there is no file " + file, "write the key into it: one line"));
            return;
        }
        if (!Files.isReadable(file)) {
            found.add(Finding.note(AREA, name + ": you may not read " + file + "; whether muster may was not seen",
                    "sudo -u muster test -r " + file + " && echo yes"));
            return;
        }
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
            if (allowed.contains(PosixFilePermission.OTHERS_READ)) {
                found.add(Finding.warning(AREA, name + ": everybody on this machine can read " + file,
                        "chmod o= " + file));
            }
        } catch (IOException | UnsupportedOperationException e) {
            found.add(Finding.note(AREA, name + ": " + file + " does not tell who may read it", null));
        }
    }
}
