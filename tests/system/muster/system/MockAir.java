// SPDX-License-Identifier: Apache-2.0
package muster.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real dbus-daemon of its own with python3-dbusmock's BlueZ, and phones that advertise again and again as long as
/// they are there (`tests/rigs/ble/mock`). Thread-safe.
final class MockAir implements AutoCloseable {

    static final String ADAPTER = "hci0";

    private static final Path RIG = Path.of("tests/rigs/ble/mock").toAbsolutePath();
    private static final String PACKAGES = "apt install dbus python3 python3-dbusmock python3-gi";

    /// The script's exit status when a package is not installed.
    private static final int MISSING = 77;

    private static final int EVERY = 200;

    private final Map<String, String> phones = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService beacon = Executors.newSingleThreadScheduledExecutor();
    private final Path socket;
    private Process bus;
    private Process bluez;
    private Writer commands;
    private BufferedReader answers;

    private MockAir(Path folder) {
        this.socket = folder.resolve("bus");
    }

    /// A bus, BlueZ and one adapter that is on; the test is left out where the packages are missing.
    static MockAir up(Path folder) throws Exception {
        MockAir air = new MockAir(folder);
        try {
            air.startBus();
            air.startBluez();
            air.beacon.scheduleAtFixedRate(air::advertise, EVERY, EVERY, TimeUnit.MILLISECONDS);
            return air;
        } catch (Throwable e) {
            air.close();
            throw e;
        }
    }

    /// What a program is to be given as DBUS_SYSTEM_BUS_ADDRESS.
    String address() {
        return "unix:path=" + socket;
    }

    /// Starts the bus where it was before.
    synchronized void startBus() throws IOException {
        Files.deleteIfExists(socket);
        List<String> command = List.of("dbus-daemon", "--config-file=" + RIG.resolve("bus.conf"),
                "--address=" + address(), "--nofork", "--nopidfile", "--print-address=1");
        try {
            bus = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException noSuchProgram) {
            Assumptions.abort("needs a bus: " + PACKAGES);
        }
        Assertions.assertNotNull(bus.inputReader().readLine(), "the bus did not start");
    }

    /// Kills the bus; whoever was on it, the imitated BlueZ too, is off.
    synchronized void killBus() throws Exception {
        bus.destroyForcibly().onExit().join();
        killBluez();
    }

    /// Starts the imitated BlueZ with an adapter.
    synchronized void startBluez() throws IOException {
        try {
            bluez = new ProcessBuilder("/usr/bin/python3", RIG.resolve("bluetoothd.py").toString(), address())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noSuchProgram) {
            Assumptions.abort("needs BlueZ's imitation: " + PACKAGES);
        }
        commands = bluez.outputWriter();
        answers = bluez.inputReader();
        if (!"ready".equals(answers.readLine())) {
            Assumptions.assumeTrue(bluez.onExit().join().exitValue() != MISSING,
                    "needs BlueZ's imitation: " + PACKAGES);
            Assertions.fail("the imitated BlueZ did not start");
        }
        tell("adapter " + ADAPTER + " 00:1A:7D:DA:71:13");
    }

    /// Kills it as `kill -9` does.
    synchronized void killBluez() {
        bluez.destroyForcibly().onExit().join();
    }

    /// Says a command of the script.
    synchronized String tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = answers.readLine();
            Assertions.assertTrue(answer != null && answer.startsWith("ok"), command + ": " + answer);
            return answer.substring(2).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A phone comes and stays.
    ///
    /// @param what what it advertises, in the script's words
    void comes(String address, String what) {
        phones.put(address, what);
    }

    /// A phone is heard no more.
    void vanishes(String address) {
        phones.remove(address);
    }

    private synchronized void advertise() {
        for (Map.Entry<String, String> phone : phones.entrySet()) {
            if (bluez == null || !bluez.isAlive()) {
                return;
            }
            try {
                tell("heard " + ADAPTER + " " + phone.getKey() + " " + phone.getValue());
            } catch (UncheckedIOException | AssertionError deaf) {
                return; // without a bus or an adapter nobody hears it
            }
        }
    }

    static String manufacturer(String id) {
        return "company=65535:" + hex(id);
    }

    static String service(String id) {
        return "service=fff0:" + hex(id);
    }

    /// @param id of 16 characters
    static String uuid(String id) {
        return "uuid=" + hex(id).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        beacon.shutdownNow();
        for (Process process : new Process[] {bluez, bus}) {
            if (process != null) {
                process.destroyForcibly().onExit().join();
            }
        }
    }
}
