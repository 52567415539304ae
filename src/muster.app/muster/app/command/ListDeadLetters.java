// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.DeadLetter;
import muster.model.DeadLetterPage;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster deadletters list`.
@Command(
        name = "list",
        description = "Lists the records that were set aside, oldest first, and why.",
        footer = {"", "Examples:", "  muster deadletters list", "  muster deadletters list --reason not_registered"})
final class ListDeadLetters implements Callable<Integer> {

    private static final int PAGE = 1000;

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private LetterOptions which;

    @Option(names = "--all", description = "Also those that were delivered or discarded in the end.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most; 100 unless given.")
    private int limit = 100;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    ListDeadLetters(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            DeadLetterPage page = api.sinks().letters(which.sink(), which.reason(),
                    all ? null : DeadLetter.State.OPEN, null, Math.clamp(limit, 1, PAGE));
            if (json) {
                surroundings.json(page);
            } else if (page.letters().isEmpty()) {
                surroundings.err().println("no dead letters");
            } else {
                print(page);
            }
        }
        return ExitCode.OK.number();
    }

    private void print(DeadLetterPage page) {
        Table table = new Table("ID", "SINK", "PUNCH", "PIN", "REASON", "STATE", "TRIES", "SINCE", "DETAIL")
                .spare("TRIES", "PUNCH", "STATE");
        for (DeadLetter letter : page.letters()) {
            table.row(
                    letter.id(),
                    letter.sink(),
                    letter.seq(),
                    letter.edit() == null ? letter.pin() : letter.pin() + " -> " + letter.edit(),
                    letter.reason(),
                    Json.word(letter.state()),
                    letter.tries(),
                    surroundings.ago(letter.firstAt()),
                    letter.detail() == null ? null : Display.cut(letter.detail(), 60));
        }
        listing.print(table, surroundings);
        if (page.next() != null) {
            surroundings.err().println("there are more; --limit shows up to 1000, --sink and --reason fewer of them");
        }
    }
}
