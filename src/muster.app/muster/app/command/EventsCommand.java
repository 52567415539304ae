// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster events`: the gatherings; with `-f` the log, as people expect who know the monitor's events.
@Command(
        name = "events",
        description = {
            "Events: the gatherings that people are checked in for at this door.",
            "With -f and without a command it is the same as muster log -f: everything that happens."
        },
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
final class EventsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LogOptions log;

    EventsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (!log.follow()) {
            throw new ParameterException(spec.commandLine(), "Missing required subcommand");
        }
        LogCommand.show(surroundings, log);
        return ExitCode.OK.number();
    }
}
