// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import muster.app.pull.Scan;
import muster.app.terminal.Network;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.Pull;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `muster terminals scan`.
@Command(
        name = "scan",
        description = "Looks for terminals that can be read on port 4370, from this machine, at every address of a"
                + " network.",
        footer = {
            "",
            "Examples:",
            "  muster terminals scan 192.0.2.0/24",
            "  muster terminals scan 192.0.2.0/24 --add --branch B017"
        })
final class ScanTerminals implements Callable<Integer> {

    private static final int FASTEST = 500;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--port", paramLabel = "PORT", description = "The port there; 4370 unless given.")
    private int port = Pull.PORT;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            converter = Rate.class,
            description = "How many addresses to try in a second, 1 to " + FASTEST + "; 50/s unless given.")
    private int rate = 50;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long an address may take to answer, 100ms to 30s; 2s unless given.")
    private Duration timeout = Duration.ofSeconds(2);

    @Option(names = "--add", description = "Add those that are not known yet as terminals to be read.")
    private boolean add;

    @Option(names = "--branch", paramLabel = "ID", description = "With --add: their branch.")
    private String branch;

    @Mixin
    private TableOptions listing;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "CIDR",
            description = "The network, 192.0.2.0/24, with " + Scan.MOST + " addresses at most; or one address.")
    private String network;

    ScanTerminals(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// `50/s`, or only `50`.
    static final class Rate implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[0-9]{1,6}(/s)?")) {
                throw new TypeConversionException("'" + text + "' is no rate such as 50/s");
            }
            return Integer.valueOf(text.replace("/s", ""));
        }
    }

    @Override
    public Integer call() throws UserError, ApiException, InterruptedException {
        Scan scan = scan();
        if (!add) {
            return show(ScanFinds.of(scan, progress(scan)));
        }
        try (Api api = daemon.api(surroundings)) {
            // before the long work, so that a wrong --url is told at once
            ScanFinds finds = new ScanFinds(api, api.terminals(), branch, port);
            return show(finds.added(ScanFinds.of(scan, progress(scan))));
        }
    }

    private Scan scan() {
        if (port < 1 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be 1 to 65535, not " + port);
        }
        if (rate < 1 || rate > FASTEST) {
            throw new ParameterException(spec.commandLine(), "--rate must be 1/s to " + FASTEST + "/s, not " + rate);
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new ParameterException(spec.commandLine(), "--timeout must be 100ms to 30s");
        }
        if (branch != null && !add) {
            throw new ParameterException(spec.commandLine(), "--branch is for those that --add adds");
        }
        try {
            Scan scan = new Scan(Network.parse(network), port, rate, timeout);
            scan.addresses();
            return scan;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private ScanProgress progress(Scan scan) {
        return new ScanProgress(surroundings, scan.addresses().size());
    }

    private int show(List<ScanFinds.Find> found) {
        if (json) {
            surroundings.json(ScanFinds.json(found));
        } else if (found.isEmpty()) {
            surroundings.err().println("nothing answers on port " + port + " in " + network);
        } else {
            print(found);
        }
        boolean failed = found.stream().anyMatch(ScanFinds.Find::failed);
        return (failed ? ExitCode.BAD_DATA : ExitCode.OK).number();
    }

    private void print(List<ScanFinds.Find> found) {
        Table table = add
                ? new Table("HOST", "SERIAL", "MODEL", "FIRMWARE", "TERMINAL")
                : new Table("HOST", "SERIAL", "MODEL", "FIRMWARE", "PROBLEM");
        for (ScanFinds.Find find : found) {
            Scan.Found device = find.device();
            table.row(device.host(), device.serial(), device.deviceName(), device.firmware(),
                    add ? find.outcome() : device.problem());
        }
        listing.print(table, surroundings);
    }
}
