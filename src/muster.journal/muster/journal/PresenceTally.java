// SPDX-License-Identifier: Apache-2.0
package muster.journal;

/// How often people came to an event and went again. Immutable.
///
/// @param entries how often somebody came in
/// @param exits how often somebody went
public record PresenceTally(long entries, long exits) {}
