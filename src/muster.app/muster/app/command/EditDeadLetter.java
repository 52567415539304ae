// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster deadletters edit`.
@Command(
        name = "edit",
        description = "Delivers a dead letter under another person's number, and tries it at once.",
        footer = {"", "Example:", "  muster deadletters edit 17 --pin 1042"})
final class EditDeadLetter implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--pin", required = true, paramLabel = "PIN", description = "The number to deliver it under.")
    private String pin;

    @Parameters(paramLabel = "ID", description = "Its number.")
    private long id;

    EditDeadLetter(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            api.sinks().edit(id, pin);
            surroundings.out().println("dead letter " + id + " goes out under " + Display.safe(pin)
                    + " and is tried now; muster deadletters show " + id + " tells what came of it");
        }
        return ExitCode.OK.number();
    }
}
