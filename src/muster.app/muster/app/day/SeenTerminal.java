// SPDX-License-Identifier: Apache-2.0
package muster.app.day;

import muster.model.DayState;
import muster.model.Fetched;
import muster.model.TerminalStatus;

/// A terminal, or a door with punches, on one day. Immutable, but for the array, which nobody changes.
///
/// @param serial its serial
/// @param name what people call it
/// @param branch id of its branch, or null
/// @param status what is known of it when it is an approved terminal; else null, and nothing is waited for
/// @param state whether everything it has of the day is in the journal
/// @param reason why not, a sentence for people, or null
/// @param read its last complete read, or null
/// @param places of its punches of the day, in order
/// @param quarantined how many of its records that came on that day are held
record SeenTerminal(
        String serial,
        String name,
        String branch,
        TerminalStatus status,
        DayState state,
        String reason,
        Fetched read,
        long[] places,
        long quarantined) {

    boolean isPulled() {
        return status != null && status.pull() != null;
    }
}
