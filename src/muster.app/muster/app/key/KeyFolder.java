// SPDX-License-Identifier: Apache-2.0
package muster.app.key;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import muster.model.Json;

/// A folder in which files are there whole or not at all, and for their owner alone: written under another name,
/// brought to disk, renamed. Thread-safe; of two writers the later one wins.
///
/// @param path of the folder
record KeyFolder(Path path) {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    Path file(String name) {
        return path.resolve(name);
    }

    /// What a file holds; null when there is none.
    ///
    /// @throws IOException if it cannot be read or is damaged; the message names it
    <T> T read(String name, Class<T> type) throws IOException {
        try {
            return Json.parse(Files.readString(file(name)), type);
        } catch (NoSuchFileException e) {
            return null;
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new IOException(file(name) + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file(name) + " cannot be read: " + e, e);
        }
    }

    /// Puts a value into a file. It belongs to whom the folder belongs to, for root makes keys and the daemon's user
    /// has to read them.
    ///
    /// @throws IOException if that cannot be; the file is as it was
    void write(String name, Object value) throws IOException {
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(OWNER);
        Path temporary = Files.createTempFile(path, "." + name + ".", ".part", owner);
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap((Json.text(value) + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            own(temporary);
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(path)) {
                folder.force(true);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// A file that is there for its lock only.
    FileChannel lockFile(String name) throws IOException {
        boolean isNew = Files.notExists(file(name), LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(file(name),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(OWNER));
        if (isNew) {
            own(file(name));
        }
        return channel;
    }

    private void own(Path file) throws IOException {
        PosixFileAttributes folder = Files.readAttributes(path, PosixFileAttributes.class);
        // whoever owns the folder could put a link here, and root must not give away what it leads to
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes own = view.readAttributes();
        if (!own.owner().equals(folder.owner())) {
            view.setOwner(folder.owner());
        }
        if (!own.group().equals(folder.group())) {
            view.setGroup(folder.group());
        }
    }
}
