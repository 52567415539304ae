// SPDX-License-Identifier: Apache-2.0
package muster.modem.bus;

import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// Messages of a modem (ModemManager's reference manual, org.freedesktop.ModemManager1.Modem.Messaging).
@DBusInterfaceName("org.freedesktop.ModemManager1.Modem.Messaging")
public interface Messaging extends DBusInterface {

    /// Makes a message of `number` and `text`, which is not sent yet.
    @DBusMemberName("Create")
    DBusPath create(Map<String, Variant<?>> properties);

    /// Forgets a message.
    @DBusMemberName("Delete")
    void delete(DBusPath message);
}
