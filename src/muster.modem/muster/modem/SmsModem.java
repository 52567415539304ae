// SPDX-License-Identifier: Apache-2.0
package muster.modem;

import java.time.Duration;

/// Sends short messages by ModemManager, through the first modem that is in a network. Each is sent over a connection
/// of its own, so a bus that was away is no matter. Thread-safe.
public final class SmsModem {

    private final String address;
    private final Duration timeout;

    /// @param address where the bus is; null = the system bus, which is what `DBUS_SYSTEM_BUS_ADDRESS` says
    /// @param timeout how long the network may take for a message
    public SmsModem(String address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /// Sends a message and waits until the network has taken it. One that is too long for a short message is sent in
    /// parts by ModemManager.
    ///
    /// @param number `+` and digits, as it is dialled
    /// @throws ModemException if it was not sent, or if nobody knows
    /// @throws InterruptedException if interrupted; whether it was sent is not known then
    public void send(String number, String text) throws ModemException, InterruptedException {
        try (Bus bus = Bus.open(address)) {
            bus.requireModemManager();
            String modem = Modems.best(bus.objects());
            bus.send(modem, number, text, timeout);
        }
    }
}
