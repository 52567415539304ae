// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import picocli.CommandLine.Command;

/// `muster keys`.
@Command(
        name = "keys",
        description = {
            "Who may use the API: keys, each with a name and a role. A viewer looks; an operator runs the day; an"
                + " admin also decides how things are and what is taken away.",
            "Run it on muster's own machine, as root or as the user muster runs as. A running muster notices at its"
                + " next request."
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  muster keys create --name desk --role operator --expires 90d > desk.key",
            "  muster keys list",
            "  muster keys revoke desk"
        })
final class KeysCommand {}
