// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `muster` without a word behind it.
@Command(
        name = "muster",
        description = "Takes every punch from attendance terminals, keeps it, shows it and hands it on.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  muster serve --config /etc/muster/muster.toml",
            "  muster status",
            "  muster help terminals approve",
            "",
            "The manual: man muster"
        })
final class MusterCommand {

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version and exit.")
    private boolean version;
}
