// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// The answer to a check-in. Immutable.
///
/// @param outcome what came of it
/// @param seq place in the journal of the punch or of the held record
/// @param pin the person's number
/// @param name the person's name, or null when unknown
/// @param event id of the event; empty for none
/// @param eventName the event's name, or null for none
/// @param time when the check-in that counts was made (UTC)
/// @param message a sentence for the person at the door
public record CheckInResult(
        Outcome outcome,
        Long seq,
        String pin,
        String name,
        String event,
        String eventName,
        Instant time,
        String message) {

    /// What came of a check-in.
    public enum Outcome {
        /// It is in the journal.
        CHECKED_IN,
        /// The person is checked in already; `time` and `seq` are of that check-in.
        ALREADY,
        /// The person is not on the event's list: kept, and counted as soon as the list has them.
        NOT_ON_LIST,
        /// This machine's clock is not set: kept, and counted with its right time as soon as it is.
        WAITS_FOR_CLOCK
    }
}
