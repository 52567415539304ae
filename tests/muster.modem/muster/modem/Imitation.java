// SPDX-License-Identifier: Apache-2.0
package muster.modem;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A real dbus-daemon that nobody else knows of, and on it, when it is wanted, a ModemManager without a modem
/// (`tests/rigs/modem/modemmanager.py`, whose commands these are).
final class Imitation implements AutoCloseable {

    /// The script's exit status when a package is not installed.
    private static final int MISSING = 77;

    private final String address;
    private final Process bus;
    private Process manager;

    private Imitation(String address, Process bus) {
        this.address = address;
        this.bus = bus;
    }

    /// Starts a bus with nobody on it; the test is left out where there is none.
    static Imitation bus(Path directory) {
        String address = "unix:path=" + directory.resolve("bus");
        try {
            Process bus = new ProcessBuilder("dbus-daemon",
                    "--config-file=" + Path.of("tests/rigs/ble/mock/bus.conf").toAbsolutePath(),
                    "--address=" + address, "--nofork", "--nopidfile", "--print-address=1")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertNotNull(bus.inputReader().readLine(), "the bus did not start");
            return new Imitation(address, bus);
        } catch (IOException noSuchProgram) {
            return abort("needs dbus-daemon: apt install dbus");
        }
    }

    /// The same with ModemManager; the test is left out where it cannot be imitated.
    static Imitation modemManager(Path directory, String... commands) {
        Imitation imitation = bus(directory);
        imitation.start();
        for (String command : commands) {
            imitation.tell(command);
        }
        return imitation;
    }

    private void start() {
        try {
            manager = new ProcessBuilder("/usr/bin/python3", "tests/rigs/modem/modemmanager.py", address)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!"ready".equals(manager.inputReader().readLine())) {
                bus.destroyForcibly();
                assumeTrue(manager.onExit().join().exitValue() != MISSING,
                        "needs ModemManager's imitation: apt install python3-dbus python3-gi");
                throw new AssertionError("the imitated ModemManager did not start");
            }
        } catch (IOException noPython) {
            bus.destroyForcibly();
            abort("needs ModemManager's imitation: apt install python3 python3-dbus python3-gi");
        }
    }

    String address() {
        return address;
    }

    /// Says a command and gives what follows "ok".
    String tell(String command) {
        try {
            manager.outputWriter().write(command + "\n");
            manager.outputWriter().flush();
            String answer = manager.inputReader().readLine();
            if (answer == null || !answer.startsWith("ok")) {
                throw new AssertionError(command + ": " + answer);
            }
            return answer.substring(2).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (manager != null) {
            manager.destroyForcibly().onExit().join();
        }
        bus.destroyForcibly().onExit().join();
    }
}
