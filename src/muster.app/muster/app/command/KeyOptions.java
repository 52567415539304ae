// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import muster.app.config.ConfigReader;
import muster.app.key.KeyBook;
import picocli.CommandLine.Option;

/// Whose keys.
final class KeyOptions {

    private static final Path USUAL_FILE = Path.of("/etc/muster/muster.toml");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings muster runs with; /etc/muster/muster.toml unless given, if it is there.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Its data folder (setting data).")
    private Path data;

    /// The data folder.
    ///
    /// @throws UserError if it is not there
    Path folder(Surroundings surroundings) throws UserError {
        if (config != null && !Files.isReadable(config)) {
            throw new UserError(ExitCode.NO_INPUT, config + " cannot be read", "name the file muster runs with");
        }
        Path file = config != null ? config : Files.isReadable(USUAL_FILE) ? USUAL_FILE : null;
        // as it stands: the settings may be wrong for the very reason that there is no key yet
        Path folder = data != null ? data : new ConfigReader(file, surroundings.environment(), List.of()).shown()
                .stream().filter(setting -> setting.name().equals("data")).findFirst()
                .map(setting -> Path.of(setting.value())).orElseThrow();
        if (!Files.isDirectory(folder)) {
            throw new UserError(ExitCode.NO_INPUT, "there is no data folder " + folder,
                    "name it with --data, or the file with the settings with --config");
        }
        return folder;
    }

    /// What an error with the keys' file means.
    static UserError error(Path folder, IOException e) {
        boolean denied = e instanceof AccessDeniedException || e.getCause() instanceof AccessDeniedException
                || !Files.isWritable(folder);
        return denied
                ? new UserError(ExitCode.NO_PERMISSION, "you may not read or change the keys in " + folder,
                        "run it as root or as the user muster runs as: sudo -u muster muster keys ...")
                : new UserError(ExitCode.IO, e.getMessage(),
                        "no key was changed; restore " + folder.resolve(KeyBook.FILE) + " from a backup if it is "
                                + "damaged, or take it away and make the keys anew");
    }
}
