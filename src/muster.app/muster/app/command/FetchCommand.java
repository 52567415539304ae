// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import muster.app.terminal.Refusal;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster fetch`.
@Command(
        name = "fetch",
        description = "Reads the logs of terminals on port 4370 now, and waits until they are in the journal.",
        footer = {
            "",
            "Examples:",
            "  muster fetch --branch B017",
            "  muster fetch --all --data /var/lib/muster"
        })
final class FetchCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Surroundings surroundings;
    private final JournalFetches fetches;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OriginOptions place;

    @Option(
            names = "--terminal",
            paramLabel = "SERIAL",
            description = "This terminal; may be given several times.")
    private List<String> terminals;

    @Option(names = "--branch", paramLabel = "ID", description = "The terminals of this branch.")
    private String branch;

    @Option(names = "--all", description = "Every terminal that is read on port 4370.")
    private boolean all;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = LocalTimeBounds.From.class,
            description = "Leave out what is before this local time of the terminal: 2026-11-20 or 2026-11-20T08:00.")
    private LocalDateTime since;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    FetchCommand(Surroundings surroundings, JournalFetches fetches) {
        this.surroundings = surroundings;
        this.fetches = fetches;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, Refusal, InterruptedException {
        if (Stream.of(terminals != null, branch != null, all).filter(given -> given).count() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "name the terminals: one of --terminal, --branch and --all is needed");
        }
        try (Fetcher fetcher = open()) {
            FetchReport report = ended(fetcher);
            FetchSummary summary = new FetchSummary(report, since);
            if (json) {
                surroundings.json(report);
            } else {
                summary.print(surroundings);
            }
            return summary.code().number();
        }
    }

    private Fetcher open() throws UserError, JournalException {
        return place.data() == null
                ? new ApiFetcher(place.daemon().api(surroundings))
                : new JournalFetcher(place.data(), fetches, surroundings.clock());
    }

    /// Waits, and shows how far it is.
    private FetchReport ended(Fetcher fetcher) throws ApiException, UserError, Refusal, InterruptedException {
        FetchReport report = fetcher.order(new FetchRequest(terminals, branch, all ? true : null, since));
        FetchProgress progress = new FetchProgress(surroundings);
        try {
            while (!report.ended()) {
                progress.show(report);
                Thread.sleep(PAUSE);
                report = fetcher.report(report.id());
            }
        } finally {
            progress.clear();
        }
        return report;
    }
}
