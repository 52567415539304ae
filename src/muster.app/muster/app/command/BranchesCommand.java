// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster branches`.
@Command(
        name = "branches",
        description = "Branches: the places that terminals are grouped by.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  muster branches list",
            "  muster branches add B017 --name \"Main Street\" --zone Asia/Kolkata"
        })
final class BranchesCommand {}
