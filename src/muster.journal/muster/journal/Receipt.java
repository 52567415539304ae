// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import java.util.List;

/// What became of the facts of one append. Who holds it may say OK: all of it is on disk. Immutable.
///
/// @param outcomes one for each fact, in the order they were given
/// @param head the last sequence number of the journal after that append
public record Receipt(List<Outcome> outcomes, long head) {

    /// Copies the list, so that the record stays immutable.
    public Receipt {
        outcomes = List.copyOf(outcomes);
    }

    /// What became of one fact.
    ///
    /// @param seq its place in the journal; for a duplicate or a variant that of the row that was there
    ///     before it; 0 when there is none or looking it up would cost too much
    /// @param kind what became of it
    public record Outcome(long seq, Kind kind) {}

    /// What became of a fact.
    public enum Kind {
        /// It is a new entry.
        STORED,
        /// Exactly this was known already, or a check-in with the same idempotency key was; it was counted,
        /// nothing was written.
        DUPLICATE,
        /// The same punch is known from another source with another state or verify mode; this version of
        /// it is kept beside the row.
        VARIANT,
        /// What is changed is already as the change says: a terminal, a person, an event, ... Nothing was written.
        UNCHANGED,
        /// It is about a person who was erased; it was counted, nothing was written.
        ERASED
    }

    /// How many became new entries.
    public int stored() {
        return count(Kind.STORED);
    }

    /// How many were known already.
    public int duplicates() {
        return count(Kind.DUPLICATE);
    }

    /// How many were kept as another version of a known punch.
    public int variants() {
        return count(Kind.VARIANT);
    }

    /// How many were dropped, for they are about people who were erased.
    public int erased() {
        return count(Kind.ERASED);
    }

    private int count(Kind kind) {
        int count = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.kind() == kind) {
                count++;
            }
        }
        return count;
    }
}
