// SPDX-License-Identifier: Apache-2.0
package muster.ble;

import java.util.List;
import java.util.Map;

/// What one advertisement said, as far as the radio tells it. Immutable; the byte arrays are never changed by
/// anybody.
///
/// @param adapter who heard it: `hci0`, or the name of another scanner
/// @param address the sender's address; random ones change every quarter of an hour and on each restart
/// @param rssi signal in dBm; [#UNKNOWN_RSSI] when the radio did not tell
/// @param name the advertised name; null when there is none
/// @param serviceUuids service UUIDs of this address, 128-bit form in lower case, those that were advertised last
///     first. The radio cannot tell which of the older ones are still on the air (BlueZ only piles them up, ble.md
///     section 1.1): of several that would do, the first is the one that holds.
/// @param serviceData by service UUID, 128-bit form in lower case
/// @param manufacturerData by company number
/// @param nanos when it was heard, by [System#nanoTime()]
public record Advertisement(
        String adapter,
        String address,
        int rssi,
        String name,
        List<String> serviceUuids,
        Map<String, byte[]> serviceData,
        Map<Integer, byte[]> manufacturerData,
        long nanos) {

    /// What BlueZ says when it knows no signal (ble.md section 1.1).
    public static final int UNKNOWN_RSSI = 127;

    /// Takes null for "none".
    public Advertisement {
        serviceUuids = serviceUuids == null ? List.of() : serviceUuids;
        serviceData = serviceData == null ? Map.of() : serviceData;
        manufacturerData = manufacturerData == null ? Map.of() : manufacturerData;
    }
}
