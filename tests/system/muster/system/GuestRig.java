// SPDX-License-Identifier: Apache-2.0
package muster.system;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// A real kernel and a real bluetoothd in a virtual machine, with phones made of software: `tests/rigs/ble`.
final class GuestRig {

    private static final String SCRIPT = Path.of("tests/rigs/ble/guest/rig").toAbsolutePath().toString();
    private static final String ADDRESS = "DBUS_SYSTEM_BUS_ADDRESS=";

    private final String address;

    private GuestRig(String address) {
        this.address = address;
    }

    /// Builds the machine if need be and starts it; skips the test where something for it is not installed.
    static GuestRig up() throws Exception {
        String missing = run("missing").replace('\n', ' ');
        if (!missing.isEmpty()) {
            String cure = "No phones in a virtual machine: apt-get install " + missing;
            System.out.println(cure);
            Assumptions.abort(cure);
        }
        String told = run("up");
        Assertions.assertTrue(told.startsWith(ADDRESS), told);
        return new GuestRig(told.substring(ADDRESS.length()));
    }

    /// The address of the machine's system bus on this host.
    String address() {
        return address;
    }

    /// Says a line to the software around the controller; the head of `phones.py` tells which there are.
    void phones(String... words) throws Exception {
        run(words("phones", words));
    }

    /// What the controller did since its start.
    JsonObject stats() throws Exception {
        return JsonParser.parseString(run("phones", "stats")).getAsJsonObject();
    }

    /// How many scans were ended before their time since then.
    int stopped() throws Exception {
        return stats().has("cut") ? stats().get("cut").getAsInt() : 0;
    }

    /// Runs a command in the machine, as root.
    void inside(String command) throws Exception {
        run("guest", command);
    }

    /// Ends every connection with the bus, and takes no new one.
    void cutBus() throws Exception {
        run("cut");
    }

    /// The bus can be reached again.
    void joinBus() throws Exception {
        run("join");
    }

    /// Switches the adapter, as `bluetoothctl power` does.
    void power(boolean on) throws Exception {
        bluez("set-property", "Powered", "b", Boolean.toString(on));
    }

    /// What a program does that asks for a filter and goes away. With that, BlueZ stops the scan of the one client
    /// that is left (protocols/ble.md section 0, point 5).
    void foreignFilter() throws Exception {
        bluez("call", "SetDiscoveryFilter", "a{sv}", "1", "Transport", "s", "le");
    }

    private void bluez(String verb, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("busctl", "--address=" + address, verb,
                "org.bluez", "/org/bluez/hci0", "org.bluez.Adapter1"));
        all.addAll(List.of(words));
        output(all);
    }

    /// Stops all of it.
    void down() throws Exception {
        run("down");
    }

    private static String[] words(String first, String... rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }

    private static String run(String... words) throws Exception {
        return output(List.of(words(SCRIPT, words)));
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertEquals(0, process.waitFor(), () -> command + " failed and said: " + output);
        return output.strip();
    }
}
