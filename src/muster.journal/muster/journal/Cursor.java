// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.time.Instant;
import muster.model.SinkState;

/// How far a sink is, and what it has done. Immutable.
///
/// @param sink its name
/// @param position everything up to this place in the journal is delivered or set aside
/// @param delivered how many records its target took
/// @param duplicates how many of them it had already
/// @param skipped how many were left out
/// @param state how it was when that was written last
/// @param reason why, a sentence for people, or null
/// @param cure what to do about it, or null
/// @param updatedAt when it moved or changed last (UTC)
public record Cursor(
        String sink,
        long position,
        long delivered,
        long duplicates,
        long skipped,
        SinkState state,
        String reason,
        String cure,
        Instant updatedAt) {}
