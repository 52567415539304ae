// SPDX-License-Identifier: Apache-2.0
package muster.app.pull;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import muster.app.House;
import muster.app.simulate.device.Dialect;
import muster.app.simulate.device.DeviceServer;
import muster.app.simulate.device.Faults;
import muster.app.simulate.device.FleetPlan;
import muster.app.simulate.device.Identity;
import muster.app.simulate.device.LogRecord;
import muster.app.simulate.device.Manners;
import muster.app.simulate.device.Place;
import muster.model.FetchReport;
import muster.model.FetchRequest;
import muster.model.Punch;
import muster.model.PullSettings;
import muster.model.TerminalSettings;

/// Simulated terminals and what a test wants to know of them and of the journal.
final class Bench {

    static final String SERIAL = "TSTPUL000001";

    private Bench() {}

    /// One simulated terminal, or several with serials that begin like this.
    static FleetPlan plan(int count, int records, Dialect dialect, Faults faults, double rate) {
        return new FleetPlan(new Place(InetAddress.getLoopbackAddress(), 0, true, true), count,
                count == 1 ? SERIAL : "TSTPUL", Identity.USUAL_FIRMWARE, Map.of(), 0, dialect, Manners.USUAL, faults,
                20, records, rate, House.KOLKATA, Duration.ZERO, 0, 7);
    }

    static FleetPlan plan(int records) {
        return plan(1, records, Dialect.USUAL, Faults.NONE, 0);
    }

    /// Adds a simulated terminal to a house.
    static void add(House house, DeviceServer server) throws Exception {
        InetSocketAddress address = server.address();
        house.terminals.add(new TerminalSettings(server.device().serial(), null, null, null, null,
                PullSettings.at("127.0.0.1", address.getPort())), "test");
    }

    /// Reads everything once and waits for the end.
    static FetchReport fetch(House house) throws Exception {
        long id = house.fetchOrders.order(new FetchRequest(null, null, true, null), "test").id();
        return await(() -> house.fetchOrders.find(id).filter(FetchReport::ended).orElse(null));
    }

    /// Owns the terminals of a house as the daemon does.
    static Fleet scheduled(House house) {
        return Fleet.start(house.terminals, house.trade,
                new PullRules(Duration.ofSeconds(10), 10, Duration.ofSeconds(60), true), new Random(1));
    }

    /// The punches of a terminal as `pin time state verify`, sorted.
    static List<String> journalled(House house, String serial) throws Exception {
        TreeSet<String> lines = new TreeSet<>();
        long after = 0;
        for (var page = house.journal.read(0, 10_000); !page.isEmpty(); page = house.journal.read(after, 10_000)) {
            for (var entry : page) {
                after = entry.seq();
                if (entry.fact() instanceof Punch punch && punch.terminal().equals(serial)) {
                    lines.add(punch.pin() + " " + punch.localTime().toString().replace('T', ' ') + " "
                            + punch.state() + " " + punch.verifyMode());
                }
            }
        }
        return List.copyOf(lines);
    }

    /// The records of a terminal in the same form; a time of whole minutes is written without seconds there.
    static List<String> held(DeviceServer server) {
        TreeSet<String> lines = new TreeSet<>();
        for (LogRecord record : server.device().records()) {
            String time = record.localTime().endsWith(":00")
                    ? record.localTime().substring(0, 16)
                    : record.localTime();
            lines.add(record.userId() + " " + time + " " + record.state() + " " + record.verify());
        }
        return List.copyOf(lines);
    }

    /// Waits until something is there, half a minute at most.
    static <T> T await(Callable<T> wanted) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(deadline)) {
            T found = wanted.call();
            if (found != null && !Boolean.FALSE.equals(found)) {
                return found;
            }
            Thread.onSpinWait();
            Thread.yield();
        }
        throw new AssertionError("it did not come within a minute");
    }
}
