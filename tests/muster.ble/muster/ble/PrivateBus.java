// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A real dbus-daemon that nobody else knows of.
final class PrivateBus implements AutoCloseable {

    static final Path RIG = Path.of("tests/rigs/ble/mock");

    private final Path directory;
    private Process daemon;

    private PrivateBus(Path directory) {
        this.directory = directory;
    }

    /// Starts one; the test is left out where there is none.
    static PrivateBus start(Path directory) {
        PrivateBus bus = new PrivateBus(directory);
        bus.start();
        return bus;
    }

    String address() {
        return "unix:path=" + directory.resolve("bus");
    }

    /// Starts it where it was before.
    void start() {
        List<String> command = List.of(
                "dbus-daemon",
                "--config-file=" + RIG.resolve("bus.conf").toAbsolutePath(),
                "--address=" + address(),
                "--nofork",
                "--nopidfile",
                "--print-address=1");
        try {
            Files.deleteIfExists(directory.resolve("bus"));
            daemon = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            abort("needs dbus-daemon: apt install dbus");
        }
        try {
            assertNotNull(daemon.inputReader().readLine(), "the bus did not start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills it as nobody should.
    void kill() {
        daemon.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
