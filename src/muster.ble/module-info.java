// SPDX-License-Identifier: Apache-2.0

/// Phones by Bluetooth LE: what is heard, and whose it is.
///
/// Read in this order: [muster.ble.Advertisement] (what one report said), [muster.ble.Radio] (BlueZ over the system
/// bus: scanning that survives), [muster.ble.BeaconReader] (from an advertisement to an id),
/// [muster.ble.RotatingCode] (ids that cannot be copied), [muster.ble.Diagnosis] (what is missing).
///
/// Within the radio, from the bus to the ear: `BusKeeper` (connects, again and again), `DaemonSession` (one life of
/// bluetoothd), `AdapterSession` (one adapter and all that can befall it), `Devices` (from BlueZ's signals to
/// advertisements), `Ear` (the buffer that a crowd cannot overflow), `News` (what people are told).
///
/// A module of its own because it and muster.modem are the only ones that know D-Bus.
module muster.ble {
    requires org.freedesktop.dbus;
    requires org.freedesktop.dbus.transport.jre;

    exports muster.ble;
    exports muster.ble.bluez to org.freedesktop.dbus;
    exports org.bluez to org.freedesktop.dbus;
}
