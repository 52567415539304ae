// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// What is known about a punch that was made at a door, not at a terminal. Immutable.
///
/// @param event id of the event it is for; empty for none
/// @param method how the person was recognised: `ble`, `qr`, `rfid`, `kiosk`, `manual` or a word of the sender
/// @param carrier the part of an advertisement that bore the id: `manufacturer_data`, `service_data`,
///     `service_uuid`, `name`, `ibeacon`, `altbeacon`, `eddystone`; null when it was no phone
/// @param rssi signal in dBm, or null when there is none
/// @param deviceName the name the phone advertises, or null
/// @param proof what the id is worth
/// @param timing where its time is from
/// @param photo the sender's reference to a photo, or null
/// @param key the sender's idempotency key, or null
public record CheckIn(
        String event,
        String method,
        String carrier,
        Integer rssi,
        String deviceName,
        Proof proof,
        Timing timing,
        String photo,
        String key) {

    /// What an id is worth.
    public enum Proof {
        /// A fixed id that anybody could copy.
        CLAIMED,
        /// A code of this minute, made with the person's secret.
        VERIFIED
    }

    /// Where the time of a check-in is from.
    public enum Timing {
        /// This machine's clock, which was set.
        CLOCK,
        /// Counted back from when this machine's clock was set, by the machine's uptime.
        RETIMED,
        /// The machine was restarted before its clock was set: no later than this, and no better known.
        ESTIMATED,
        /// The sender gave it.
        SENDER
    }
}
