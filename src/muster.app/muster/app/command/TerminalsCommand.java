// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster terminals`.
@Command(
        name = "terminals",
        description = "Terminals: which there are, how they do, which may join.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:", "  muster terminals list", "  muster terminals approve SERIAL --name Gate"})
final class TerminalsCommand {}
