// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.LocalDateTime;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.CommandRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster terminals command`.
@picocli.CommandLine.Command(
        name = "command",
        description = "Queues a command for a terminal, which fetches it with its next poll.",
        footer = {
            "",
            "Examples:",
            "  muster terminals command SERIAL info",
            "  muster terminals command SERIAL query-punches --from 2026-11-01 \\",
            "      --to 2026-11-20",
            "  muster terminals command SERIAL unlock --door 1 --seconds 5"
        })
final class QueueCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private LocalTimeBounds range;

    @Option(names = "--pin", paramLabel = "PIN", description = "The person's number.")
    private String pin;

    @Option(names = "--name", paramLabel = "NAME", description = "The person's name.")
    private String name;

    @Option(names = "--card", paramLabel = "CARD", description = "The card's number.")
    private String card;

    @Option(names = "--privilege", paramLabel = "N", description = "0 user to 14 super admin.")
    private Integer privilege;

    @Option(names = "--key", paramLabel = "KEY", description = "The option's name.")
    private String key;

    @Option(names = "--value", paramLabel = "VALUE", description = "The option's value.")
    private String value;

    @Option(names = "--door", paramLabel = "N", description = "The door's number, from 1.")
    private Integer door;

    @Option(names = "--seconds", paramLabel = "N", description = "How long the door stays open.")
    private Integer seconds;

    @Option(names = "--confirm", paramLabel = "SERIAL", description = "The serial once more, for what destroys.")
    private String confirm;

    @Option(
            names = "--expires",
            paramLabel = "MINUTES",
            description = "How long it may wait for the terminal; a day unless configured otherwise.")
    private Integer expires;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "SERIAL", description = "The terminal's serial.")
    private String serial;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "check, info, reboot, query-punches, query-people, update-person, delete-person, clear-log,"
                    + " set-option, set-clock, unlock or verify-count.")
    private String command;

    QueueCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (!CommandRequest.NAMES.contains(command)) {
            throw new UserError(ExitCode.USAGE, "there is no command \"" + command + "\"",
                    "there are " + String.join(", ", CommandRequest.NAMES));
        }
        try (Api api = daemon.api(surroundings)) {
            muster.model.Command queued = api.queue(serial, request());
            if (json) {
                surroundings.json(queued);
            } else {
                surroundings.out().println("command " + queued.id() + " is queued for terminal "
                        + Display.safe(queued.terminal()) + "; its answer: muster terminals commands "
                        + Display.safe(queued.terminal()));
            }
        }
        return ExitCode.OK.number();
    }

    private CommandRequest request() {
        // a terminal's range includes its last second
        LocalDateTime last = range.to() == null ? null : range.to().minusSeconds(1);
        return new CommandRequest(
                command, range.from(), last, pin, name, card, privilege, key, value, door, seconds, confirm, expires);
    }
}
