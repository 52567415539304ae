// SPDX-License-Identifier: Apache-2.0
package muster.app;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import muster.app.command.ExitCode;
import muster.app.command.UserError;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.config.LogLevel;
import muster.journal.JournalException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `muster serve`: the daemon.
@Command(
        name = "serve",
        description = "Run the daemon: take punches from terminals, keep them, show and deliver them.",
        footer = {"", "Example:", "  muster serve --data ./var --set push.unknown=accept"})
final class ServeCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The TOML file with the settings.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the journal (setting data).")
    private Path data;

    @Option(names = "--api", paramLabel = "HOST:PORT", description = "Where the API listens (setting api.listen).")
    private String api;

    @Option(
            names = "--terminals",
            paramLabel = "HOST:PORT",
            description = "Where terminals send to (setting push.listen).")
    private String terminals;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Any setting; can be given several times.")
    private List<String> settings = new ArrayList<>();

    private final Map<String, String> environment;
    private final InstantSource clock;

    ServeCommand(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /// The same command, told by a plain line what picocli would tell it.
    ServeCommand(ServeLine line, Map<String, String> environment, InstantSource clock) {
        this(environment, clock);
        config = path(line.single().get("--config"));
        data = path(line.single().get("--data"));
        api = line.single().get("--api");
        terminals = line.single().get("--terminals");
        settings = line.settings();
    }

    private static Path path(String name) {
        return name == null ? null : Path.of(name);
    }

    @Override
    public Integer call() throws UserError, JournalException, InterruptedException {
        // the first time it searches every jar for parts of its own; meanwhile the settings are read, which log nothing
        Thread log = Thread.ofPlatform().name("log").start(() -> Logs.open(LogLevel.WARNING));
        ConfigReader reader = reader();
        Config read = read(reader);
        log.join();
        Logs.open(read.logLevel());
        try {
            Files.createDirectories(read.data());
            Supervisor supervisor = Supervisor.of(environment, ProcessHandle.current().pid());
            new Daemon(read, Version.text(), System.out, clock, reader, supervisor).run();
            return 0;
        } catch (ConfigException e) {
            throw new UserError(
                    ExitCode.CONFIG, e.getMessage(), "nothing was delivered; the journal is as it was");
        } catch (BindException e) {
            throw new UserError(ExitCode.UNAVAILABLE, e.getMessage(),
                    "another program, or another muster, has it; `ss -ltnp` shows which");
        } catch (IOException e) {
            throw new UserError(ExitCode.CANNOT_CREATE, "cannot start: " + e.getMessage(),
                    "check that " + read.data() + " exists and belongs to the user muster runs as");
        }
    }

    private ConfigReader reader() {
        List<String> flags = new ArrayList<>(settings);
        add(flags, "data", data);
        add(flags, "api.listen", api);
        add(flags, "push.listen", terminals);
        return new ConfigReader(config, environment, flags);
    }

    private static Config read(ConfigReader reader) throws UserError {
        try {
            return reader.read();
        } catch (ConfigException e) {
            throw new UserError(
                    ExitCode.CONFIG, e.getMessage(), "muster config show tells which settings are in force");
        }
    }

    private static void add(List<String> flags, String name, Object value) {
        if (value != null) {
            flags.add(name + "=" + value);
        }
    }
}
