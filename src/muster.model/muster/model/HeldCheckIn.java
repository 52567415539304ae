// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A check-in as it is kept while it cannot count: the text of a quarantined record of the table `checkin`.
/// Immutable.
///
/// @param pin the person's number, or the id the phone advertised
/// @param at this machine's clock then (UTC); the sender's time when it gave one
/// @param boot which run of the machine it was (the kernel's boot id), or null when that is not known
/// @param uptimeMillis how long the machine had been up then, or null when that is not known
/// @param code the rotating code as it was advertised, hexadecimal, or null when it was none
/// @param checkIn everything else
public record HeldCheckIn(
        String pin, Instant at, String boot, Long uptimeMillis, String code, CheckIn checkIn) {

    /// What such records are filed under in quarantine.
    public static final String TABLE = "checkin";
}
