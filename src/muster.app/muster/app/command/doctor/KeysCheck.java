// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import muster.app.config.Config;
import muster.app.key.ApiKey;
import muster.app.key.KeyBook;
import muster.app.key.WithoutKey;

/// There are keys, they are still worth something, and nobody else can read what is kept of them.
final class KeysCheck implements Check {

    private static final String AREA = "keys";
    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public List<Finding> run(Patient patient) {
        return patient.local().map(config -> look(config, patient.clock().instant())).orElse(List.of());
    }

    private static List<Finding> look(Config config, Instant now) {
        KeyBook book = new KeyBook(config.data());
        List<Finding> found = new ArrayList<>();
        if (Files.exists(book.file()) && !Files.isReadable(book.file())) {
            return List.of(Finding.note(AREA, "you may not read " + book.file() + "; whether its keys are good was "
                    + "not seen", "sudo -u muster muster doctor"));
        }
        try {
            List<ApiKey> keys = book.keys().stream().filter(key -> !key.isRevoked()).toList();
            rights(book.file(), found);
            ends(keys, now, found);
            if (keys.isEmpty() && config.api().keyFile().isEmpty()) {
                found.add(nobody(config));
            }
            if (found.isEmpty() && !keys.isEmpty()) {
                found.add(Finding.ok(AREA, Said.count(keys.size(), "key is", "keys are") + " good"));
            }
        } catch (IOException e) {
            found.add(Finding.error(AREA, e.getMessage(),
                    "restore it from a backup, or take it away and make the keys anew: muster keys create"));
        }
        return found;
    }

    private static Finding nobody(Config config) {
        String cure = "sudo muster keys create --name NAME --role admin";
        if (config.api().open() == WithoutKey.NOBODY) {
            return Finding.warning(AREA, "there is no key, and api.open lets nobody in without one", cure);
        }
        return Finding.note(AREA, "there is no key: whoever is on this machine may change everything", cure);
    }

    private static void rights(Path file, List<Finding> found) {
        try {
            if (Files.exists(file) && Files.getPosixFilePermissions(file).stream().anyMatch(right ->
                    right == PosixFilePermission.OTHERS_READ || right == PosixFilePermission.OTHERS_WRITE
                            || right == PosixFilePermission.GROUP_WRITE)) {
                found.add(Finding.warning(AREA, "others than muster can read or change " + file, "chmod 600 " + file));
            }
        } catch (IOException | UnsupportedOperationException e) {
            found.add(Finding.note(AREA, file + " does not tell who may read it", null));
        }
    }

    private static void ends(List<ApiKey> keys, Instant now, List<Finding> found) {
        for (ApiKey key : keys) {
            String cure = "muster keys revoke " + key.name() + ", and make a new one if it is still needed";
            if (key.isExpired(now)) {
                found.add(Finding.warning(AREA, "the time of key " + key.name() + " is over since " + key.expiresAt(),
                        cure));
            } else if (key.isExpired(now.plus(SOON))) {
                found.add(Finding.note(AREA, "the key " + key.name() + " ends at " + key.expiresAt(), cure));
            }
        }
    }
}
