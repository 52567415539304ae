// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Component;
import muster.model.ComponentReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster report component`.
@Command(
        name = "component",
        description = "Says how another program is. Without a further report in time it is stale.",
        footer = {
            "",
            "Examples:",
            "  muster report component camera online 1280x720",
            "  muster report component sms error \"no credit\" --stale-after 1h"
        })
final class ReportComponent implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = "--stale-after",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "After how much silence it is stale, 10s to 24h; else 5m.")
    private Duration staleAfter;

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name, such as camera or sms.")
    private String name;

    @Parameters(index = "1", paramLabel = "STATE", description = "online, degraded, offline, error or off.")
    private Component.State state;

    @Parameters(index = "2", arity = "0..1", paramLabel = "DETAILS", description = "A word or a sentence for people.")
    private String details;

    ReportComponent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (state == Component.State.STALE || state == Component.State.UNKNOWN) {
            throw new UserError(ExitCode.USAGE, "a component does not report that nobody reports",
                    "give online, degraded, offline, error or off");
        }
        try (Api api = daemon.api(surroundings, ReportEvent.PATIENCE)) {
            Long seconds = staleAfter == null ? null : Long.valueOf(staleAfter.toSeconds());
            api.watch().report(name, new ComponentReport(state, details, seconds));
        }
        return ExitCode.OK.number();
    }
}
