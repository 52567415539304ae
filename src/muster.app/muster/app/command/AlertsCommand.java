// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster alerts`.
@Command(
        name = "alerts",
        description = "Alerts: what is wrong now, who is told, and what they need not be told.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  muster alerts list",
            "  muster alerts snooze --branch south --for 4h --reason \"no power until two\"",
            "  muster alerts test queue_long --since 7d"
        })
final class AlertsCommand {}
