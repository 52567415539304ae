// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Acknowledgement;
import muster.model.AlertStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster alerts ack`.
@Command(
        name = "ack",
        description = "Says that you know about an alert: nobody is told of it again until it is over.",
        footer = {"", "Example:", "  muster alerts ack sink_stopped:hr --note \"new key on its way\""})
final class AcknowledgeAlert implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private AuthorOption author;

    @Option(names = "--note", paramLabel = "TEXT", description = "What is being done about it.")
    private String note;

    @Parameters(paramLabel = "ALERT", description = "The alert as the list calls it: RULE or RULE:SUBJECT.")
    private String id;

    AcknowledgeAlert(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            Acknowledgement acknowledgement = new Acknowledgement(author.name(surroundings), note);
            AlertStatus alert = api.watch().acknowledge(id, acknowledgement);
            surroundings.out().println(Display.safe(alert.id() + " is " + AlertText.acknowledged(alert)
                    + "; nobody is told again until it is over"));
        }
        return ExitCode.OK.number();
    }
}
