// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// One attempt to deliver a range of records, as it is kept. Immutable.
///
/// @param sink name of the sink
/// @param first the first place in the journal it was about
/// @param last the last
/// @param at when the target answered (UTC)
/// @param delivered how many records it took
/// @param duplicates how many it had already
/// @param setAside how many became dead letters
/// @param skipped how many the profile left out
/// @param answer what the target said, at most 500 characters
public record Delivery(
        String sink,
        long first,
        long last,
        Instant at,
        int delivered,
        int duplicates,
        int setAside,
        int skipped,
        String answer) {}
