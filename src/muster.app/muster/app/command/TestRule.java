// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.AlertTrial;
import muster.model.AlertTrial.Firing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster alerts test`.
@Command(
        name = "test",
        description = "Tells when a rule would have fired in the past, by what was measured then. Nobody is told.",
        footer = {
            "",
            "Examples:",
            "  muster alerts test queue_long --since 7d",
            "  muster alerts test queue_long --since 7d --when \"queue_size > 200\""
        })
final class TestRule implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = PastTime.Reader.class,
            description = "From how long ago on, such as 7d, or from this time on, 31 days at most; else a week.")
    private PastTime since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = PastTime.Reader.class,
            description = "Until then; else until now.")
    private PastTime until;

    @Option(
            names = "--when",
            paramLabel = "CONDITION",
            description = "This condition in place of the rule's own; see muster-alerts(5).")
    private String when;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "RULE", description = "The rule.")
    private String name;

    TestRule(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        Instant now = surroundings.clock().instant();
        try (Api api = daemon.api(surroundings)) {
            AlertTrial trial =
                    api.watch().trial(name, PastTime.before(since, now), PastTime.before(until, now), when);
            if (json) {
                surroundings.json(trial);
            } else {
                print(trial);
            }
        }
        return ExitCode.OK.number();
    }

    private void print(AlertTrial trial) {
        if (!trial.firings().isEmpty()) {
            Table table = new Table("FROM", "UNTIL", "LASTED", "SUBJECT", "VALUE");
            trial.firings().forEach(firing -> table.row(
                    EventTimes.text(firing.from(), surroundings),
                    firing.until() == null ? "still" : EventTimes.text(firing.until(), surroundings),
                    lasted(firing, trial),
                    firing.subject(),
                    AlertText.value(firing.value())));
            table.print(surroundings.out());
        }
        surroundings.out().println(Display.safe(ListRules.text(trial.rule()) + "; it would have fired "
                + Display.count(trial.firings().size(), "time")
                + " from " + EventTimes.text(trial.since(), surroundings)
                + " to " + EventTimes.text(trial.until(), surroundings)
                + ", by " + Display.count(trial.samples(), "measured value")));
    }

    private static String lasted(Firing firing, AlertTrial trial) {
        Instant end = firing.until() == null ? trial.until() : firing.until();
        return Display.age(Duration.between(firing.from(), end));
    }
}
