// SPDX-License-Identifier: Apache-2.0
package muster.app.source;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import muster.app.disk.WholeFile;

/// Where photos of terminals go when they are kept: `<data>/photos/<serial>/<name>`. Thread-safe.
public final class PhotoFolder {

    private final Path folder;

    /// @param folder where to keep photos, or null to drop them
    public PhotoFolder(Path folder) {
        this.folder = folder;
    }

    /// Keeps a photo, or drops it when photos are not wanted. The name is the terminal's word: only its
    /// letters, digits, `.`, `_` and `-` count, so that it cannot leave the folder.
    ///
    /// @throws IOException if it cannot be written: the terminal is to send it again
    void keep(String serial, String fileName, byte[] content) throws IOException {
        if (folder == null || content == null || content.length == 0) {
            return;
        }
        String name = fileName.replaceAll("[^A-Za-z0-9._-]", "").replaceAll("^\\.+", "");
        Path target = folder.resolve(serial).resolve(name.isEmpty() ? "unnamed.jpg" : name);
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "photo", ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            Channels.newOutputStream(channel).write(content);
            channel.force(true);
        }
        WholeFile.name(part, target);
    }
}
