// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.freedesktop.dbus.types.Variant;

/// One life of bluetoothd: its devices and its adapters. Another life begins with nothing, for what BlueZ forgot must
/// be forgotten here. For the thread that owns the connection.
final class DaemonSession {

    /// Adapters follow bluetoothd's start by a moment.
    private static final Duration ADAPTERS_FOLLOW = Duration.ofSeconds(3);
    /// A bluetoothd that ends first takes away its adapters; that is not told.
    private static final Duration GOES = Duration.ofMillis(500);

    private static final System.Logger LOG = System.getLogger(DaemonSession.class.getName());

    private final BusSession bus;
    private final String owner;
    private final Queue<Told> inbox;
    private final Surroundings surroundings;
    private final Function<String, PowerCycles> cycles;
    private final Devices devices;
    private final Map<String, AdapterSession> adapters = new ConcurrentSkipListMap<>();
    private final Map<String, Gone> gone = new TreeMap<>();
    private final long begun;
    private AutoCloseable hearing = () -> {};
    private boolean settled;

    /// An adapter that was taken away.
    private record Gone(RadioState state, long since) {}

    /// @param cycles how often an adapter may still be switched off and on, by its address
    DaemonSession(
            BusSession bus,
            String owner,
            Queue<Told> inbox,
            Surroundings surroundings,
            Function<String, PowerCycles> cycles) {
        this.bus = bus;
        this.owner = owner;
        this.inbox = inbox;
        this.surroundings = surroundings;
        this.cycles = cycles;
        devices = new Devices(
                Devices.CAPACITY,
                surroundings.ear(),
                adapter -> surroundings.wish().wanted() && adapters.containsKey(adapter),
                surroundings.nanos());
        begun = surroundings.nanos().getAsLong();
    }

    String owner() {
        return owner;
    }

    /// Hears the daemon's signals and then asks what is there, in this order, so that nothing falls between.
    void begin() throws Refused {
        hearing = bus.hear(owner, devices, inbox);
        var objects = bus.objects(owner);
        for (var object : objects.entrySet()) {
            Map<String, Variant<?>> adapter = object.getValue().get(BusSession.ADAPTER);
            if (adapter != null) {
                told(Signals.adapter(object.getKey().getPath(), adapter));
            }
        }
        objects.forEach((path, interfaces) -> {
            Map<String, Variant<?>> device = interfaces.get(BusSession.DEVICE);
            if (device != null) {
                devices.listed(path.getPath(), device);
            }
        });
    }

    /// An adapter is there, or changed.
    void told(Told.Adapter told) throws Refused {
        AdapterSession known = adapters.get(told.name());
        if (known != null) {
            known.told(told);
        } else if (told.address() != null && told.chosen(surroundings.settings())) {
            gone.remove(told.name());
            Controller controller = bus.controller(owner, told.path());
            adapters.put(
                    told.name(),
                    new AdapterSession(told, controller, devices, surroundings, cycles.apply(told.address())));
        }
    }

    /// An adapter is gone.
    void unplugged(Told.Unplugged told) {
        AdapterSession session = adapters.remove(told.name());
        if (session != null) {
            session.close();
            gone.put(told.name(), new Gone(session.wording().unplugged(), surroundings.nanos().getAsLong()));
            settled = false;
        }
    }

    /// Scanning is wanted, or not any more.
    void wake() {
        adapters.values().forEach(AdapterSession::wake);
        settled = false;
    }

    /// Whether there is nothing to say by [#look] until something is told.
    boolean settled() {
        return settled;
    }

    /// Says which adapters went, and which never came although they had time.
    void look() {
        long now = surroundings.nanos().getAsLong();
        gone.values().removeIf(one -> {
            boolean told = now - one.since() >= GOES.toNanos();
            if (told) {
                surroundings.news().say(one.state());
            }
            return told;
        });
        if (!settled && gone.isEmpty() && now - begun >= ADAPTERS_FOLLOW.toNanos()) {
            settled = true;
            missing();
        }
    }

    private void missing() {
        List<String> wanted = surroundings.settings().adapters();
        if (wanted.isEmpty() && adapters.isEmpty() && !surroundings.news().knowsAdapters()) {
            surroundings.news().say(Wording.none(surroundings.wish().wanted()));
        }
        wanted.stream()
                .filter(one -> adapters.values().stream().noneMatch(there -> there.adapter().is(one)))
                .filter(one -> !surroundings.news().misses(one))
                .forEach(one -> surroundings.news().say(Wording.missing(one)));
    }

    /// The daemon is gone, or another has taken its name.
    void close() {
        leave();
        try {
            hearing.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "ble: the signals of a BlueZ that is gone are still listened to", e);
        }
    }

    /// The connection ends, and the searches with it. They are not stopped first: on BlueZ 5.66 a client that stops
    /// its search and leaves also ends the search of the one client that stays; one that only leaves does not.
    void leave() {
        adapters.values().forEach(AdapterSession::close);
    }
}
