// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster sinks`.
@Command(
        name = "sinks",
        description = "Sinks: the places that records are delivered to.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:", "  muster sinks list", "  muster sinks test hr"})
final class SinksCommand {}
