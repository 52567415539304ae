// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster phones`.
@Command(
        name = "phones",
        description = "What phones need to be recognised.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Example:", "  muster phones key --secret-file /etc/muster/ble.secret P-17"})
final class PhonesCommand {}
