// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster events`.
@Command(
        name = "events",
        description = "Events: the gatherings that people are checked in for at this door.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  muster events list",
            "  muster events add \"Open day\" --start 2026-11-20T09:00 --end 2026-11-20T17:00",
            "  muster events start open-day",
            "  muster events status"
        })
final class EventsCommand {}
