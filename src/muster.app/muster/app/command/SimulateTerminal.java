// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import muster.app.simulate.device.Counters.Count;
import muster.app.simulate.device.DeviceServer;
import muster.app.simulate.device.Fleet;
import muster.app.simulate.device.FleetPlan;
import muster.app.simulate.device.Identity;
import muster.app.simulate.device.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `muster simulate terminal`.
@Command(
        name = "terminal",
        description = "Plays terminals that are read at port 4370, to try a muster, or another client, without"
                + " hardware. Prints a line `ready terminal=HOST:PORT serial=SERIAL` for each; ends when it is told"
                + " to.",
        footer = {
            "",
            "Examples:",
            "  muster simulate terminal --users 50 --records 2000 --rate 0.5",
            "  muster simulate terminal --listen 127.0.0.1:0 --count 300 --rate 0.1 \\",
            "      --fault cut --fault reset:0.01"
        })
final class SimulateTerminal implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOptions device;

    @Option(names = "--listen", paramLabel = "HOST:PORT",
            description = "Where it can be reached; port 0 is any that is free; 127.0.0.1:4370 unless given.")
    private String listen = "127.0.0.1:4370";

    @Option(names = "--count", paramLabel = "N",
            description = "How many terminals, at the ports from that one on; 1 unless given.")
    private int count = 1;

    @Option(names = "--udp", description = "Speak UDP as well, at the same port.")
    private boolean udp;

    @Option(names = "--no-tcp", description = "Speak UDP only, as old terminals do.")
    private boolean noTcp;

    @Option(names = "--serial", paramLabel = "TEXT",
            description = "Its serial; of many, what theirs begin with. SIM4370-0001 and so on unless given.")
    private String serial;

    @Option(names = "--firmware", paramLabel = "TEXT", description = "What it answers when asked for its version.")
    private String firmware = Identity.USUAL_FIRMWARE;

    @Option(names = "--option", paramLabel = "NAME=VALUE", description = "An option it has, such as ~PIN2Width=14.")
    private Map<String, String> options = Map.of();

    @Option(names = "--key", paramLabel = "N", description = "Its comm key; none unless given.")
    private long key;

    @Option(names = "--users", paramLabel = "N", description = "How many people are enrolled; 100 unless given.")
    private int users = 100;

    @Option(names = "--records", paramLabel = "N",
            description = "How many punches it holds at the begin; 1000 unless given.")
    private int records = 1000;

    @Option(names = "--rate", paramLabel = "R", description = "Punches each second; none unless given.")
    private double rate;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of its clock; this machine's unless given.")
    private ZoneId zone = ZoneId.systemDefault();

    @Option(names = "--ahead", paramLabel = "SECONDS",
            description = "How far its clock is ahead; behind with a minus sign.")
    private long ahead;

    @Option(names = "--drift", paramLabel = "PPM",
            description = "How many parts in a million its clock runs too fast; too slow with a minus sign.")
    private double drift;

    @Option(names = "--seed", paramLabel = "N", description = "Makes a run repeatable; 1 unless given.")
    private long seed = 1;

    @Option(names = "--duration", paramLabel = "TIME", converter = DurationText.class,
            description = "End after this time: 30s, 5m, 2h.")
    private Duration duration;

    @Option(names = "--ledger", paramLabel = "FILE",
            description = "At the end write each punch it ever held to this file: serial, PIN, local time, state and"
                    + " verify mode, with tabs between.")
    private Path ledger;

    SimulateTerminal(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws UserError {
        FleetPlan plan = plan();
        try (Writer out = ledger == null ? Writer.nullWriter() : ledger()) {
            return run(plan, out);
        } catch (IOException e) {
            throw new UserError(ExitCode.IO, "the ledger " + ledger + " cannot be written: " + e.getMessage(),
                    "is the disk full? What is in it is not all there was");
        }
    }

    private Writer ledger() throws UserError {
        try {
            return Files.newBufferedWriter(ledger);
        } catch (IOException e) {
            throw new UserError(ExitCode.CANNOT_CREATE, "the ledger " + ledger + " cannot be made",
                    "is its directory there, and may you write in it?");
        }
    }

    private FleetPlan plan() {
        check(count >= 1 && count <= 10_000, "--count must be 1 to 10000");
        check(users >= 0 && users <= 65_535, "--users must be 0 to 65535");
        check(records >= 0 && records <= 100_000, "--records must be 0 to 100000");
        check(rate >= 0 && rate <= 1000, "--rate must be 0 to 1000");
        check(key >= 0 && key <= 0xFFFF_FFFFL, "--key must be 0 to 4294967295");
        check(serial == null || serial.matches("[A-Za-z0-9_-]{1,40}"),
                "--serial must be 1 to 40 letters, digits, - or _");
        check(Math.abs(drift) <= 1_000_000, "--drift must be -1000000 to 1000000");
        check(Math.abs(ahead) <= 1_000_000_000, "--ahead must be -1000000000 to 1000000000");
        return new FleetPlan(place(), count, serial, firmware, options, key, device.dialect(), device.manners(),
                device.faults(), users, records, rate, zone, Duration.ofSeconds(ahead), drift, seed);
    }

    private void check(boolean good, String sentence) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }

    private Place place() {
        check(listen.matches(".+:[0-9]{1,5}"), "--listen must be HOST:PORT");
        int port = Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1));
        check(port <= 65_535, "--listen must have a port from 0 to 65535");
        check(port == 0 || port + count - 1 <= 65_535, "there are not " + count + " ports from " + port + " on");
        try {
            return new Place(InetAddress.getByName(host()), port, !noTcp, udp || noTcp);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "--listen: there is no host " + host());
        }
    }

    private String host() {
        return listen.substring(0, listen.lastIndexOf(':'));
    }

    /// Runs to the end, or until the process is told to end: then the ledger is still written.
    private int run(FleetPlan plan, Writer notes) throws UserError, IOException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        Thread onEnd = new Thread(() -> {
            end.countDown();
            await(written);
        });
        try (Fleet fleet = open(plan)) {
            Runtime.getRuntime().addShutdownHook(onEnd);
            ready(fleet);
            wait(end);
            fleet.switchOff();
            fleet.write(notes);
            notes.flush();
            summary(fleet);
            return ExitCode.OK.number();
        } finally {
            written.countDown();
            forget(onEnd);
        }
    }

    private Fleet open(FleetPlan plan) throws UserError {
        try {
            return Fleet.open(plan, surroundings.clock());
        } catch (IOException e) {
            throw new UserError(ExitCode.UNAVAILABLE, "no terminal can listen at " + listen + ": " + e.getMessage(),
                    "does another program have the port, or one after it? Port 0 takes any that is free");
        }
    }

    private void ready(Fleet fleet) {
        for (DeviceServer server : fleet.servers()) {
            surroundings.out().println("ready terminal=" + host() + ":" + server.address().getPort() + " serial="
                    + server.device().serial());
        }
        surroundings.out().flush();
    }

    /// Until the time is over, or the process or this thread is told to end.
    private void wait(CountDownLatch end) {
        try {
            if (duration == null) {
                end.await();
            } else {
                end.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // that is the end
        }
    }

    private static void await(CountDownLatch written) {
        try {
            written.await(10, TimeUnit.SECONDS);
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

    private void summary(Fleet fleet) {
        surroundings.out().println(Display.count(fleet.punches(), "punch", "punches") + ", sessions "
                + Display.number(fleet.of(Count.SESSIONS)) + ", requests "
                + Display.number(fleet.of(Count.REQUESTS)) + ", live punches sent "
                + Display.number(fleet.of(Count.EVENTS)) + ", acknowledged "
                + Display.number(fleet.of(Count.ACKNOWLEDGED)) + ", faults "
                + Display.number(fleet.struck()) + ", left disabled "
                + Display.number(fleet.of(Count.LEFT_DISABLED)));
        surroundings.out().flush();
    }
}
