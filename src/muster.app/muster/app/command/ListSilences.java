// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Json;
import muster.model.Silence;
import muster.model.SilenceList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster alerts silences`.
@Command(
        name = "silences",
        description = "Lists of which alerts nobody is told: what is snoozed, and what maintenance is planned.",
        footer = {"", "Example:", "  muster alerts silences"})
final class ListSilences implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--all", description = "The past ones too.")
    private boolean all;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListSilences(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            SilenceList list = api.watch().silences(all);
            if (json) {
                surroundings.json(list);
            } else if (list.silences().isEmpty()) {
                surroundings.err().println("nothing is silenced");
            } else {
                print(list.silences());
            }
        }
        return ExitCode.OK.number();
    }

    private void print(List<Silence> silences) {
        Table table = new Table("ID", "KIND", "FROM", "UNTIL", "EVERY", "BY", "ABOUT", "REASON")
                .spare("KIND", "BY", "FROM");
        for (Silence silence : silences) {
            table.row(
                    silence.id(),
                    Json.word(silence.kind()),
                    EventTimes.text(silence.from(), surroundings),
                    silence.endedAt() == null
                            ? EventTimes.text(silence.until(), surroundings)
                            : "ended " + EventTimes.text(silence.endedAt(), surroundings),
                    silence.every() == null ? null : Json.word(silence.every()),
                    silence.by(),
                    AlertText.about(silence),
                    silence.reason());
        }
        listing.print(table, surroundings);
    }
}
