// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.freedesktop.dbus.DBusMatchRule;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// One connection to the bus, private to this radio, because a search belongs to its connection. When it breaks it says
/// [Told.Lost] and is of no use any more. Thread-safe; its methods block for up to 20 seconds.
final class BusSession implements AutoCloseable {

    static final String BLUEZ = "org.bluez";
    static final String ADAPTER = "org.bluez.Adapter1";
    static final String DEVICE = "org.bluez.Device1";

    private static final String BUS = "org.freedesktop.DBus";
    private static final String BUS_PATH = "/org/freedesktop/DBus";
    /// dbus-java tries twice in a second for so many milliseconds, ten seconds if not told.
    private static final int ONE_ATTEMPT = 500;

    private final DBusConnection connection;
    private final DBus bus;

    private BusSession(DBusConnection connection, DBus bus) {
        this.connection = connection;
        this.bus = bus;
    }

    /// Connects and begins to tell who owns BlueZ's name.
    ///
    /// @param address where the bus is; null = the system bus, which is what `DBUS_SYSTEM_BUS_ADDRESS` says
    /// @param inbox is told; must take at once
    static BusSession open(String address, Queue<Told> inbox) throws Refused {
        return Refused.unless(() -> {
            DBusConnection connection = (address == null
                            ? DBusConnectionBuilder.forSystemBus()
                            : DBusConnectionBuilder.forAddress(address))
                    .withShared(false)
                    .withImportWeakReferences(true)
                    .withDisconnectCallback(new IDisconnectCallback() {
                        @Override
                        public void disconnectOnError(IOException e) {
                            inbox.add(new Told.Lost());
                        }
                    })
                    .transportConfig()
                    .withTimeout(ONE_ATTEMPT)
                    .back()
                    .receivingThreadConfig()
                    .withSignalThreadCount(1) // more of them would mix up the order
                    .connectionConfig()
                    .build();
            try {
                connection.addSigHandler(
                        new DBusMatchRule(DBus.NameOwnerChanged.class, BUS, BUS_PATH),
                        (DBus.NameOwnerChanged change) -> {
                            if (change.name.equals(BLUEZ)) {
                                inbox.add(new Told.Owner(change.newOwner));
                            }
                        });
                return new BusSession(connection, connection.getRemoteObject(BUS, BUS_PATH, DBus.class));
            } catch (DBusException | RuntimeException e) {
                connection.disconnect();
                throw e;
            }
        });
    }

    /// The unique name of BlueZ's owner; empty when there is none.
    String owner() throws Refused {
        return Refused.unless(() -> bus.NameHasOwner(BLUEZ) ? bus.GetNameOwner(BLUEZ) : "");
    }

    /// Whether the bus would start BlueZ by itself.
    boolean activatable() throws Refused {
        return Refused.unless(() -> List.of(bus.ListActivatableNames()).contains(BLUEZ));
    }

    /// Has the bus start BlueZ, and does not wait for it.
    void activate() throws Refused {
        Refused.unless(() -> connection.callMethodAsync(bus, "StartServiceByName", BLUEZ, new UInt32(0)));
    }

    /// Hears an owner's signals and nobody else's: any local user could forge them.
    ///
    /// @param devices is told of phones
    /// @param inbox is told of adapters
    /// @return stops it
    AutoCloseable hear(String owner, Devices devices, Queue<Told> inbox) throws Refused {
        Signals signals = new Signals(devices, inbox);
        return Refused.unless(() -> {
            AutoCloseable added = connection.addSigHandler(ObjectManager.InterfacesAdded.class, owner, signals::added);
            AutoCloseable removed =
                    connection.addSigHandler(ObjectManager.InterfacesRemoved.class, owner, signals::removed);
            AutoCloseable changed =
                    connection.addSigHandler(Properties.PropertiesChanged.class, owner, signals::changed);
            return () -> {
                added.close();
                removed.close();
                changed.close();
            };
        });
    }

    /// Everything BlueZ has, by path and interface.
    Map<DBusPath, Map<String, Map<String, Variant<?>>>> objects(String owner) throws Refused {
        return Refused.unless(() -> connection.getRemoteObject(owner, "/", ObjectManager.class).GetManagedObjects());
    }

    /// An adapter to be steered.
    Controller controller(String owner, String path) throws Refused {
        return Refused.unless(() -> new Controller(connection, owner, path));
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
