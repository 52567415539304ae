// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.nio.file.Path;
import java.util.stream.Stream;
import muster.model.Pull;
import muster.model.PullSettings;
import picocli.CommandLine.Option;

/// What an operator sets of how a terminal is read on port 4370.
final class PullOptions {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Read it at this address or name; empty = no longer.")
    private String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The port there; 4370 unless given.")
    private Integer port;

    @Option(
            names = "--transport",
            paramLabel = "HOW",
            description = "auto (TCP, and UDP when that is refused), tcp or udp.")
    private Pull.Transport transport;

    @Option(
            names = "--comm-key-file",
            paramLabel = "FILE",
            description = "The file whose first line is its comm key, where muster runs; empty = it has none.")
    private String keyFile;

    @Option(
            names = "--poll",
            paramLabel = "SECONDS",
            description = "Time between two reads, 10 to 86400; 0 = as configured.")
    private Integer poll;

    @Option(
            names = "--live",
            negatable = true,
            description = "Listen to its punches between the reads, or not.")
    private Boolean live;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "Its record layout, such as 16 or 40; empty = told from the content.")
    private String layout;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "The code page of its names, such as GB18030; empty = UTF-8.")
    private String charset;

    @Option(
            names = "--set-clock",
            negatable = true,
            description = "Set its clock when it is off, or not.")
    private Boolean setClock;

    /// The settings; null when none was given.
    PullSettings settings() {
        return given()
                ? new PullSettings(host, port, transport, key(), poll, live, layout, charset, setClock)
                : null;
    }

    /// Whether anything was given.
    boolean given() {
        return Stream.of(host, port, transport, keyFile, poll, live, layout, charset, setClock)
                .anyMatch(value -> value != null);
    }

    /// Whole, because the daemon does not stand in the folder of whoever types.
    private String key() {
        return keyFile == null || keyFile.isEmpty() ? keyFile : Path.of(keyFile).toAbsolutePath().toString();
    }
}
