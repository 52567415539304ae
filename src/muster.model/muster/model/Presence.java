// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// How long a phone was seen at an event: it came, it still is there, it went. Immutable.
///
/// Only "seen" can be proven; that somebody went means that nothing was heard of the phone for the time the
/// configuration gives it, and `lastSeen` says since when.
///
/// @param event id of the event
/// @param pin the person's number, or the id the phone advertises
/// @param scanner id of the scanner
/// @param act what was noticed
/// @param firstSeen first sighting of this stay (UTC)
/// @param lastSeen newest sighting of this stay (UTC)
/// @param sightings how many there were
/// @param bestRssi strongest signal in dBm, or null when the radio told none
/// @param lastRssi newest signal in dBm, or null when the radio told none
/// @param timed false: this machine's clock was not set, so the moments are not to be believed
/// @param receivedAt when this was written (UTC)
public record Presence(
        String event,
        String pin,
        String scanner,
        Act act,
        Instant firstSeen,
        Instant lastSeen,
        long sightings,
        Integer bestRssi,
        Integer lastRssi,
        boolean timed,
        Instant receivedAt) implements Fact {

    /// What was noticed.
    public enum Act {
        /// The person came in.
        ENTERED,
        /// The person is still there; written every few minutes, so that a power cut loses little.
        INSIDE,
        /// Nothing was heard of the phone for long enough, or the event was stopped.
        LEFT
    }

    @Override
    public String terminal() {
        return scanner;
    }
}
