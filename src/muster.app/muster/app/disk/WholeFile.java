// SPDX-License-Identifier: Apache-2.0
package muster.app.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// How a file gets onto a disk whole or not at all: written under a hidden name ending in `.part`, forced to the disk,
/// renamed, and the folder forced too. Only its owner may read it.
public final class WholeFile {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /// What is to be in it.
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// The name a file has until it is whole.
    public static Path part(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".part");
    }

    /// Writes a file; one of that name is replaced.
    public static void write(Path target, Content content) throws IOException {
        Path part = part(target);
        Files.deleteIfExists(part);
        try {
            try (FileChannel channel = open(part); OutputStream out = Channels.newOutputStream(channel)) {
                content.write(out);
                channel.force(true);
            }
            name(part, target);
        } finally {
            discard(part);
        }
    }

    private static FileChannel open(Path part) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return FileChannel.open(part, fresh, PRIVATE);
        } catch (UnsupportedOperationException noSuchRights) {
            return FileChannel.open(part, fresh);
        }
    }

    /// Gives a file that is forced to the disk its name.
    public static void name(Path part, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileAlreadyExistsException(target + " is a folder");
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(target.toAbsolutePath().getParent());
    }

    /// Has the disk keep the names in a folder.
    public static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Deletes what was not completed; a stick that was pulled takes it along.
    public static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException gone) {
            System.getLogger(WholeFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} is left behind: {1}", part, gone.getMessage());
        }
    }
}
