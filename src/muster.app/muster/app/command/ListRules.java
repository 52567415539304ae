// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.AlertRule;
import muster.model.Json;
import muster.model.RuleList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster alerts rules`.
@Command(
        name = "rules",
        description = "Lists the rules that alerts come from, as they are in force; muster-alerts(5) tells how to"
                + " change them.",
        footer = {"", "Example:", "  muster alerts rules"})
final class ListRules implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListRules(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            RuleList list = api.watch().rules();
            if (json) {
                surroundings.json(list);
            } else {
                print(list.rules());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<AlertRule> rules) {
        Table table = new Table("RULE", "LEVEL", "FROM", "WHEN").spare("FROM");
        rules.forEach(rule -> table.row(
                rule.name(), Json.word(rule.level()), rule.shipped() ? "muster" : "settings", condition(rule)));
        listing.print(table, surroundings);
    }

    /// A rule in a line.
    static String text(AlertRule rule) {
        return rule.name() + ": " + condition(rule);
    }

    private static String condition(AlertRule rule) {
        return rule.when()
                + (rule.forSeconds() == 0 ? "" : ", for " + time(rule.forSeconds()))
                + (rule.keepFiringSeconds() == 0 ? "" : ", over after " + time(rule.keepFiringSeconds()))
                + (rule.on() ? "" : " (off)");
    }

    private static String time(long seconds) {
        return Display.age(Duration.ofSeconds(seconds));
    }
}
