// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is there whole or not at all: it is written under another name and takes its own when it
/// is complete and on disk. Only its owner may read it, since it holds who was where and when. For one
/// thread.
final class NewFile implements AutoCloseable {

    private final Path target;
    private final Path temporary;
    private final FileOutputStream file;
    private final Writer writer;

    private NewFile(Path target, Path temporary) throws IOException {
        this.target = target;
        this.temporary = temporary;
        this.file = new FileOutputStream(temporary.toFile());
        this.writer = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8), 65_536);
    }

    static NewFile at(Path target) throws UserError {
        Path directory = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target)) {
            throw new UserError(ExitCode.CANNOT_CREATE, target + " is a directory", "name a file in it");
        }
        try {
            return new NewFile(target, Files.createTempFile(directory, "." + target.getFileName() + ".", ".part"));
        } catch (IOException e) {
            throw new UserError(ExitCode.CANNOT_CREATE, "no file can be made in " + directory,
                    Files.isDirectory(directory) ? "may you write there?" : "there is no such directory");
        }
    }

    Writer writer() {
        return writer;
    }

    /// Everything is written: gives it its name. A file of that name is replaced.
    void complete() throws IOException {
        writer.flush();
        file.getFD().sync();
        file.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Takes away what was not completed.
    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(temporary);
    }
}
