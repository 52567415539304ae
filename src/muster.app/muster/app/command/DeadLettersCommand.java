// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster deadletters`.
@Command(
        name = "deadletters",
        description = "Dead letters: records that a sink's target does not take.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:", "  muster deadletters list", "  muster deadletters retry --sink hr"})
final class DeadLettersCommand {}
