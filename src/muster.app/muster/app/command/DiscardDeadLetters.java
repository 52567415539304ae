// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster deadletters discard`.
@Command(
        name = "discard",
        description = "Gives dead letters up: one, or all of a sink or a class. They stay to be looked at.",
        footer = {"", "Examples:", "  muster deadletters discard 17", "  muster deadletters discard --reason refused"})
final class DiscardDeadLetters implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private LetterOptions which;

    @Option(names = "--all", description = "All that are open.")
    private boolean all;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The number of one.")
    private Long id;

    DiscardDeadLetters(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if ((id != null) == (all || which.given())) {
            throw new ParameterException(spec.commandLine(), "name one letter, or say --sink, --reason or --all");
        }
        try (Api api = daemon.api(surroundings)) {
            int letters = 1;
            if (id == null) {
                letters = api.sinks().discardAll(which.sink(), which.reason());
            } else {
                api.sinks().discard(id);
            }
            surroundings.out().println(Display.count(letters, "dead letter is", "dead letters are") + " given up");
        }
        return ExitCode.OK.number();
    }
}
