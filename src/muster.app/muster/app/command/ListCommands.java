// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Command;
import muster.model.CommandList;
import muster.model.Json;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster terminals commands`.
@picocli.CommandLine.Command(
        name = "commands",
        description = "Lists the commands of a terminal and how far they came, the newest first.",
        footer = {
            "",
            "Examples:",
            "  muster terminals commands SERIAL",
            "  muster terminals commands SERIAL --cancel 12"
        })
final class ListCommands implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--open", description = "Only those that have not ended.")
    private boolean open;

    @Option(names = "--cancel", paramLabel = "ID", description = "Take this one back; only while it waits.")
    private Long cancel;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    ListCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            if (cancel != null) {
                cancel(api);
            } else {
                list(api.commands(serial, open));
            }
        }
        return ExitCode.OK.number();
    }

    private void cancel(Api api) throws ApiException, InterruptedException {
        Command taken = api.cancel(serial, cancel);
        if (json) {
            surroundings.json(taken);
        } else {
            surroundings.out().println("command " + taken.id() + " is taken back");
        }
    }

    private void list(List<Command> commands) {
        if (json) {
            surroundings.json(new CommandList(commands));
            return;
        }
        if (commands.isEmpty()) {
            surroundings.err().println("no commands");
            return;
        }
        Table table = new Table("ID", "STATE", "RESULT", "SENT", "QUEUED", "BY", "COMMAND", "DETAIL")
                .spare("BY", "SENT", "QUEUED");
        for (Command command : commands) {
            table.row(
                    command.id(),
                    command.state() == null ? null : Json.word(command.state()),
                    command.result(),
                    command.attempts() == 0 ? "-" : command.attempts() + "x",
                    surroundings.ago(command.queuedAt()),
                    command.by(),
                    command.text() == null ? null : command.text().replace('\t', ' '),
                    command.detail() == null ? null : command.detail().lines().findFirst().orElse(null));
        }
        listing.print(table, surroundings);
    }
}
