// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;
import java.util.Map;

/// The answer of `POST /api/people/{pin}/erase`: what was done, and what was not. Immutable.
///
/// @param pseudonym what stands in the place of the PIN from now on
/// @param seq the place of the entry that tells of it
/// @param counts how many rows were changed, by table
/// @param waiting how many deliveries that had not gone out were dropped
/// @param photos how many kept photos were deleted
/// @param compacted whether the file was written anew, so that nothing is left in its free space
/// @param openCommands commands for the person that terminals have not answered yet: they still hold the PIN
/// @param terminals serials of the terminals that knew the person and may still do
/// @param backups files that were not touched
/// @param notes sentences for people: what remains to be done, and what cannot be taken back
public record ErasureResult(
        String pseudonym,
        long seq,
        Map<String, Long> counts,
        long waiting,
        int photos,
        boolean compacted,
        int openCommands,
        List<String> terminals,
        List<String> backups,
        List<String> notes) {}
