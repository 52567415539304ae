// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One advertisement as a recording or another scanner tells it: a line of JSON, and an element of the body of
/// `POST /api/sightings`. Immutable.
///
/// @param at when it was heard (UTC); null = now
/// @param adapter who heard it; null = the sender
/// @param address the phone's address, which says nothing about the person
/// @param rssi signal in dBm; null or 127 = unknown
/// @param name the advertised name, or null
/// @param serviceUuids 128-bit form, lower case; null = none
/// @param serviceData by service UUID, hexadecimal; null = none
/// @param manufacturerData by company number, hexadecimal; null = none
public record Sighting(
        Instant at,
        String adapter,
        String address,
        Integer rssi,
        String name,
        List<String> serviceUuids,
        Map<String, String> serviceData,
        Map<Integer, String> manufacturerData) {

    /// Copies the collections, so that the record stays immutable.
    public Sighting {
        serviceUuids = serviceUuids == null ? null : List.copyOf(serviceUuids);
        serviceData = serviceData == null ? null : Map.copyOf(serviceData);
        manufacturerData = manufacturerData == null ? null : Map.copyOf(manufacturerData);
    }
}
