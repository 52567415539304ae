// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster quarantine`.
@Command(
        name = "quarantine",
        description = "Records that were kept but cannot count as punches.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:", "  muster quarantine list", "  muster quarantine replay"})
final class QuarantineCommand {}
