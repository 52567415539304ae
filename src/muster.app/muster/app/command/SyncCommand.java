// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster sync`.
@Command(
        name = "sync",
        description = "Delivers what waits.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example:", "  muster sync now"})
final class SyncCommand {}
