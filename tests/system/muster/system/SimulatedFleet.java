// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import muster.model.Json;
import muster.model.PullSettings;
import muster.model.TerminalSettings;
import org.junit.jupiter.api.Assertions;

/// Terminals of port 4370, simulated by the program itself in a process of its own.
final class SimulatedFleet implements AutoCloseable {

    /// One of them.
    record Device(String serial, String host, int port) {}

    private final Process process;
    private final Path ledger;
    private final List<Device> devices;

    private SimulatedFleet(Process process, Path ledger, List<Device> devices) {
        this.process = process;
        this.ledger = ledger;
        this.devices = devices;
    }

    /// Starts them and waits until all are ready.
    static SimulatedFleet start(Path ledger, int count, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("simulate", "terminal", "--listen", "127.0.0.1:0",
                "--count", Integer.toString(count), "--ledger", ledger.toString()));
        words.addAll(List.of(options));
        ProcessBuilder builder = Program.command(words.toArray(String[]::new));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<Device> devices = new ArrayList<>();
        BufferedReader lines = process.inputReader();
        while (devices.size() < count) {
            String line = lines.readLine();
            Assertions.assertNotNull(line, "the simulator ended before all its terminals were ready");
            if (line.startsWith("ready terminal=")) {
                devices.add(device(line));
            }
        }
        return new SimulatedFleet(process, ledger, devices);
    }

    private static Device device(String line) {
        String[] words = line.split(" ");
        String place = words[1].substring("terminal=".length());
        int colon = place.lastIndexOf(':');
        String serial = words[2].substring("serial=".length());
        return new Device(serial, place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
    }

    List<Device> devices() {
        return devices;
    }

    /// Makes a daemon read all of them.
    void addTo(Muster muster) throws Exception {
        for (Device device : devices) {
            TerminalSettings settings = new TerminalSettings(device.serial(), null, null, null, null,
                    PullSettings.at(device.host(), device.port()));
            Assertions.assertEquals(201, muster.post("/api/terminals", Json.text(settings)).statusCode());
        }
    }

    /// Switches them off and tells what each held, as `serial PIN time state verify`, sorted.
    TreeSet<String> end() throws Exception {
        process.destroy();
        Assertions.assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the simulator ends when it is asked to");
        TreeSet<String> held = new TreeSet<>();
        Files.readAllLines(ledger).forEach(line -> held.add(line.replace('\t', ' ')));
        return held;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
