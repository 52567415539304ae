// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster report forget`.
@Command(
        name = "forget",
        description = "Forgets another program that reports no more, so that it is not missed.",
        footer = {"", "Example:", "  muster report forget camera"})
final class ForgetComponent implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name;

    ForgetComponent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings, ReportEvent.PATIENCE)) {
            api.watch().forget(name);
        }
        return ExitCode.OK.number();
    }
}
