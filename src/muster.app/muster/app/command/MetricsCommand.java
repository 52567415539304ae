// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Metrics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster metrics`.
@Command(
        name = "metrics",
        description = "Shows the numbers, or writes them with components, alerts and the latest events to a file.",
        footer = {
            "",
            "Examples:",
            "  muster metrics",
            "  muster metrics --export",
            "  muster metrics --prometheus | grep sink"
        })
final class MetricsCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'metrics_export_'uuuuMMdd'_'HHmmss'.json'");

    private final Surroundings surroundings;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean json;

    @Option(
            names = "--export",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FILE",
            description = "Write everything to this file, which appears when it is complete; else to"
                    + " data/metrics_export_YYYYMMDD_HHMMSS.json below the current directory.")
    private String export;

    @Option(names = "--prometheus", description = "Print every number in Prometheus' text format.")
    private boolean prometheus;

    MetricsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, ApiException, IOException, InterruptedException {
        if (Stream.of(json, export != null, prometheus).filter(given -> given).count() > 1) {
            throw new UserError(ExitCode.USAGE, "--json, --export and --prometheus are three ways to show the numbers",
                    "give one of them");
        }
        try (Api api = daemon.api(surroundings)) {
            if (export != null) {
                write(MetricsExport.text(api), file());
            } else if (prometheus) {
                surroundings.out().print(api.watch().prometheus());
            } else if (json) {
                surroundings.json(api.metrics());
            } else {
                print(api.metrics());
            }
        }
        return ExitCode.OK.number();
    }

    private Path file() throws IOException {
        if (!export.isEmpty()) {
            return Path.of(export);
        }
        Path directory = Files.createDirectories(Path.of("data"));
        return directory.resolve(NAME.format(surroundings.clock().instant().atZone(EventTimes.zone(surroundings))));
    }

    private void write(String everything, Path target) throws UserError, IOException {
        try (NewFile file = NewFile.at(target)) {
            file.writer().write(everything);
            file.complete();
        }
        surroundings.err().println("written to " + target);
    }

    private void print(Metrics metrics) {
        Table table = new Table("MEASURE", "VALUE", "MEANING");
        table.row("scans_today", Display.number(metrics.scansToday()), "punches of today, by the terminals' dates");
        table.row("scans_last_hour", Display.number(metrics.scansLastHour()), "punches received within 60 minutes");
        table.row("success_rate", String.format(Locale.ROOT, "%.1f %%", metrics.successRate()),
                "deliveries since the start that succeeded");
        table.row("queue_size", Display.number(metrics.queueSize()), "records that wait for a sink");
        table.row("failed_syncs", Display.number(metrics.failedSyncs()), "records set aside: open dead letters");
        table.row("uptime_seconds", Display.number(metrics.uptimeSeconds()), "since the start");
        table.print(surroundings.out());
    }
}
