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

/// `muster deadletters retry`.
@Command(
        name = "retry",
        description = "Tries dead letters again at once: one, or all of a sink or a class.",
        footer = {"", "Examples:", "  muster deadletters retry 17", "  muster deadletters retry --reason refused"})
final class RetryDeadLetters implements Callable<Integer> {

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

    RetryDeadLetters(Surroundings surroundings) {
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
                letters = api.sinks().retryAll(which.sink(), which.reason());
            } else {
                api.sinks().retry(id);
            }
            surroundings.out().println(
                    Display.count(letters, "dead letter is", "dead letters are") + " tried again now");
        }
        return ExitCode.OK.number();
    }
}
