// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.AlertStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster alerts unack`.
@Command(
        name = "unack",
        description = "Takes an acknowledgement back: people are told of the alert again while it fires.",
        footer = {"", "Example:", "  muster alerts unack sink_stopped:hr"})
final class ReopenAlert implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private AuthorOption author;

    @Parameters(paramLabel = "ALERT", description = "The alert as the list calls it: RULE or RULE:SUBJECT.")
    private String id;

    ReopenAlert(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            AlertStatus alert = api.watch().unacknowledge(id, author.name(surroundings));
            surroundings.out().println(Display.safe(alert.id() + " is no longer acknowledged; people are told again"));
        }
        return ExitCode.OK.number();
    }
}
