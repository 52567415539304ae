// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Explanation;
import muster.model.PunchRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster explain`.
@Command(
        name = "explain",
        description = "Tells the whole life of one punch: when the terminal had it, when and how it came, the raw"
                + " bytes, the clock, and for each sink what was sent and what it answered.",
        footer = {"", "Example:", "  muster explain 120417"})
final class ExplainCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "SEQ", description = "Its place in the journal, as muster punches --json tells it.")
    private long seq;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            Explanation told = api.sinks().explain(seq);
            if (json) {
                surroundings.json(told);
            } else {
                print(told);
            }
        }
        return ExitCode.OK.number();
    }

    private void print(Explanation told) {
        PunchRow punch = told.punch();
        line("punch", punch.seq() + ": " + punch.pin()
                + (punch.personName() == null ? "" : " (" + punch.personName() + ")") + " at " + punch.terminalName()
                + ", " + punch.localTime());
        line("raw", punch.raw().toString().replace("\t", "\\t").replace("\n", "\\n"));
        for (Explanation.Step step : told.story()) {
            line(step.what(), (step.at() == null ? "" : step.at() + "  ") + step.text());
        }
        if (told.deliveries().isEmpty()) {
            line("sinks", "there are none");
        }
        for (Explanation.Sent sent : told.deliveries()) {
            line("-> " + sent.sink(), sent.state().replace('_', ' ')
                    + (sent.at() == null ? "" : " " + sent.at())
                    + (sent.answer() == null || sent.answer().isEmpty() ? "" : ": " + sent.answer()));
        }
    }

    private void line(String name, String text) {
        surroundings.out().println(Display.padded(name, 12) + Display.safe(text));
    }
}
