// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import muster.app.command.doctor.Answers;
import muster.app.command.doctor.Patient;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.client.Api;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which muster is looked at, and how closely.
final class DoctorOptions {

    private static final Path USUAL_FILE = Path.of("/etc/muster/muster.toml");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private DaemonOptions daemon;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings it runs with; /etc/muster/muster.toml unless given, if it is there.")
    private Path config;

    @Option(names = "--data", paramLabel = "DIR", description = "Its data folder (setting data).")
    private Path data;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Any setting; can be given several times.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--thorough", description = "Also what takes minutes: read every page of a large journal.")
    private boolean thorough;

    /// The settings as they are shown.
    List<ConfigReader.Shown> shown(Surroundings surroundings) {
        return reader(surroundings).shown();
    }

    private ConfigReader reader(Surroundings surroundings) {
        Path file = config != null ? config : Files.exists(USUAL_FILE) ? USUAL_FILE : null;
        List<String> flags = new ArrayList<>(settings);
        if (data != null) {
            flags.add("data=" + data);
        }
        return new ConfigReader(file, surroundings.environment(), flags);
    }

    /// What is to be looked at; asks the daemon.
    Patient patient(Surroundings surroundings) throws UserError, InterruptedException {
        Path file = config != null ? config : Files.exists(USUAL_FILE) ? USUAL_FILE : null;
        ConfigReader reader = reader(surroundings);
        List<String> mistakes = new ArrayList<>();
        Config read = read(reader, mistakes);
        Path key = daemon.keyFile(surroundings);
        boolean named = daemon.given() || surroundings.variable("MUSTER_URL") != null;
        if (!named && key == null && read != null) {
            key = read.api().keyFile().filter(Files::isReadable).orElse(null);
        }
        String url = named || read == null ? daemon.url(surroundings) : url(read);
        try (Api api = DaemonOptions.api(url, key, daemon.authority(surroundings), PATIENCE)) {
            return new Patient(Optional.ofNullable(file), mistakes, Optional.ofNullable(read), zoneGiven(reader),
                    surroundings.environment(), surroundings.clock(), Path.of("/"), near(api.base()), thorough,
                    api.base(), Optional.ofNullable(key),
                    Optional.ofNullable(daemon.authority(surroundings)), version(), Answers.of(api));
        }
    }

    /// As the daemon tells its own.
    private static String version() {
        String text = Version.text().substring("muster ".length());
        return text.startsWith("(") ? "dev" : text;
    }

    private static Config read(ConfigReader reader, List<String> mistakes) {
        try {
            return reader.read();
        } catch (ConfigException e) {
            mistakes.addAll(e.mistakes());
            return null;
        }
    }

    private static boolean zoneGiven(ConfigReader reader) {
        return reader.shown().stream()
                .anyMatch(setting -> setting.name().equals("time.zone") && !setting.where().equals("default"));
    }

    /// Where a daemon with these settings is asked from its own machine.
    private static String url(Config config) {
        InetSocketAddress listen = config.api().listen();
        String scheme = config.safety().api().tls().isPresent() ? "https" : "http";
        InetAddress host = listen.getAddress();
        boolean any = host == null || host.isAnyLocalAddress();
        String name = any ? "127.0.0.1" : host.getHostAddress();
        return scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + listen.getPort();
    }

    /// Whether that URL names this machine.
    private static boolean near(URI url) {
        try {
            InetAddress host = InetAddress.getByName(url.getHost());
            return host.isLoopbackAddress() || java.net.NetworkInterface.getByInetAddress(host) != null;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
