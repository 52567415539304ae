// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Silence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster alerts end`.
@Command(
        name = "end",
        description = "Ends a snooze or a maintenance for good; what still fires is told.",
        footer = {"", "Example:", "  muster alerts end 4"})
final class EndSilence implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private AuthorOption author;

    @Parameters(paramLabel = "ID", description = "Its number, as muster alerts silences shows it.")
    private long id;

    EndSilence(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            Silence ended = api.watch().endSilence(id, author.name(surroundings));
            surroundings.out().println(Display.safe("people are told of " + AlertText.about(ended) + " again"));
        }
        return ExitCode.OK.number();
    }
}
