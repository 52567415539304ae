// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import muster.app.simulate.phone.Crowd;
import muster.app.simulate.phone.CrowdPlan;
import muster.app.simulate.phone.Recording;
import muster.client.Api;
import muster.client.ApiException;
import muster.model.GatheringSettings;
import muster.model.Sighting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster simulate phones`.
@Command(
        name = "phones",
        description = "Plays phones that come to the door, or a recording of some, to try an event without Bluetooth.",
        footer = {
            "",
            "Examples:",
            "  muster simulate phones --start --phones 50 --arrival 1m",
            "  muster simulate phones --phones 50 --duration 2m --print > crowd.jsonl",
            "  muster simulate phones --file crowd.jsonl --speed 4"
        })
final class SimulatePhones implements Callable<Integer> {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int BATCH = 10_000;
    private static final String DEMO = "demo";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DaemonOptions daemon;

    @Option(names = "--phones", paramLabel = "N", description = "How many participants come; 20 unless given.")
    private int phones = 20;

    @Option(names = "--foreign", paramLabel = "N", description = "How many other devices advertise; 30 unless given.")
    private int foreign = 30;

    @Option(names = "--prefix", description = "What the participants' ids begin with; ATT- unless given.")
    private String prefix = "ATT-";

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Advertisements each second of each device; 1 unless given.")
    private double rate = 1;

    @Option(
            names = "--arrival",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Within this time they come; 30s unless given.")
    private Duration arrival = Duration.ofSeconds(30);

    @Option(
            names = "--stay",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "How long each of them stays; to the end unless given.")
    private Duration stay;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "End after this time: 30s, 5m, 2h.")
    private Duration duration;

    @Option(names = "--file", paramLabel = "FILE", description = "Play this recording instead, one sighting a line.")
    private Path file;

    @Option(names = "--speed", paramLabel = "X", description = "Play so many times as fast, 0.1 to 1000.")
    private double speed = 1;

    @Option(names = "--start", description = "Make the event demo and start it first, unless one is started.")
    private boolean start;

    @Option(names = "--print", description = "Print the sightings as a recording, as fast as they come; send nothing.")
    private boolean print;

    @Option(names = "--seed", paramLabel = "N", description = "Makes a run repeatable; 1 unless given.")
    private long seed = 1;

    SimulatePhones(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Where sightings come from, by the time since the begin.
    private interface Air {
        List<Sighting> until(Duration since) throws IOException;

        boolean isOver(Duration since) throws IOException;
    }

    @Override
    public Integer call() throws UserError, ApiException, IOException, InterruptedException {
        check();
        if (print) {
            return print();
        }
        try (Api api = daemon.api(surroundings)) {
            if (start) {
                startDemo(api);
            }
            if (file == null) {
                return play(api, crowd(null));
            }
            try (BufferedReader lines = recording()) {
                return play(api, recorded(new Recording(lines)));
            }
        }
    }

    private void check() {
        require(phones >= 0 && phones <= 100_000, "--phones must be 0 to 100000");
        require(foreign >= 0 && foreign <= 100_000, "--foreign must be 0 to 100000");
        require(rate > 0 && rate <= 100, "--rate must be more than 0 and at most 100");
        require(speed >= 0.1 && speed <= 1000, "--speed must be 0.1 to 1000");
        require(prefix.matches("[!-~]{0,10}"), "--prefix must be up to 10 printable ASCII characters");
        require(!print || duration != null, "--print needs --duration, or it would never end");
    }

    private void require(boolean good, String sentence) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private BufferedReader recording() throws UserError, IOException {
        try {
            return Files.newBufferedReader(file);
        } catch (NoSuchFileException e) {
            throw new UserError(ExitCode.NO_INPUT, "there is no file " + file, "");
        }
    }

    private Air crowd(Instant begin) {
        Crowd crowd = new Crowd(new CrowdPlan(phones, foreign, prefix, rate, arrival, stay, seed));
        return new Air() {
            @Override
            public List<Sighting> until(Duration since) {
                return crowd.until(since, begin == null ? null : begin.plus(since));
            }

            @Override
            public boolean isOver(Duration since) {
                return crowd.isOver(since) || duration != null && since.compareTo(duration) > 0;
            }
        };
    }

    private static Air recorded(Recording recording) {
        return new Air() {
            @Override
            public List<Sighting> until(Duration since) throws IOException {
                return recording.until(since);
            }

            @Override
            public boolean isOver(Duration since) throws IOException {
                return recording.isOver();
            }
        };
    }

    private int print() throws IOException {
        Air air = crowd(surroundings.clock().instant());
        for (Duration since = Duration.ZERO; !air.isOver(since); since = since.plus(TICK)) {
            air.until(since).forEach(surroundings::json);
        }
        return ExitCode.OK.number();
    }

    private int play(Api api, Air air) throws IOException, ApiException, InterruptedException {
        long begin = System.nanoTime();
        long taken = 0;
        for (Duration since = Duration.ZERO; !air.isOver(since); since = since(begin)) {
            List<Sighting> heard = air.until(since);
            for (int i = 0; i < heard.size(); i += BATCH) {
                taken += api.door().sight(heard.subList(i, Math.min(heard.size(), i + BATCH)));
            }
            Thread.sleep(TICK);
        }
        surroundings.out().println(Display.count(taken, "sighting") + " sent");
        return ExitCode.OK.number();
    }

    private Duration since(long begin) {
        return Duration.ofNanos((long) ((System.nanoTime() - begin) * speed));
    }

    private void startDemo(Api api) throws ApiException, InterruptedException {
        boolean made = api.gatherings().list().gatherings().stream()
                .anyMatch(each -> each.gathering().id().equals(DEMO));
        if (!made) {
            api.gatherings().add(new GatheringSettings(DEMO, "Demo event", null, null, null, null));
        }
        if (api.gatherings().list().current() == null) {
            api.gatherings().start(DEMO);
        }
    }
}
