// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.SinkDifferences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster sinks diff`.
@Command(
        name = "diff",
        description = "Shows what delivering to a sink would change, and changes nothing: for each record what would be"
                + " sent and what is there. A good look before a sink or a profile is switched on.",
        footer = {"", "Examples:", "  muster sinks diff hr", "  muster sinks diff hr --after 0 --limit 1000 --all"})
final class CompareSink implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            description = "Begin behind this place in the journal; else with what was not delivered yet.")
    private Long after;

    @Option(names = "--limit", paramLabel = "N", description = "How many records, 1 to 1000; 100 unless given.")
    private int limit = 100;

    @Option(names = "--all", description = "Show also what is known already or left out.")
    private boolean all;

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name;

    CompareSink(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            SinkDifferences found = api.sinks().differences(name, after, limit);
            if (json) {
                surroundings.json(found);
            } else {
                print(found.differences());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<SinkDifferences.Line> lines) {
        for (SinkDifferences.Line line : lines) {
            boolean quiet = line.kind().equals("known") || line.kind().equals("skipped");
            if (all || !quiet) {
                surroundings.out().println(Display.padded(line.kind(), 10) + line.seq() + "  "
                        + (line.sent() == null ? "" : Display.safe(line.sent())));
                if (line.found() != null) {
                    surroundings.out().println("  there:  " + Display.safe(line.found()));
                }
            }
        }
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(SinkDifferences.Line::kind, Collectors.counting()));
        surroundings.err().println(lines.isEmpty() ? "nothing to compare" : counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")));
    }
}
