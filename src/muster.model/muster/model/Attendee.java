// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A person at an event. Immutable.
///
/// @param pin the person's number, or the id the phone advertises
/// @param name the person's name, or null when unknown
/// @param registered whether the person is on the event's list; null = the event has none
/// @param checkIn whether and how the person is checked in
/// @param seq place in the journal of the first check-in or of the held record, or null when there is none
/// @param time of the first check-in (UTC), or null when there is none
/// @param proof what the id is worth, or null when it was no phone
/// @param inside whether the person is inside now
/// @param firstSeen first sighting of the newest stay (UTC), or null when it was no phone
/// @param lastSeen newest sighting (UTC), or null when it was no phone
/// @param sightings sightings of the newest stay
/// @param bestRssi strongest signal of the newest stay in dBm, or null
/// @param lastRssi newest signal in dBm, or null
public record Attendee(
        String pin,
        String name,
        Boolean registered,
        State checkIn,
        Long seq,
        Instant time,
        CheckIn.Proof proof,
        boolean inside,
        Instant firstSeen,
        Instant lastSeen,
        long sightings,
        Integer bestRssi,
        Integer lastRssi) {

    /// Whether and how a person is checked in.
    public enum State {
        /// On the list, not seen.
        ABSENT,
        /// Checked in.
        CHECKED_IN,
        /// Seen, and not on the list.
        NOT_ON_LIST,
        /// Seen, and waiting for this machine's clock.
        WAITS_FOR_CLOCK
    }
}
