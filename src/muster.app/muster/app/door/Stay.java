// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.time.Instant;

/// A person who is inside, and the evidence. Immutable.
///
/// @param pin the person's number, or the id the phone advertises
/// @param firstSeen first sighting of this stay (UTC)
/// @param lastSeen newest sighting of this stay (UTC)
/// @param sightings how many there were
/// @param bestRssi strongest signal in dBm, or null when the radio told none
/// @param lastRssi newest signal in dBm, or null when the radio told none
public record Stay(
        String pin, Instant firstSeen, Instant lastSeen, long sightings, Integer bestRssi, Integer lastRssi) {}
