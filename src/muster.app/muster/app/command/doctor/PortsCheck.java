// SPDX-License-Identifier: Apache-2.0
package muster.app.command.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import muster.app.config.Config;

/// The two ports are muster's when it runs, and free for it when it does not; terminals can reach theirs.
final class PortsCheck implements Check {

    private static final String AREA = "ports";
    private static final int PATIENCE_MILLIS = 2_000;

    @Override
    public List<Finding> run(Patient patient) {
        return patient.local().map(config -> look(config, patient)).orElse(List.of());
    }

    private static List<Finding> look(Config config, Patient patient) {
        List<Finding> found = new ArrayList<>();
        PortOwner owners = new PortOwner(patient.root());
        boolean runs = patient.answers().failure().isEmpty();
        if (runs) {
            open("push.listen", config.push().listen(), found);
        } else {
            free("api.listen", config.api().listen(), owners, found);
            free("push.listen", config.push().listen(), owners, found);
        }
        InetAddress push = config.push().listen().getAddress();
        boolean proxied = !config.api().proxies().isEmpty();
        if (push != null && push.isLoopbackAddress() && !proxied) {
            found.add(Finding.warning(AREA, "push.listen is " + text(config.push().listen())
                    + ", which no terminal can reach", "set push.listen to \"0.0.0.0:8081\""));
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(AREA, runs
                    ? "terminals are answered at " + text(config.push().listen())
                    : text(config.api().listen()) + " and " + text(config.push().listen()) + " are free"));
        }
        return found;
    }

    /// Something takes connections there.
    private static void open(String name, InetSocketAddress address, List<Finding> found) {
        InetAddress host = address.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress() : address.getAddress();
        if (address.getPort() == 0) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, address.getPort()), PATIENCE_MILLIS);
        } catch (IOException e) {
            found.add(Finding.error(AREA, "muster runs, and nobody takes connections at " + text(address) + " ("
                    + name + "): " + e.getMessage(),
                    "does it run with these settings? Name its file: muster doctor --config FILE"));
        }
    }

    /// Muster could have it.
    private static void free(String name, InetSocketAddress address, PortOwner owners, List<Finding> found) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            boolean low = address.getPort() < 1024
                    && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("permission");
            found.add(low
                    ? Finding.note(AREA, name + ": a port below 1024 (" + text(address) + ") needs a right that you"
                            + " have not", "the service's is named in its unit: systemctl edit muster,"
                            + " AmbientCapabilities=CAP_NET_BIND_SERVICE")
                    : Finding.error(AREA, name + ": " + text(address) + " is taken" + owners.text(address.getPort()),
                            "end that program, or set " + name + " to another port; ss -ltnp tells more"));
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
