// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.keep.BackupKey;
import picocli.CommandLine.Option;

/// Whose journal, and the key of its backups. No daemon is asked.
final class KeepOptions {

    private static final Path USUAL_FILE = Path.of("/etc/muster/muster.toml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings; /etc/muster/muster.toml unless --data is given, if it is there.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (setting data).")
    private Path data;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "File whose first line is the key of backups (setting backup.key_file).")
    private Path keyFile;

    /// The settings.
    Config read(Surroundings surroundings) throws UserError {
        Path file = config != null ? config : data == null && Files.isReadable(USUAL_FILE) ? USUAL_FILE : null;
        List<String> flags = data == null ? List.of() : List.of("data=" + data);
        try {
            return new ConfigReader(file, surroundings.environment(), flags).read();
        } catch (ConfigException e) {
            throw new UserError(ExitCode.CONFIG, e.getMessage(), "nothing was done; --data does without the settings");
        }
    }

    /// The key, if one is named.
    Optional<BackupKey> key(Config read) throws IOException {
        Optional<Path> named = keyFile != null ? Optional.of(keyFile) : read.backup().keyFile();
        return named.isPresent() ? Optional.of(BackupKey.read(named.get())) : Optional.empty();
    }

    /// The same file, if it is there.
    ///
    /// @param file a journal or a backup
    static Path there(Path file) throws UserError {
        if (Files.isRegularFile(file)) {
            return file;
        }
        throw new UserError(ExitCode.NO_INPUT, "there is no file " + file,
                "name a backup, or with --data the folder of a journal; nothing was done");
    }
}
