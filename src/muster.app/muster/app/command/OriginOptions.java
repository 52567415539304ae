// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which muster to ask, or whose directory to read.
final class OriginOptions {

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Read this data directory itself; no daemon is needed.")
    private Path data;

    /// The data directory, or null when a daemon is to be asked.
    Path data() throws UserError {
        if (data != null && daemon.given()) {
            throw new UserError(ExitCode.USAGE, "--data does without a daemon, --url and --key-file ask one",
                    "give the one or the other");
        }
        return data;
    }

    /// Which muster to ask.
    DaemonOptions daemon() {
        return daemon;
    }

    /// What the options name.
    Origin open(Surroundings surroundings) throws UserError, JournalException {
        Path directory = data();
        if (directory == null) {
            return new ApiOrigin(daemon.api(surroundings));
        }
        if (Files.notExists(JournalSettings.at(directory).file())) {
            throw new UserError(ExitCode.NO_INPUT, "there is no journal in " + directory,
                    "give the data directory of a muster; the daemon tells its own when it starts");
        }
        return new DirectoryOrigin(directory);
    }
}
