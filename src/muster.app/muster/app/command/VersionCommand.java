// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `muster version`.
@Command(
        name = "version",
        description = "Shows which muster and which Java this is.",
        footer = {"", "Example:", "  muster version"})
final class VersionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println(Version.text() + " on Java " + Runtime.version());
        return ExitCode.OK.number();
    }
}
