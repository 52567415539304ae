// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.MonitorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster report event`.
@Command(
        name = "event",
        description = "Says what another program did or met; it is kept and shown in muster log. Numbers and names of"
                + " people are kept masked.",
        footer = {
            "",
            "Examples:",
            "  muster report event sms \"message sent\" --data operation=absence --data duration=1.2",
            "  muster report event error \"the camera gives no picture\""
        })
final class ReportEvent implements Callable<Integer> {

    /// A script that tells what happened must not wait long for who listens.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--data", paramLabel = "NAME=VALUE", description = "Something that belongs to it.")
    private Map<String, String> data = new LinkedHashMap<>();

    @Parameters(
            index = "0",
            paramLabel = "TYPE",
            description = "scan, sync, sms, photo, error, warning or another word.")
    private String type;

    @Parameters(index = "1", paramLabel = "MESSAGE", description = "A sentence.")
    private String message;

    ReportEvent(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings, PATIENCE)) {
            api.watch().tell(new MonitorReport(type, message, data.isEmpty() ? null : data));
        }
        return ExitCode.OK.number();
    }
}
