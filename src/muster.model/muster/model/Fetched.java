// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.time.Instant;

/// The log of a terminal was read, or could not be. Written when it brought something new, when its state
/// changed, or when an operator asked. Immutable.
///
/// @param terminal its serial
/// @param complete whether everything it holds is in the journal
/// @param records how many records were read
/// @param stored how many of them were new
/// @param duplicates how many were known
/// @param variants how many were known by another way with another state or verify mode
/// @param quarantined how many are held
/// @param counter how many records the terminal says it holds, or null
/// @param missing how many of those were not read; 0 when none or unknown
/// @param millis how long it took
/// @param detail what went wrong and what to do, or a sentence on how it went
/// @param by `poll`, `live` or who asked
/// @param receivedAt when it ended (UTC)
public record Fetched(
        String terminal,
        boolean complete,
        long records,
        long stored,
        long duplicates,
        long variants,
        long quarantined,
        Long counter,
        long missing,
        long millis,
        String detail,
        String by,
        Instant receivedAt) implements Fact {}
