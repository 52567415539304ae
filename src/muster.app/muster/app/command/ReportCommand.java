// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster report`.
@Command(
        name = "report",
        description = "Says what another program did or met, and how it is: for scripts around a camera or SMS"
                + " program. Nothing is printed when it was taken.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  muster report event sms \"message sent\" --data operation=absence",
            "  muster report component camera online 1280x720 --stale-after 5m"
        })
final class ReportCommand {}
