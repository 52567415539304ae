// SPDX-License-Identifier: Apache-2.0
package muster.app.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What backups in a folder are called: `muster-20261120T023006Z.db`, and `.db.enc` when they are encrypted. Beside
/// one that is not encrypted stands its sum, `.db.sha256`, as sha256sum writes it.
final class BackupNames {

    /// How the names of those end that are encrypted.
    static final String ENCRYPTED = ".enc";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("'muster-'uuuuMMdd'T'HHmmss'Z.db'").withZone(ZoneOffset.UTC);
    private static final Pattern BACKUP = Pattern.compile("muster-\\d{8}T\\d{6}Z\\.db(\\.enc)?");
    private static final Pattern PART = Pattern.compile("\\.muster-\\d{8}T\\d{6}Z\\.db.*\\.part");

    private BackupNames() {}

    static String of(Instant now, boolean encrypted) {
        return STAMP.format(now) + (encrypted ? ENCRYPTED : "");
    }

    /// The file with the sum of a backup.
    static Path sum(Path backup) {
        return backup.resolveSibling(backup.getFileName() + ".sha256");
    }

    /// The backups in a folder, oldest first.
    static List<Path> in(Path folder) throws IOException {
        return named(folder, BACKUP);
    }

    /// What kills have left behind in it.
    static List<Path> parts(Path folder) throws IOException {
        return named(folder, PART);
    }

    private static List<Path> named(Path folder, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> pattern.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }
}
