// SPDX-License-Identifier: Apache-2.0
package muster.app;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import muster.app.command.ExitCode;
import muster.app.command.UserError;
import muster.app.config.Config;
import muster.app.config.ConfigException;
import muster.app.config.ConfigReader;
import muster.app.config.TlsFiles;
import muster.app.tls.CertificatePair;
import muster.journal.JournalException;
import muster.journal.JournalSettings;
import muster.journal.Records;
import muster.model.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `muster config`: look at the settings without starting anything.
@Command(name = "config", description = "Check or show the settings.")
final class ConfigCommand {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "The TOML file with the settings.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Any setting; can be given several times.")
    private List<String> settings = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    ConfigCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(
            name = "check",
            description = "Check the settings, and try the ports and the journal they name.",
            footer = {"", "Example:", "  muster config check --config /etc/muster/muster.toml"})
    int check() throws UserError {
        PrintWriter out = spec.commandLine().getOut();
        Config read;
        try {
            read = reader().read();
        } catch (ConfigException e) {
            throw new UserError(ExitCode.CONFIG, e.getMessage(), "nothing was started or changed");
        }
        List<String> trouble = new ArrayList<>();
        read.safety().push().tlsListen().ifPresent(listen -> tryPort("push.tls_listen", listen, trouble));
        tryPort("api.listen", read.api().listen(), trouble);
        tryPort("push.listen", read.push().listen(), trouble);
        tryCertificate("api.tls_certificate", read.safety().api().tls(), trouble);
        tryCertificate("push.tls_certificate", read.safety().push().tls(), trouble);
        tryJournal(read.data(), trouble);
        if (!trouble.isEmpty()) {
            throw new UserError(ExitCode.CONFIG, String.join("\n", trouble),
                    "the settings themselves are well-formed; a running muster holds its own ports");
        }
        out.println("the settings are well-formed, both ports are free, and the journal can be used");
        return 0;
    }

    @Command(
            name = "show",
            description = "Show every setting in force and where it comes from.",
            footer = {"", "Example:", "  MUSTER_PUSH_UNKNOWN=accept muster config show"})
    int show(@Option(names = "--json", description = "As one JSON document.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        List<ConfigReader.Shown> shown = reader().shown();
        if (json) {
            JsonObject document = new JsonObject();
            shown.forEach(setting -> {
                JsonObject line = new JsonObject();
                line.addProperty("value", setting.value());
                line.addProperty("from", setting.where());
                document.add(setting.name(), line);
            });
            out.println(Json.pretty(document));
            return 0;
        }
        for (ConfigReader.Shown setting : shown) {
            out.printf("%-28s %-24s %s%n", setting.name(), "\"" + setting.value() + "\"", setting.where());
        }
        return 0;
    }

    private ConfigReader reader() {
        return new ConfigReader(config, environment, settings);
    }

    private static void tryPort(String name, InetSocketAddress address, List<String> trouble) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            trouble.add(name + ": " + address.getHostString() + ":" + address.getPort() + " cannot be opened: "
                    + e.getMessage());
        }
    }

    private static void tryCertificate(String name, Optional<TlsFiles> files, List<String> trouble) {
        if (files.isPresent()) {
            try {
                CertificatePair.read(files.get().certificate(), files.get().key());
            } catch (IOException e) {
                trouble.add(name + ": " + e.getMessage());
            }
        }
    }

    private static void tryJournal(Path data, List<String> trouble) {
        Path file = JournalSettings.at(data).file();
        if (!Files.exists(file)) {
            Path parent = data.toAbsolutePath();
            while (parent != null && !Files.exists(parent)) {
                parent = parent.getParent();
            }
            if (parent == null || !Files.isWritable(parent)) {
                trouble.add("data: " + data + " is not there and cannot be made");
            }
            return;
        }
        try (Records records = Records.open(file)) {
            records.head();
        } catch (JournalException e) {
            trouble.add("data: " + e.getMessage());
        }
    }
}
