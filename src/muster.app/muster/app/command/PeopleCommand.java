// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster people`.
@Command(
        name = "people",
        description = "The people the terminals know.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:", "  muster people list", "  muster people erase 1042 --reason 'asked for it'"})
final class PeopleCommand {}
