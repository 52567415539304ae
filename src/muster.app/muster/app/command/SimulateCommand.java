// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster simulate`.
@Command(
        name = "simulate",
        description = "Terminals and phones that are none, to try a muster without hardware.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example:", "  muster simulate push --terminals-at 127.0.0.1:8081 --count 100"})
final class SimulateCommand {}
