// SPDX-License-Identifier: Apache-2.0
package muster.app.terminal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import muster.model.Terminal;
import muster.zk.http.Complaints;

/// Where a terminal's commands may be handed to. A serial stands on the terminal's label, and its commands
/// hold people and passwords: who knows the one must not get the other by asking (zk-push.md section 12).
/// Thread-safe.
///
/// A terminal with addresses of its own gets them there; else the configured networks count; else a
/// terminal is at home in the network it asks from, and as long as it is heard there nobody gets them
/// elsewhere.
public final class CommandPlaces {

    /// Wherever a terminal may call from.
    public static final CommandPlaces ANYWHERE = new CommandPlaces(List.of(), null, null);

    private static final Logger LOG = System.getLogger(CommandPlaces.class.getName());

    /// A terminal that moved, or whose line was given another address, gets its commands after so long.
    private static final Duration LEFT = Duration.ofMinutes(10);

    private record Home(Network network, long heard) {}

    private final Map<String, Home> homes = new ConcurrentHashMap<>();
    private final List<Network> networks;
    private final Complaints complaints;
    private final LongSupplier nanos;

    private CommandPlaces(List<Network> networks, Complaints complaints, LongSupplier nanos) {
        this.networks = List.copyOf(networks);
        this.complaints = complaints;
        this.nanos = nanos;
    }

    /// Watches over commands.
    ///
    /// @param networks where terminals without addresses of their own get them; empty = where they are at home
    /// @param nanos elapsed time
    public static CommandPlaces of(List<Network> networks, Complaints complaints, LongSupplier nanos) {
        return new CommandPlaces(networks, complaints, nanos);
    }

    /// Whether a terminal that asks from there is handed its commands and believed what became of them.
    public boolean isRight(Terminal terminal, InetAddress from) {
        if (terminal.state() != Terminal.State.APPROVED) {
            return false;
        }
        boolean right = this == ANYWHERE || isRightPlace(terminal, from);
        if (!right && complaints.isNew(from, "commands of " + terminal.serial())) {
            LOG.log(Level.WARNING, "terminal {0} asks for commands from {1}, where it does not belong; it gets none"
                    + " there. If it does belong there: muster terminals change {0} --address {1}. This is logged"
                    + " once an hour.", terminal.serial(), from.getHostAddress());
        }
        return right;
    }

    private boolean isRightPlace(Terminal terminal, InetAddress from) {
        if (!terminal.addresses().isEmpty()) {
            return terminal.addresses().stream().map(Network::parse).anyMatch(network -> network.contains(from));
        }
        return networks.isEmpty() ? isHome(terminal.serial(), from) : Network.admits(networks, from);
    }

    private boolean isHome(String serial, InetAddress from) {
        long now = nanos.getAsLong();
        Home home = homes.compute(serial, (_, known) -> {
            boolean stays = known != null && now - known.heard() < LEFT.toNanos();
            if (stays && !known.network().contains(from)) {
                return known;
            }
            return new Home(stays ? known.network() : Network.around(from, 24, 64), now);
        });
        return home.network().contains(from);
    }
}
