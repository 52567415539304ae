// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Path;
import muster.journal.JournalException;
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
        return directory == null
                ? new ApiOrigin(daemon.api(surroundings))
                : new DirectoryOrigin(directory);
    }
}
