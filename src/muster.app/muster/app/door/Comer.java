// SPDX-License-Identifier: Apache-2.0
package muster.app.door;

import java.util.Collection;
import java.util.List;
import muster.model.CheckIn;

/// Somebody whose phone is near enough to be checked in. Immutable.
///
/// @param pin the person's number, or the id the phone advertises
/// @param forms other spellings the list may have for it
/// @param carrier the part of the advertisement that bore the id, as in [CheckIn#carrier()]
/// @param rssi signal in dBm, or null when the radio told none
/// @param deviceName the name the phone advertises, or null
/// @param proof what the id is worth
/// @param code a rotating code as it was advertised, hexadecimal, or null when it was none; with a `proof` that
///     is not [CheckIn.Proof#VERIFIED] nobody known fits it yet, and `pin` says nothing about the person
/// @param raw the sighting as one line of JSON
/// @param nanos when the phone had been near for long enough, on the monotonic clock
public record Comer(
        String pin,
        Collection<String> forms,
        String carrier,
        Integer rssi,
        String deviceName,
        CheckIn.Proof proof,
        String code,
        String raw,
        long nanos) {

    /// Copies the collection, so that the record stays immutable.
    public Comer {
        forms = List.copyOf(forms);
    }
}
