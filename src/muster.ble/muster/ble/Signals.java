// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.Map;
import java.util.Queue;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/// BlueZ's signals, sorted: phones to the devices, adapters to the thread that owns the connection. Runs on the bus'
/// one signal thread, whose queue has no bound: nothing in here may block, and nothing may escape from it.
final class Signals {

    private static final System.Logger LOG = System.getLogger(Signals.class.getName());

    private final Devices devices;
    private final Queue<Told> inbox;

    Signals(Devices devices, Queue<Told> inbox) {
        this.devices = devices;
        this.inbox = inbox;
    }

    void added(ObjectManager.InterfacesAdded signal) {
        guard(() -> {
            String path = signal.getSignalSource().getPath();
            Map<String, Variant<?>> device = signal.getInterfaces().get(BusSession.DEVICE);
            if (device != null) {
                devices.told(path, device);
            }
            Map<String, Variant<?>> adapter = signal.getInterfaces().get(BusSession.ADAPTER);
            if (adapter != null) {
                inbox.add(adapter(path, adapter));
            }
        });
    }

    void removed(ObjectManager.InterfacesRemoved signal) {
        guard(() -> {
            String path = signal.getSignalSource().getPath();
            if (signal.getInterfaces().contains(BusSession.DEVICE)) {
                devices.forget(path);
            }
            if (signal.getInterfaces().contains(BusSession.ADAPTER)) {
                inbox.add(new Told.Unplugged(path));
            }
        });
    }

    void changed(Properties.PropertiesChanged signal) {
        guard(() -> {
            if (signal.getInterfaceName().equals(BusSession.DEVICE)) {
                devices.told(signal.getPath(), signal.getPropertiesChanged());
            } else if (signal.getInterfaceName().equals(BusSession.ADAPTER)) {
                inbox.add(adapter(signal.getPath(), signal.getPropertiesChanged()));
            }
        });
    }

    /// What is told of an adapter.
    static Told.Adapter adapter(String path, Map<String, Variant<?>> told) {
        return new Told.Adapter(
                path,
                DeviceFields.text(told, "Address"),
                DeviceFields.flag(told, "Powered"),
                DeviceFields.flag(told, "Discovering"));
    }

    // dbus-java would send an error to whoever sent the signal, or end its thread
    private static void guard(Runnable sorting) {
        try {
            sorting.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "ble: a signal of BlueZ could not be read and was passed over", e);
        }
    }
}
