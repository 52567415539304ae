// SPDX-License-Identifier: Apache-2.0
package muster.app.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A file whose first line is a secret that others chose, so it may be short and have blanks in it.
final class SecretFile {

    private static final long LONGEST = 4096;

    private SecretFile() {}

    /// Reads it.
    ///
    /// @throws ChannelException if it cannot be read or is empty; the message names the file and nothing of its text
    static String read(Path file) throws ChannelException {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                throw new ChannelException(file + " is no file with a secret in its first line");
            }
            try (Stream<String> lines = Files.lines(file)) {
                String secret = lines.findFirst().orElse("").strip();
                if (secret.isEmpty() || secret.chars().anyMatch(Character::isISOControl)) {
                    throw new ChannelException(file + " has no secret in its first line");
                }
                return secret;
            }
        } catch (CharacterCodingException | UncheckedIOException e) {
            throw new ChannelException(file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new ChannelException(file + " cannot be read; the user muster runs as may have no right to");
        }
    }
}
