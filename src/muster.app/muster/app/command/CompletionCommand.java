// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `muster completion`.
@Command(
        name = "completion",
        description = "Prints what makes a shell complete commands, options, files and fixed words.",
        footer = {
            "",
            "Examples:",
            "  muster completion bash > /etc/bash_completion.d/muster",
            "  muster completion zsh > /usr/local/share/zsh/site-functions/_muster",
            "  muster completion fish > ~/.config/fish/completions/muster.fish"
        })
final class CompletionCommand implements Callable<Integer> {

    /// The shells there is a script for.
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    private final Surroundings surroundings;
    private final Supplier<CommandLine> whole;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish; bash unless given.")
    private Shell shell = Shell.BASH;

    /// @param whole builds the model of every command
    CompletionCommand(Surroundings surroundings, Supplier<CommandLine> whole) {
        this.surroundings = surroundings;
        this.whole = whole;
    }

    @Override
    public Integer call() {
        List<CompletionNode> nodes = CompletionNode.all(whole.get());
        surroundings.out().print(switch (shell) {
            case BASH -> new BashCompletion(nodes).script();
            case ZSH -> new ZshCompletion(nodes).script();
            case FISH -> new FishCompletion(nodes).script();
        });
        return ExitCode.OK.number();
    }
}
