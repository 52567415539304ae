// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.ErasureRequest;
import muster.model.ErasureResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster people erase`.
@Command(
        name = "erase",
        description = {
            "Takes everything that names a person out of the journal, for good.",
            "Punches stay and are somebody's whom nobody knows: counts, times and terminals stay right.",
            "What terminals send of the PIN again is dropped and counted. Run it again if it was cut off."
        },
        footer = {"", "Example:", "  muster people erase 1042 --reason 'asked for it, letter of 3 November'"})
final class ErasePerson implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private AuthorOption author;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; the journal keeps it. It must not name the person.")
    private String reason;

    @Option(
            names = "--no-compact",
            description = "Do not write the journal anew: faster, but bytes can be left in its free space.")
    private boolean loose;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Parameters(paramLabel = "PIN", description = "The person's number, exactly as it is in the journal.")
    private String pin;

    ErasePerson(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        ErasureResult done;
        try (Api api = daemon.api(surroundings)) {
            done = api.erase(pin, new ErasureRequest(reason, author.name(surroundings), !loose));
        }
        if (json) {
            surroundings.json(done);
            return ExitCode.OK.number();
        }
        long rows = done.counts().values().stream().mapToLong(Long::longValue).sum();
        surroundings.out().println("erased: " + Display.count(rows, "row") + " changed, the person is now "
                + done.pseudonym());
        done.counts().forEach((table, count) -> surroundings.out().println("  " + table + ": "
                + Display.number(count)));
        surroundings.out().println("  deliveries dropped: " + Display.number(done.waiting()));
        surroundings.out().println("  photos deleted: " + Display.number(done.photos()));
        done.backups().forEach(file -> surroundings.out().println("not touched: " + Display.safe(file)));
        done.notes().forEach(note -> surroundings.out().println("note: " + Display.safe(note)));
        return ExitCode.OK.number();
    }
}
