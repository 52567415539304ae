// SPDX-License-Identifier: Apache-2.0
package muster.app.command;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import muster.app.House;
import muster.app.simulate.device.Dialect;
import muster.app.simulate.device.DeviceServer;
import muster.app.simulate.device.Faults;
import muster.app.simulate.device.Fleet;
import muster.app.simulate.device.FleetPlan;
import muster.app.simulate.device.Flow;
import muster.app.simulate.device.Identity;
import muster.app.simulate.device.Manners;
import muster.app.simulate.device.Place;
import muster.app.simulate.device.RecordLayout;
import muster.app.simulate.device.UserLayout;

/// Simulated terminals that are read on a port of this machine, for commands to find and to read.
final class Devices implements AutoCloseable {

    /// One that counts 7 records more than it gives, when it holds 10.
    static final Dialect LYING =
            new Dialect(RecordLayout.FULL, UserLayout.LONG, Flow.USUAL, 4096, 32, 92, 17L, false);

    private final Fleet fleet;

    private Devices(FleetPlan plan) throws IOException {
        this.fleet = Fleet.open(plan, Shell.CLOCK);
    }

    /// One terminal that holds some records.
    static Devices one(String serial, int records) throws IOException {
        return one(serial, records, Dialect.USUAL);
    }

    static Devices one(String serial, int records, Dialect dialect) throws IOException {
        return at("127.0.0.1", 0, serial, records, dialect, 0);
    }

    /// One at an address and port of its own.
    ///
    /// @param port 0 = a free one
    /// @param key its comm key; 0 = none
    static Devices at(String address, int port, String serial, int records, Dialect dialect, long key)
            throws IOException {
        Place place = new Place(InetAddress.ofLiteral(address), port, true, true);
        return new Devices(new FleetPlan(place, 1, serial, Identity.USUAL_FIRMWARE, Map.of(), key, dialect,
                Manners.USUAL, Faults.NONE, 20, records, 0, House.KOLKATA, Duration.ZERO, 0, 7));
    }

    int port() {
        return device().address().getPort();
    }

    DeviceServer device() {
        return fleet.servers().getFirst();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
