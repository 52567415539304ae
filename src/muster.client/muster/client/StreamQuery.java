// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.Set;

/// What of the journal to follow, and from where on. Immutable.
///
/// @param terminal of this terminal only; null = any
/// @param kinds as in [muster.model.Fact#kind()]; empty = every kind
/// @param after the sequence number to begin behind, 0 = at the very beginning; null = with what happens
///     from now on
public record StreamQuery(String terminal, Set<String> kinds, Long after) {

    /// Copies the kinds, so that the record stays immutable.
    public StreamQuery {
        kinds = kinds == null ? Set.of() : Set.copyOf(kinds);
    }

    /// Every punch from now on.
    public static StreamQuery punches() {
        return new StreamQuery(null, Set.of("punch"), null);
    }

    /// The same, behind a sequence number.
    public StreamQuery behind(long seq) {
        return new StreamQuery(terminal, kinds, seq);
    }
}
