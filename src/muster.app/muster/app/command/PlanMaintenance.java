// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Json;
import muster.model.Silence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster alerts maintenance`.
@Command(
        name = "maintenance",
        description = "Tells nobody of some alerts while work is planned, once or again and again.",
        footer = {
            "",
            "Examples:",
            "  muster alerts maintenance --branch south --from 2026-11-21T22:00 --until 2026-11-22T02:00"
                    + " --reason \"new switch\"",
            "  muster alerts maintenance --subject hr --from 2026-11-21T02:00 --until 2026-11-21T02:30 --every day"
                    + " --reason \"its backup\""
        })
final class PlanMaintenance implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private SilenceOptions silence;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = EventTimes.Reader.class,
            description = "Its begin: 2026-11-20T22:00, in this machine's zone unless an offset is given; else now.")
    private Instant from;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            converter = EventTimes.Reader.class,
            description = "Its end.")
    private Instant until;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "Again at the same local times every day or every week; until it is ended.")
    private Silence.Every every;

    PlanMaintenance(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            Silence made = api.watch().silence(
                    silence.request(surroundings, Silence.Kind.MAINTENANCE, from, until, null, every));
            surroundings.out().println(Display.safe("nobody is told of " + AlertText.about(made) + " from "
                    + EventTimes.text(made.from(), surroundings) + " to " + EventTimes.text(made.until(), surroundings)
                    + (made.every() == null ? "" : ", every " + Json.word(made.every()))
                    + "; muster alerts end " + made.id() + " ends that"));
        }
        return ExitCode.OK.number();
    }
}
