// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import muster.client.ApiException;
import muster.journal.JournalException;
import muster.model.Json;
import muster.model.QuarantinePage;
import muster.model.QuarantineRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster quarantine list`.
@Command(
        name = "list",
        description = "Lists the records that are held and why, the newest first.",
        footer = {"", "Example:", "  muster quarantine list --terminal SERIAL"})
final class ListQuarantine implements Callable<Integer> {

    private static final int USUAL = 100;
    private static final int PAGE = 1000;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OriginOptions origin;

    @Option(names = "--terminal", paramLabel = "SERIAL", description = "Only of this terminal.")
    private String terminal;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most, from 1; " + USUAL + " unless given.")
    private Integer limit;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListQuarantine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, InterruptedException {
        int most = limit == null ? USUAL : limit;
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more, not " + most);
        }
        List<QuarantineRow> held = new ArrayList<>();
        Long cursor = null;
        try (Origin opened = origin.open(surroundings)) {
            do {
                QuarantinePage page = opened.quarantine(terminal, cursor, Math.min(PAGE, most - held.size()));
                held.addAll(page.quarantine());
                cursor = page.next();
            } while (cursor != null && held.size() < most);
        }
        print(held, cursor);
        return ExitCode.OK.number();
    }

    private void print(List<QuarantineRow> held, Long cursor) {
        if (json) {
            surroundings.json(new QuarantinePage(held, cursor));
            return;
        }
        if (held.isEmpty()) {
            surroundings.err().println("nothing is held");
            return;
        }
        Table table = new Table("SEQ", "TERMINAL", "TABLE", "REASON", "RECEIVED", "DETAIL", "RECORD")
                .spare("TABLE", "RECEIVED");
        for (QuarantineRow row : held) {
            table.row(
                    row.seq(),
                    row.terminal(),
                    row.table(),
                    row.reason() == null ? null : Json.word(row.reason()).replace('_', ' '),
                    surroundings.ago(row.receivedAt()),
                    row.detail(),
                    row.raw() == null ? null : Display.cut(row.raw().toString().strip().replace('\t', ' '), 60));
        }
        listing.print(table, surroundings);
    }
}
