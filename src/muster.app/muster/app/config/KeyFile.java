// SPDX-License-Identifier: Apache-2.0
package muster.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file that holds the API's key: its first line, at least [#LEAST] characters.
public final class KeyFile {

    /// The shortest key that is accepted.
    static final int LEAST = 16;

    private KeyFile() {}

    /// Reads the key.
    ///
    /// @throws IOException if the file cannot be read or holds no key; the message names the file
    public static String read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException(file + " cannot be read");
        }
        List<String> lines = Files.readAllLines(file);
        String key = lines.isEmpty() ? "" : lines.getFirst().strip();
        if (key.length() < LEAST || !key.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IOException(file + ": its first line must be a key of at least " + LEAST
                    + " visible ASCII characters without blanks");
        }
        return key;
    }
}
