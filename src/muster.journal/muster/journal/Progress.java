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
/// @param letters dead letters: new ones have the number 0; of known ones the answer is stored, and what an operator
///     changed meanwhile stays
/// @param leftOut how many records were passed over that no delivery tells of
public record Progress(
        String sink, long position, List<Delivery> deliveries, List<DeadLetter> letters, long leftOut) {

    /// So many places a delivery tells of at most. Who looks for the one that holds a record relies on it.
    public static final int LONGEST = 1000;

    /// Copies the lists, so that the record stays immutable.
    ///
    /// @throws IllegalArgumentException if a delivery tells of more places than [#LONGEST]
    public Progress {
        deliveries = List.copyOf(deliveries);
        letters = List.copyOf(letters);
        for (Delivery delivery : deliveries) {
            if (delivery.last() - delivery.first() >= LONGEST) {
                throw new IllegalArgumentException("a delivery from " + delivery.first() + " to " + delivery.last()
                        + " is longer than " + LONGEST);
            }
        }
    }

    /// The same with nothing passed over.
    public Progress(String sink, long position, List<Delivery> deliveries, List<DeadLetter> letters) {
        this(sink, position, deliveries, letters, 0);
    }

    /// The same with other dead letters.
    Progress with(List<DeadLetter> others) {
        return new Progress(sink, position, deliveries, others, leftOut);
    }
}
