// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster terminals pair`.
@Command(
        name = "pair",
        description = "Accepts unknown terminals by themselves for a while.",
        footer = {"", "Examples:", "  muster terminals pair --minutes 30", "  muster terminals pair --stop"})
final class PairTerminals implements Callable<Integer> {

    private static final int USUAL = 10;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--minutes", paramLabel = "N", description = "For how long, 1 to 1440; " + USUAL + " unless given.")
    private Integer minutes;

    @Option(names = "--stop", description = "End it now.")
    private boolean stop;

    PairTerminals(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        if (stop && minutes != null) {
            throw new ParameterException(
                    spec.commandLine(), "--stop ends it and --minutes begins it; give one of them");
        }
        try (Api api = daemon.api(surroundings)) {
            if (stop) {
                api.endPairing();
                surroundings.out().println("unknown terminals are no longer accepted by themselves");
            } else {
                surroundings.out().println("unknown terminals are accepted by themselves until "
                        + api.pair(minutes == null ? USUAL : minutes));
            }
        }
        return ExitCode.OK.number();
    }
}
