// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.AlertList;
import muster.model.AlertStatus;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster alerts list`.
@Command(
        name = "list",
        description = "Lists the alerts that are pending or fire now, the gravest first. Of what nobody is told it says"
                + " why.",
        footer = {"", "Example:", "  muster alerts list"})
final class ListAlerts implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListAlerts(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            AlertList list = api.watch().activeAlerts();
            if (json) {
                surroundings.json(list);
            } else if (list.alerts().isEmpty()) {
                surroundings.err().println("no alert fires or is pending");
            } else {
                print(list.alerts());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<AlertStatus> alerts) {
        Table table = new Table("ALERT", "LEVEL", "STATE", "SINCE", "MESSAGE").spare("SINCE");
        for (AlertStatus alert : alerts) {
            table.row(
                    alert.id(),
                    Json.word(alert.level()),
                    Json.word(alert.state()),
                    surroundings.ago(alert.firedAt() == null ? alert.since() : alert.firedAt()),
                    AlertText.message(alert));
        }
        listing.print(table, surroundings);
    }
}
