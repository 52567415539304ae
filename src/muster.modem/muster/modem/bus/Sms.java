// SPDX-License-Identifier: Apache-2.0
package muster.modem.bus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// One message (ModemManager's reference manual, org.freedesktop.ModemManager1.Sms).
@DBusInterfaceName("org.freedesktop.ModemManager1.Sms")
public interface Sms extends DBusInterface {

    /// Gives it to the network; answers when that has taken it.
    @DBusMemberName("Send")
    void send();
}
