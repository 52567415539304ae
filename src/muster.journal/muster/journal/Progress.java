// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.List;
import muster.model.DeadLetter;
import muster.model.Delivery;

/// What came of delivering some records, written in one commit. Immutable.
///
/// @param sink its name
/// @param position the cursor from now on; it stays or grows
/// @param deliveries what the target said; empty when it was not asked
/// @param letters dead letters: new ones have the number 0, known ones are stored as they are now
public record Progress(String sink, long position, List<Delivery> deliveries, List<DeadLetter> letters) {

    /// Copies the lists, so that the record stays immutable.
    public Progress {
        deliveries = List.copyOf(deliveries);
        letters = List.copyOf(letters);
    }
}
