// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// A sink as it is now: one of the places that records are delivered to. Immutable.
///
/// @param name what the configuration calls it
/// @param type `convex`, `erpnext`, `odoo`, `sql`, `access`, `webhook` or `file`
/// @param target where it delivers to, for people; no secret in it
/// @param mode when it delivers: `live`, a time such as `30s`, `manual` or `event_end`
/// @param state how it is
/// @param reason why, a sentence for people, or null when all is well
/// @param cure what to do about it, or null
/// @param cursor everything up to this place in the journal is delivered or set aside
/// @param head the newest place in the journal
/// @param waiting about how many records wait: exact below 10,000, else the distance of the places
/// @param oldestWaiting when the oldest of them was received (UTC), or null when none waits
/// @param deadLetters how many records are set aside
/// @param delivered how many records the target took since the journal began
/// @param duplicates how many of them it had already
/// @param skipped how many the profile left out
/// @param failures how many attempts failed since the last success
/// @param lastSuccess when it took something last (UTC), or null
/// @param lastFailure when an attempt failed last (UTC), or null
/// @param nextTry when it is tried again (UTC), or null when it is not waiting
public record SinkStatus(
        String name,
        String type,
        String target,
        String mode,
        SinkState state,
        String reason,
        String cure,
        long cursor,
        long head,
        long waiting,
        Instant oldestWaiting,
        long deadLetters,
        long delivered,
        long duplicates,
        long skipped,
        int failures,
        Instant lastSuccess,
        Instant lastFailure,
        Instant nextTry) {}
