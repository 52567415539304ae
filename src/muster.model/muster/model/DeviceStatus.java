// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.time.ZoneId;

/// A terminal that came or went on the stream `/devices/events` (product.md SSE-14, FUT-02). Immutable.
///
/// @param type always `device_status`
/// @param deviceId serial of the terminal, or `unknown` when the terminal is not known
/// @param deviceName its name, or `Push Device <serial>`
/// @param serialNumber its serial
/// @param status `online` or `offline`
/// @param lastPing when it was last heard, in the zone of the terminal: `YYYY-MM-DD hh:mm:ss`
public record DeviceStatus(
        String type, String deviceId, String deviceName, String serialNumber, String status, String lastPing) {

    /// The stream's form of a contact.
    ///
    /// @param terminal the terminal as it is known, or null when it is not
    /// @param zone of the terminal's clock
    public static DeviceStatus of(Contact contact, Terminal terminal, ZoneId zone) {
        boolean known = terminal != null;
        Instant last = contact.lastContact() == null ? contact.receivedAt() : contact.lastContact();
        return new DeviceStatus(
                "device_status",
                known ? contact.terminal() : "unknown",
                known ? terminal.name() : "Push Device " + contact.terminal(),
                contact.terminal(),
                contact.online() ? "online" : "offline",
                LocalTimes.TEXT.format(last.atZone(zone)));
    }
}
