// SPDX-License-Identifier: Apache-2.0
package muster.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The copies beside an Access file, `att2000-YYYYMMDD-HHMMSS.mdb.bak`: one for each day on which something was
/// written, made before it was, the newest kept.
final class Backups {

    private static final int KEPT = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    private final Path file;
    private final String stem;
    private final String suffix;

    Backups(Path file) {
        this.file = file;
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.stem = (dot < 0 ? name : name.substring(0, dot)) + "-";
        this.suffix = (dot < 0 ? "" : name.substring(dot)) + ".bak";
    }

    /// Makes the day's copy if there is none. It has its name only when it is equal to the file, byte by byte.
    void ensure(LocalDateTime now) throws IOException {
        List<Path> all = all();
        if (all.stream().anyMatch(copy -> copy.getFileName().toString().startsWith(stem + DAY.format(now)))) {
            return;
        }
        Path draft = file.resolveSibling(stem + "backup.tmp");
        try {
            Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            if (Files.mismatch(file, draft) >= 0) {
                throw new DiskTrouble("the copy " + draft + " is not equal to " + file, null);
            }
            Path copy = file.resolveSibling(stem + TIME.format(now) + suffix);
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
            all.add(copy);
        } finally {
            Files.deleteIfExists(draft);
        }
        for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    /// The newest copy.
    Optional<Path> newest() {
        try {
            List<Path> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// All copies, the oldest first.
    private List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        try (var files = Files.newDirectoryStream(file.toAbsolutePath().getParent(), this::isCopy)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.comparing(copy -> copy.getFileName().toString()));
        return all;
    }

    private boolean isCopy(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(stem) && name.endsWith(suffix) && name.length() > stem.length() + suffix.length()
                && name.substring(stem.length(), name.length() - suffix.length()).matches("[0-9]{8}-[0-9]{6}");
    }
}
