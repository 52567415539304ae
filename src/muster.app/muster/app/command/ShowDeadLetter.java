// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.DeadLetter;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster deadletters show`.
@Command(
        name = "show",
        description = "Shows a dead letter and the punch it is about.",
        footer = {"", "Example:", "  muster deadletters show 17"})
final class ShowDeadLetter implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "ID", description = "Its number.")
    private long id;

    ShowDeadLetter(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            DeadLetter letter = api.sinks().letter(id);
            if (json) {
                surroundings.json(letter);
                return ExitCode.OK.number();
            }
            line("letter", letter.id() + ", " + Json.word(letter.state()) + ", sink " + letter.sink());
            line("punch", letter.seq() + " of " + letter.pin()
                    + (letter.edit() == null ? "" : ", to be delivered under " + letter.edit()));
            line("reason", letter.reason());
            line("detail", letter.detail() == null ? "-" : letter.detail());
            line("tried", Display.count(letter.tries(), "time") + ", first " + surroundings.ago(letter.firstAt())
                    + ", last " + surroundings.ago(letter.lastAt()));
            if (letter.by() != null) {
                line("by", letter.by());
            }
        }
        return ExitCode.OK.number();
    }

    private void line(String name, String text) {
        surroundings.out().println(Display.padded(name, 9) + Display.safe(text));
    }
}
