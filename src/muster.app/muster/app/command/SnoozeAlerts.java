// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Silence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster alerts snooze`.
@Command(
        name = "snooze",
        description = "Tells nobody of some alerts for a while. It ends by itself; what still fires then is told then.",
        footer = {
            "",
            "Examples:",
            "  muster alerts snooze --branch south --for 4h --reason \"no power until two\"",
            "  muster alerts snooze --rule backup_old --for 2d --reason \"new disk on order\""
        })
final class SnoozeAlerts implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Mixin
    private SilenceOptions silence;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long, 1m to 31d.")
    private Duration time;

    SnoozeAlerts(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        try (Api api = daemon.api(surroundings)) {
            Silence made = api.watch().silence(
                    silence.request(surroundings, Silence.Kind.SNOOZE, null, null, time, null));
            surroundings.out().println(Display.safe("nobody is told of " + AlertText.about(made) + " until "
                    + EventTimes.text(made.until(), surroundings) + "; muster alerts end " + made.id() + " ends that"));
        }
        return ExitCode.OK.number();
    }
}
