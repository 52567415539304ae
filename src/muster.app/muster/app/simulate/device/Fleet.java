// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

import java.io.IOException;
import java.io.Writer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Terminals of port 4370, one or hundreds, in one process. Thread-safe.
public final class Fleet implements AutoCloseable {

    private final List<DeviceServer> servers;

    private Fleet(List<DeviceServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /// Switches them on.
    ///
    /// @throws java.net.BindException if somebody has one of the ports; then none is on
    /// @throws IOException if there are not so many ports, or they cannot be had
    public static Fleet open(FleetPlan plan, InstantSource clock) throws IOException {
        Random seeds = new Random(plan.seed());
        List<DeviceServer> servers = new ArrayList<>();
        try {
            for (int number = 1; number <= plan.count(); number++) {
                servers.add(server(plan, number, new Random(seeds.nextLong()), clock));
            }
            return new Fleet(servers);
        } catch (IOException e) {
            servers.forEach(DeviceServer::close);
            throw e;
        }
    }

    private static DeviceServer server(FleetPlan plan, int number, Random random, InstantSource clock)
            throws IOException {
        Mischief mischief = new Mischief(plan.faults(), random);
        TerminalClock wall = new TerminalClock(clock, plan.zone(), plan.offset(), plan.drift());
        Device device = new Device(plan.identity(number), plan.dialect(), wall, clock, mischief, random);
        device.populate(plan.users(), plan.records());
        Place place = plan.first().after(number - 1);
        return new DeviceServer(device, plan.manners(), mischief, clock, place, plan.rate());
    }

    /// Each of them.
    public List<DeviceServer> servers() {
        return servers;
    }

    /// How often something happened at any of them.
    public long of(Counters.Count count) {
        return servers.stream()
                .mapToLong(server -> server.device().counters().of(count))
                .sum();
    }

    /// How often something went wrong on purpose.
    public long struck() {
        return servers.stream()
                .mapToLong(server -> Arrays.stream(Fault.values()).mapToLong(server::struck).sum())
                .sum();
    }

    /// How many punches they hold, or held before somebody cleared their logs.
    public long punches() {
        return servers.stream().mapToLong(server -> kept(server.device()).size()).sum();
    }

    /// Writes each punch they hold or held, a line each: serial, user id, local time, state, verify mode,
    /// with tabs between. What is in here must be in a journal that followed them, once. Records of days that
    /// do not exist are no punches.
    public void write(Writer ledger) throws IOException {
        for (DeviceServer server : servers) {
            for (LogRecord record : kept(server.device())) {
                ledger.write(String.join(
                        "\t",
                        server.device().serial(),
                        record.userId(),
                        record.localTime(),
                        Integer.toString(record.state()),
                        Integer.toString(record.verify())));
                ledger.write('\n');
            }
        }
    }

    private static Set<LogRecord> kept(Device device) {
        Set<LogRecord> kept = new LinkedHashSet<>(device.cleared());
        kept.addAll(device.records());
        kept.removeIf(record -> !WallTime.exists(record.time()));
        return kept;
    }

    /// Switches them off; their logs stay as they are from now on.
    public void switchOff() {
        servers.forEach(DeviceServer::close);
    }

    /// Switches off what is still on.
    @Override
    public void close() {
        switchOff();
    }
}
