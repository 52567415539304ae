// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.ble.bluez.Adapter1;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/// One adapter, as far as it is steered over the bus. Thread-safe; its methods block for up to 20 seconds.
final class Controller {

    private final Adapter1 adapter;
    private final Properties properties;

    /// @param owner the unique name of bluetoothd: a later one is another, whose adapters must be looked up again
    Controller(DBusConnection connection, String owner, String path) throws DBusException {
        adapter = connection.getRemoteObject(owner, path, Adapter1.class);
        properties = connection.getRemoteObject(owner, path, Properties.class);
    }

    /// Starts the search for this connection.
    void start() throws Refused {
        filter();
        Refused.unless(() -> {
            adapter.startDiscovery();
            return null;
        });
    }

    // Without a filter BlueZ hides all who cannot be connected to, pauses, and rounds the signal strength (ble.md
    // section 0, 3). One unknown key and all is refused, so it is asked first. Never Pattern: it blinds the others.
    private void filter() throws Refused {
        List<String> known = filters();
        Map<String, Variant<?>> filter = new HashMap<>();
        if (known.isEmpty() || known.contains("Transport")) {
            filter.put("Transport", new Variant<>("le"));
        }
        if (known.isEmpty() || known.contains("DuplicateData")) {
            filter.put("DuplicateData", new Variant<>(true));
        }
        Refused.unless(() -> {
            adapter.setDiscoveryFilter(filter);
            return null;
        });
    }

    private List<String> filters() throws Refused {
        try {
            return Refused.unless(adapter::getDiscoveryFilters);
        } catch (Refused e) {
            if (e.kind() == Refused.Kind.GONE || e.kind() == Refused.Kind.SILENT) {
                throw e;
            }
            return List.of(); // a BlueZ before 5.47 does not tell
        }
    }

    /// Ends this connection's search; that there was none is no failure.
    void stop() throws Refused {
        try {
            Refused.unless(() -> {
                adapter.stopDiscovery();
                return null;
            });
        } catch (Refused e) {
            if (e.kind() == Refused.Kind.GONE || e.kind() == Refused.Kind.SILENT) {
                throw e;
            }
        }
    }

    /// Switches the adapter.
    void power(boolean on) throws Refused {
        Refused.unless(() -> {
            properties.Set(BusSession.ADAPTER, "Powered", new Variant<>(on));
            return null;
        });
    }
}
