// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `muster completion`.
@Command(
        name = "completion",
        description = "Prints what makes bash and zsh complete commands and options.",
        footer = {"", "Example:", "  muster completion > /etc/bash_completion.d/muster"})
final class CompletionCommand implements Callable<Integer> {

    private final Surroundings surroundings;
    private final Supplier<CommandLine> whole;

    /// @param whole builds the model of every command
    CompletionCommand(Surroundings surroundings, Supplier<CommandLine> whole) {
        this.surroundings = surroundings;
        this.whole = whole;
    }

    @Override
    public Integer call() {
        surroundings.out().print(AutoComplete.bash("muster", whole.get()));
        return ExitCode.OK.number();
    }
}
