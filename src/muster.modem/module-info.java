// SPDX-License-Identifier: Apache-2.0

/// Short messages through a modem on this machine.
///
/// Read in this order: [muster.modem.SmsModem] (send one), [muster.modem.ModemException] (why it was not sent). Behind
/// them: `Bus` (one connection and what is asked on it), `Modems` (which of several is taken), and `muster.modem.bus`
/// (the few interfaces of ModemManager that this needs).
///
/// A module of its own because whoever sends no short messages needs neither it nor ModemManager. `muster.ble` has the
/// same library for another purpose.
module muster.modem {
    requires org.freedesktop.dbus;
    requires org.freedesktop.dbus.transport.jre;

    exports muster.modem;
    exports muster.modem.bus to org.freedesktop.dbus;
}
