// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Json;
import muster.model.SinkStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster sinks show`.
@Command(
        name = "show",
        description = "Shows everything about a sink.",
        footer = {"", "Example:", "  muster sinks show hr"})
final class ShowSink implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name;

    ShowSink(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            SinkStatus sink = api.sinks().one(name);
            if (json) {
                surroundings.json(sink);
            } else {
                print(sink);
            }
        }
        return ExitCode.OK.number();
    }

    private void print(SinkStatus sink) {
        line("sink", sink.name() + ", " + sink.type() + ", mode " + sink.mode());
        line("target", sink.target());
        line("state", Json.word(sink.state()) + (sink.reason() == null ? "" : ": " + sink.reason())
                + (sink.cure() == null ? "" : ". " + sink.cure()));
        line("cursor", Display.number(sink.cursor()) + " of " + Display.number(sink.head()) + "; "
                + Display.count(sink.waiting(), "record waits", "records wait")
                + (sink.oldestWaiting() == null ? "" : ", the oldest since " + surroundings.ago(sink.oldestWaiting())));
        line("delivered", Display.number(sink.delivered()) + " taken, " + Display.number(sink.duplicates())
                + " there already, " + Display.number(sink.skipped()) + " left out");
        line("set aside", Display.count(sink.deadLetters(), "dead letter"));
        line("success", sink.lastSuccess() == null ? "never" : surroundings.ago(sink.lastSuccess()));
        if (sink.lastFailure() != null) {
            line("failure", surroundings.ago(sink.lastFailure()) + ", " + sink.failures() + " in a row");
        }
        if (sink.nextTry() != null) {
            line("next try", "in " + Display.age(Duration.between(surroundings.clock().instant(), sink.nextTry())));
        }
    }

    private void line(String label, String text) {
        surroundings.out().println(Display.padded(label, 12) + Display.safe(text));
    }
}
