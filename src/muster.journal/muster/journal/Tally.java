// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.LocalDateTime;

/// What one terminal has brought so far. Immutable.
///
/// @param terminal its serial
/// @param punches punches in the journal
/// @param duplicates records it sent although they were known; those of the last minute before a crash
///     may be missing
/// @param variants punches kept beside a row because another source tells them differently
/// @param quarantined records held in quarantine and not yet released
/// @param latest the greatest local time of its punches, by its own clock; null when it has none
/// @param latestSeq the place of that punch; 0 when it has none
public record Tally(
        String terminal,
        long punches,
        long duplicates,
        long variants,
        long quarantined,
        LocalDateTime latest,
        long latestSeq) {}
