// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import muster.app.simulate.Counts;
import muster.app.simulate.Door;
import muster.app.simulate.Faults;
import muster.app.simulate.Ledger;
import muster.app.simulate.Plan;
import muster.app.simulate.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster simulate push`.
@Command(
        name = "push",
        description = "Plays terminals that send by HTTP, to try a muster or to load it. Its serials must be"
                + " approved there: muster terminals pair.",
        footer = {
            "",
            "Examples:",
            "  muster simulate push --terminals-at 127.0.0.1:8081 --count 100",
            "  muster simulate push --url http://127.0.0.1:8888 --terminals 50 --rate 2 \\",
            "      --duration 5m --resend 0.1 --faults drop-reply,cut:0.05"
        })
final class SimulatePush implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "URL", description = "Call at this URL's /iclock, as behind a reverse proxy.")
    private URI url;

    @Option(names = "--terminals-at", paramLabel = "HOST:PORT", description = "Call at the terminals' own port.")
    private String address;

    @Option(names = "--terminals", paramLabel = "N", description = "How many terminals; 1 unless given.")
    private int terminals = 1;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Punches each second at each terminal; 1 unless given.")
    private double rate = 1;

    @Option(names = "--users", paramLabel = "N", description = "How many people punch; 100 unless given.")
    private int users = 100;

    @Option(names = "--count", paramLabel = "N", description = "End after so many punches at each terminal.")
    private Long count;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "End after this time: 30s, 5m, 2h.")
    private Duration duration;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            description = "How many punches each terminal holds at the begin; they go in batches of 30.")
    private long backlog;

    @Option(
            names = "--resend",
            paramLabel = "P",
            description = "How likely an acknowledged batch is sent again, 0 to 1; 0 unless given.")
    private double resend;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description = "What goes wrong with uploads: drop-reply, cut, slow, garbage, wrong-length; each with its"
                    + " chance behind a colon, 0.1 unless given.")
    private String faults;

    @Option(
            names = "--retry",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long a terminal waits after a failure; 1s unless given.")
    private Duration retry = Duration.ofSeconds(1);

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long a terminal goes on without any success; 60s unless given.")
    private Duration patience = Duration.ofSeconds(60);

    @Option(names = "--serial-prefix", paramLabel = "TEXT", description = "What serials begin with; SIM unless given.")
    private String prefix = "SIM";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of their clocks; this machine's unless given.")
    private ZoneId zone = ZoneId.systemDefault();

    @Option(names = "--seed", paramLabel = "N", description = "Makes a run repeatable; 1 unless given.")
    private long seed = 1;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Write each punch that was acknowledged to this file: serial, tab, the punch.")
    private Path ledger;

    @Option(names = "--json", description = "Print the final numbers as JSON.")
    private boolean json;

    SimulatePush(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError, IOException, InterruptedException {
        Plan plan = plan();
        if (ledger == null) {
            return run(plan, null);
        }
        try (BufferedWriter out = ledger()) {
            return run(plan, new Ledger(out));
        } catch (UncheckedIOException e) {
            throw new UserError(ExitCode.IO,
                    "the ledger " + ledger + " cannot be written: " + e.getCause().getMessage(),
                    "the run was ended: it would have proved nothing");
        }
    }

    private BufferedWriter ledger() throws UserError {
        try {
            return Files.newBufferedWriter(ledger);
        } catch (IOException e) {
            throw new UserError(ExitCode.CANNOT_CREATE, "the ledger " + ledger + " cannot be made",
                    "is its directory there, and may you write in it?");
        }
    }

    private Plan plan() {
        check(terminals >= 1 && terminals <= 100_000, "--terminals must be 1 to 100000");
        check(users >= 1 && users <= 1_000_000, "--users must be 1 to 1000000");
        check(rate >= 0 && rate <= 10_000, "--rate must be 0 to 10000");
        check(resend >= 0 && resend <= 1, "--resend must be 0 to 1");
        check(count == null || count >= 0, "--count must be 0 or more");
        check(backlog >= 0 && backlog <= 10_000_000, "--backlog must be 0 to 10000000");
        check(count != null && rate > 0 || count != null && count == 0 || duration != null || rate > 0,
                "--rate 0 makes no punches, so --count is never reached; give --duration");
        check(prefix.matches("[A-Za-z0-9_-]{1,50}"), "--serial-prefix must be 1 to 50 letters, digits, - or _");
        return new Plan(
                door(), terminals, prefix, users, rate, count, duration, backlog, resend, faults(), retry, patience,
                zone, seed);
    }

    private void check(boolean good, String sentence) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private Faults faults() {
        try {
            return faults == null ? Faults.NONE : Faults.parse(faults);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--faults: " + e.getMessage());
        }
    }

    private Door door() {
        check(url == null != (address == null), "say where the terminals call: --terminals-at HOST:PORT or --url URL");
        URI place = url == null ? at(address) : url;
        check("http".equals(place.getScheme()) && place.getHost() != null && place.getPort() != 0,
                url == null ? "--terminals-at must be HOST:PORT" : "--url must be http://HOST:PORT");
        String path = place.getRawPath() == null ? "" : place.getRawPath().replaceFirst("/+$", "");
        return new Door(place.getHost(), place.getPort() < 0 ? 80 : place.getPort(), path);
    }

    private URI at(String text) {
        check(text.matches(".+:[0-9]{1,5}"), "--terminals-at must be HOST:PORT");
        try {
            return URI.create("http://" + text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--terminals-at must be HOST:PORT");
        }
    }

    /// Runs to the end, or until the process is told to end: then what was done is still told.
    private int run(Plan plan, Ledger notes) throws InterruptedException {
        Instant begin = surroundings.clock().instant();
        CountDownLatch told = new CountDownLatch(1);
        try (Simulation simulation = new Simulation(plan, notes, surroundings.clock())) {
            Thread onEnd = new Thread(() -> {
                simulation.stop();
                await(told);
            });
            Runtime.getRuntime().addShutdownHook(onEnd);
            try {
                watch(simulation);
                return summary(simulation.counts(), age(begin));
            } finally {
                told.countDown();
                forget(onEnd);
            }
        }
    }

    private static void await(CountDownLatch told) {
        try {
            told.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread onEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(onEnd);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook is what waits for us
        }
    }

    private void watch(Simulation simulation) throws InterruptedException {
        LongSupplier acknowledged = () -> simulation.counts().acknowledged();
        long whole = count == null ? 0 : terminals * (count + backlog);
        Progress progress = new Progress(surroundings, acknowledged, () -> whole)
                .rated(acknowledged, number -> Display.count(number, "punch", "punches"));
        while (!simulation.await(Duration.ofSeconds(1))) {
            progress.show(line(simulation.counts()));
        }
        progress.clear();
    }

    private Duration age(Instant begin) {
        return Duration.between(begin, surroundings.clock().instant());
    }

    private static String line(Counts counts) {
        return "made " + Display.number(counts.made()) + ", acknowledged " + Display.number(counts.acknowledged())
                + ", waiting " + Display.number(counts.waiting()) + ", sent " + Display.number(counts.sent())
                + ", resent " + Display.number(counts.resent()) + ", refused " + Display.number(counts.refused())
                + ", unanswered " + Display.number(counts.unanswered()) + ", commands "
                + Display.number(counts.commands());
    }

    private int summary(Counts counts, Duration took) {
        if (json) {
            surroundings.json(counts);
        } else {
            surroundings.out().println(line(counts) + " in " + Display.age(took));
        }
        if (counts.complete()) {
            return ExitCode.OK.number();
        }
        surroundings.err().println("muster: " + Display.count(counts.waiting(), "punch", "punches")
                + " were not acknowledged");
        if (counts.acknowledged() == 0 && counts.refused() > 0) {
            surroundings.err().println("  are the terminals approved? muster terminals list, muster terminals pair");
        }
        return ExitCode.TRY_AGAIN.number();
    }
}
