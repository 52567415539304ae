// SPDX-License-Identifier: Apache-2.0
package muster.ble.bluez;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// The four methods of BlueZ's adapter that scanning needs (ble.md section 1).
@DBusInterfaceName("org.bluez.Adapter1")
public interface Adapter1 extends DBusInterface {

    /// Starts the search for this connection; it ends with the connection.
    @DBusMemberName("StartDiscovery")
    void startDiscovery();

    /// Ends this connection's search.
    @DBusMemberName("StopDiscovery")
    void stopDiscovery();

    /// Says what this connection wants to hear; one wrong key and the whole call is refused.
    @DBusMemberName("SetDiscoveryFilter")
    void setDiscoveryFilter(Map<String, Variant<?>> filter);

    /// The keys that this BlueZ knows.
    @DBusMemberName("GetDiscoveryFilters")
    List<String> getDiscoveryFilters();
}
