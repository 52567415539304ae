// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// python3-dbusmock's BlueZ with bluetoothd's manners (`tests/rigs/ble/mock/bluetoothd.py`, whose commands these are).
final class MockBluez implements AutoCloseable {

    /// The script's exit status when a package is not installed.
    private static final int MISSING = 77;

    private final String address;
    private Process process;
    private Writer commands;
    private BufferedReader answers;

    private MockBluez(String address) {
        this.address = address;
    }

    /// Starts one on a bus; the test is left out where there is none.
    static MockBluez start(PrivateBus bus) {
        MockBluez bluez = new MockBluez(bus.address());
        bluez.start();
        return bluez;
    }

    /// Starts it again.
    void start() {
        String script = PrivateBus.RIG.resolve("bluetoothd.py").toString();
        try {
            process = new ProcessBuilder("/usr/bin/python3", script, address)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException noPython) {
            abort("needs BlueZ's imitation: apt install python3 python3-dbusmock python3-gi");
        }
        commands = process.outputWriter();
        answers = process.inputReader();
        if (!"ready".equals(line())) {
            assumeTrue(
                    process.onExit().join().exitValue() != MISSING,
                    "needs BlueZ's imitation: apt install python3-dbusmock python3-gi");
            throw new AssertionError("the imitated BlueZ did not start");
        }
    }

    /// Says a command and gives what follows "ok".
    String tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String answer = line();
        if (answer == null || !answer.startsWith("ok")) {
            throw new AssertionError(command + ": " + answer);
        }
        return answer.substring(2).strip();
    }

    private String line() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills it as `kill -9` does: no goodbye, only its name goes.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
