// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Json;
import muster.model.SinkList;
import muster.model.SinkState;
import muster.model.SinkStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster sinks list`.
@Command(
        name = "list",
        description = "Lists the sinks, how they are, and how much waits for each.",
        footer = {"", "Example:", "  muster sinks list"})
final class ListSinks implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListSinks(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            SinkList list = api.sinks().list();
            if (json) {
                surroundings.json(list);
            } else if (list.sinks().isEmpty()) {
                surroundings.err().println("no sinks; add a [sinks.NAME] to the configuration, see muster-sinks(5)");
            } else {
                print(list.sinks());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<SinkStatus> sinks) {
        Table table = new Table("NAME", "TYPE", "STATE", "WAITING", "OLDEST", "DEAD", "DELIVERED", "LAST SUCCESS")
                .spare("TYPE", "DELIVERED", "LAST SUCCESS");
        for (SinkStatus sink : sinks) {
            table.row(
                    sink.name(),
                    sink.type(),
                    Json.word(sink.state()),
                    Display.number(sink.waiting()),
                    surroundings.ago(sink.oldestWaiting()),
                    Display.number(sink.deadLetters()),
                    Display.number(sink.delivered() + sink.duplicates()),
                    surroundings.ago(sink.lastSuccess()));
        }
        listing.print(table, surroundings);
        for (SinkStatus sink : sinks) {
            if (sink.reason() != null && sink.state() != SinkState.RUNNING) {
                surroundings.out().println(Display.safe(sink.name() + ": " + sink.reason()
                        + (sink.cure() == null ? "" : ". " + sink.cure())));
            }
        }
    }
}
