// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.StreamQuery;
import muster.journal.JournalException;
import muster.model.PunchPage;
import muster.model.PunchQuery;
import muster.model.PunchRow;
import muster.model.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster punches`.
@Command(
        name = "punches",
        description = "Lists punches, the newest first, or follows them as they come.",
        footer = {
            "",
            "Examples:",
            "  muster punches --terminal SERIAL --limit 5",
            "  muster punches --from 2026-11-20 --to 2026-11-20 --oldest --json",
            "  muster punches --follow"
        })
final class PunchesCommand implements Callable<Integer> {

    private static final int USUAL = 20;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OriginOptions origin;

    @Mixin
    private LocalTimeBounds bounds;

    @Option(names = {"-f", "--follow"}, description = "Show the newest, and then each punch as it comes.")
    private boolean follow;

    @Option(names = "--terminal", paramLabel = "SERIAL", description = "Only of this terminal.")
    private String terminal;

    @Option(names = "--pin", paramLabel = "PIN", description = "Only of this person.")
    private String pin;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Only what came in this way: push, pull, ble, manual, import.")
    private Source source;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most, 1 to 10000; " + USUAL + " unless given, and with --follow before the first"
                    + " new one, 0 to 10000.")
    private Integer limit;

    @Option(names = "--oldest", description = "The oldest first.")
    private boolean oldest;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print the API's answer; with --follow one entry on each line.")
    private boolean json;

    PunchesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, JournalException, InterruptedException {
        int most = limit == null ? USUAL : limit;
        if (most < (follow ? 0 : 1) || most > PunchQuery.MAX_LIMIT) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 to 10000, not " + most);
        }
        if (follow) {
            follow(most);
        } else {
            list(most);
        }
        return ExitCode.OK.number();
    }

    private PunchQuery query(int most, boolean newestFirst) {
        return new PunchQuery(terminal, pin, source, bounds.from(), bounds.to(), null, newestFirst, most);
    }

    private void list(int most) throws UserError, ApiException, JournalException, InterruptedException {
        try (Origin opened = origin.open(surroundings)) {
            PunchPage page = opened.punches(query(most, !oldest));
            if (json) {
                surroundings.json(page);
            } else if (page.punches().isEmpty()) {
                surroundings.err().println("no punches");
            } else {
                new PunchTable(surroundings, listing).print(page.punches());
            }
        }
    }

    private void follow(int most) throws UserError, ApiException, InterruptedException {
        if (bounds.given() || oldest || origin.data() != null) {
            throw new UserError(ExitCode.USAGE, "--follow shows what comes from now on and asks a daemon",
                    "leave out --from, --to, --oldest and --data");
        }
        try (Api api = origin.daemon().api(surroundings)) {
            long head = api.status().head();
            PunchFollower follower = new PunchFollower(surroundings, listing, json, this::wanted);
            List<PunchRow> newest =
                    most == 0 ? List.of() : api.punches(query(most, true)).punches().reversed();
            // what came since the head was asked for is left to the stream: nothing twice
            follower.first(newest.stream().filter(punch -> punch.seq() <= head).toList());
            api.stream(new StreamQuery(terminal, Set.of("punch"), head)).follow(follower);
        }
    }

    private boolean wanted(PunchRow punch) {
        return (pin == null || pin.equals(punch.pin())) && (source == null || source == punch.source());
    }
}
