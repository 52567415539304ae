// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.Watching;
import muster.model.AlertRule;
import muster.model.AlertStatus;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster alerts show`.
@Command(
        name = "show",
        description = "Shows everything about an alert that is pending or fires now.",
        footer = {"", "Example:", "  muster alerts show sink_stopped:hr"})
final class ShowAlert implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the alert as the API tells it.")
    private boolean json;

    @Parameters(paramLabel = "ALERT", description = "The alert as the list calls it: RULE or RULE:SUBJECT.")
    private String id;

    ShowAlert(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            AlertStatus alert = found(api.watch());
            if (json) {
                surroundings.json(alert);
            } else {
                print(alert);
                rule(api.watch(), alert.rule()).ifPresent(this::print);
            }
        }
        return ExitCode.OK.number();
    }

    private AlertStatus found(Watching watch) throws UserError, ApiException, InterruptedException {
        return watch.activeAlerts().alerts().stream()
                .filter(alert -> alert.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UserError(ExitCode.NO_INPUT, "no alert " + id + " fires or is pending",
                        "muster alerts list names those that do"));
    }

    private static Optional<AlertRule> rule(Watching watch, String name) throws ApiException, InterruptedException {
        return watch.rules().rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    private void print(AlertStatus alert) {
        line("alert", alert.id() + ", " + Json.word(alert.level()));
        line("state", Json.word(alert.state()) + ", the condition holds since " + surroundings.ago(alert.since()));
        line("message", alert.message());
        line("value", AlertText.value(alert.value()));
        if (alert.terminal() != null) {
            line("terminal", alert.terminal());
        }
        if (alert.branch() != null) {
            line("branch", alert.branch());
        }
        if (alert.firedAt() != null) {
            line("fired", surroundings.ago(alert.firedAt()));
        }
        line("told", (alert.toldAt() == null ? "never" : surroundings.ago(alert.toldAt()))
                + (alert.quiet() == null ? "" : "; nobody is told: " + alert.quiet()));
        if (alert.acknowledgedBy() != null) {
            line("known", AlertText.acknowledged(alert));
        }
    }

    private void print(AlertRule rule) {
        line("rule", ListRules.text(rule));
    }

    private void line(String label, String text) {
        surroundings.out().println(Display.padded(label, 12) + Display.safe(text));
    }
}
