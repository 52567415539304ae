// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.AlertStatus;
import muster.model.GatheringList;
import muster.model.GatheringStatus;
import muster.model.SinkStatus;
import muster.model.StatusReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster status`.
@Command(
        name = "status",
        description = "Shows how muster is doing on one screen; its first line names what is wrong and the command"
                + " to look deeper.",
        footer = {"", "Examples:", "  muster status", "  muster status --watch 5", "  muster status --ready"})
final class StatusCommand implements Callable<Integer> {

    private static final String CLEAR = "\033[H\033[2J";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Option(names = "--ready", description = "Print nothing; exit with 0 if punches can be kept. Needs no key.")
    private boolean ready;

    @Option(names = "--watch", paramLabel = "SECONDS", description = "Show it again every so many seconds, 1 to 3600.")
    private Integer watch;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (watch != null && (watch < 1 || watch > 3600)) {
            throw new ParameterException(spec.commandLine(), "--watch must be 1 to 3600 seconds, not " + watch);
        }
        try (Api api = daemon.api(surroundings)) {
            if (ready) {
                api.ready();
                return ExitCode.OK.number();
            }
            if (watch == null) {
                show(api.status(), api);
                return ExitCode.OK.number();
            }
            watch(api);
            return ExitCode.OK.number();
        }
    }

    /// Goes on through lost connections: whoever watches wants to see it come back.
    private void watch(Api api) throws ApiException, InterruptedException {
        while (!surroundings.out().checkError()) {
            try {
                StatusReport report = api.status();
                clear();
                show(report, api);
            } catch (ApiException e) {
                if (!e.passing()) {
                    throw e;
                }
                clear();
                surroundings.err().println("muster: " + Display.safe(e.getMessage()) + "; trying again");
            }
            Thread.sleep(Duration.ofSeconds(watch));
        }
    }

    private static GatheringStatus event(Api api) throws ApiException, InterruptedException {
        GatheringList list = api.gatherings().list();
        return list.gatherings().stream()
                .filter(each -> each.gathering().id().equals(list.current()))
                .findFirst()
                .orElse(null);
    }

    private void clear() {
        if (surroundings.interactive() && !json) {
            surroundings.out().print(CLEAR);
        }
    }

    private void show(StatusReport report, Api api) throws ApiException, InterruptedException {
        if (json) {
            surroundings.json(report);
        } else {
            List<SinkStatus> sinks = api.sinks().list().sinks();
            List<AlertStatus> alerts =
                    report.alertsFiring() == 0 ? List.of() : api.watch().activeAlerts().alerts();
            new StatusScreen(report, sinks, alerts, event(api), surroundings.colour())
                    .lines()
                    .forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
    }
}
