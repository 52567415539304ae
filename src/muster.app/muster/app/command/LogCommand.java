// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.Set;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.client.StreamQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster log`.
@Command(
        name = "log",
        description = "Shows what happened lately, a line for each: punches, terminals that come and go, alerts, what"
                + " other programs reported. No person's number or name is in it.",
        footer = {
            "",
            "Examples:",
            "  muster log -f",
            "  muster log --type warning -n 50",
            "  muster log -f --json | jq -r .message"
        })
final class LogCommand implements Callable<Integer> {

    /// How many entries of the journal are looked at for each line: some kinds make none.
    private static final int LOOKED_AT = 10;
    private static final int LEAST = 1000;
    private static final int FOR_ONE_TYPE = 20_000;

    private final Surroundings surroundings;

    @Mixin
    private LogOptions options;

    LogCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        show(surroundings, options);
        return ExitCode.OK.number();
    }

    /// Shows what the options say. All of it comes from the stream, also what is there already: between two
    /// sources lines would be missed or come twice.
    static void show(Surroundings surroundings, LogOptions options)
            throws UserError, ApiException, InterruptedException {
        int count = options.count();
        try (Api api = options.daemon().api(surroundings)) {
            long head = api.status().head();
            if (!options.follow() && (head == 0 || count == 0)) {
                return;
            }
            int looked = options.type() == null ? Math.max(LEAST, LOOKED_AT * count) : FOR_ONE_TYPE;
            long begin = count == 0 ? head : Math.max(0, head - looked);
            api.stream(new StreamQuery(null, Set.of(), begin))
                    .follow(new LogFollower(surroundings, options, head, count));
        }
    }
}
