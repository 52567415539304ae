// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster doctor`.
@Command(
        name = "doctor",
        description = "Looks for what is wrong, and tells the cure.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example:", "  muster doctor ble"})
final class DoctorCommand {}
