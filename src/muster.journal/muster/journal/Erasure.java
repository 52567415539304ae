// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.List;
import java.util.Map;

/// What taking a person out of the journal came to. Immutable.
///
/// @param pseudonym what stands in the place of the PIN from now on
/// @param seq the place of the entry that tells of it
/// @param counts how many rows were changed, by table; `waiting` is how many deliveries were dropped
/// @param terminals serials of the terminals that told of the person or sent punches of theirs
/// @param openCommands commands for the person that are not answered yet, which were left as they are
public record Erasure(
        String pseudonym, long seq, Map<String, Long> counts, List<String> terminals, int openCommands) {

    /// Copies what it is given, so that the record stays immutable.
    public Erasure {
        counts = Map.copyOf(counts);
        terminals = List.copyOf(terminals);
    }
}
