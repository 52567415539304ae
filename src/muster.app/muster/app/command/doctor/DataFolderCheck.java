// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import muster.app.config.Config;

/// The data folder is there, can be written to, has room, and is on a disk that keeps what it was given.
final class DataFolderCheck implements Check {

    private static final String AREA = "data";
    private static final long GIGA = 1_000_000_000;

    /// File systems where SQLite's locks or its shared memory cannot be relied on (sqlite.org/wal.html: all
    /// processes must be on the same host).
    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph",
            "glusterfs", "fuse.glusterfs", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "vboxsf", "davfs", "fuse.davfs2");

    @Override
    public List<Finding> run(Patient patient) {
        return patient.local().map(Config::data).map(DataFolderCheck::look).orElse(List.of());
    }

    private static List<Finding> look(Path folder) {
        if (!Files.exists(folder)) {
            return List.of(missing(folder));
        }
        if (!Files.isDirectory(folder)) {
            return List.of(Finding.error(AREA, folder + " is no folder", "name one in data"));
        }
        List<Finding> found = new ArrayList<>();
        if (!Files.isWritable(folder)) {
            found.add(Finding.error(AREA, "you, " + System.getProperty("user.name") + ", may not write to " + folder
                    + ", which belongs to " + owner(folder),
                    "as the user muster runs as: sudo -u " + owner(folder) + " muster doctor"));
        }
        try {
            FileStore store = Files.getFileStore(folder);
            kind(folder, store.type(), found);
            room(folder, store.getUsableSpace(), store.getTotalSpace(), found);
        } catch (IOException e) {
            found.add(Finding.warning(AREA, "the disk of " + folder + " tells nothing: " + e.getMessage(),
                    "look at it with: df -T " + folder));
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(AREA, folder + " belongs to " + owner(folder) + ", is on a local disk and has room"));
        }
        return found;
    }

    private static Finding missing(Path folder) {
        Path parent = folder.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent != null && Files.isWritable(parent)) {
            return Finding.note(AREA, folder + " is not there; muster makes it when it is started", null);
        }
        return Finding.error(AREA, folder + " is not there, and you may not make it",
                "sudo install -d -o muster -g muster -m 750 " + folder);
    }

    /// What a disk of that kind is good for.
    static void kind(Path folder, String type, List<Finding> found) {
        String kind = type.toLowerCase(Locale.ROOT);
        if (NETWORK.contains(kind)) {
            found.add(Finding.error(AREA, folder + " is on a network file system (" + type
                    + "), where the journal can be damaged", "set data to a folder on a disk of this machine"));
        } else if (kind.equals("tmpfs") || kind.equals("ramfs")) {
            found.add(Finding.warning(AREA, folder + " is in memory (" + type + "): a power cut takes every punch with"
                    + " it", "set data to a folder on a disk, such as /var/lib/muster"));
        }
    }

    /// The same bounds as the alert `disk_low`, and a warning before it.
    static void room(Path folder, long free, long all, List<Finding> found) {
        long percent = all <= 0 ? 100 : free * 100 / all;
        String seen = "the disk of " + folder + " has " + gigabytes(free) + " free (" + percent + " %)";
        if (free < GIGA / 2 || percent < 5) {
            found.add(Finding.error(AREA, seen + "; a full disk takes no punches, and terminals keep theirs",
                    "make room: du -xh --max-depth=2 / | sort -h | tail"));
        } else if (free < GIGA || percent < 10) {
            found.add(Finding.warning(AREA, seen, "make room before it is full"));
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) GIGA);
    }

    private static String owner(Path folder) {
        try {
            return Files.getOwner(folder).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "somebody";
        }
    }
}
