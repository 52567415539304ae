// SPDX-License-Identifier: Apache-2.0
package muster.model;

/// One line of the journal. Immutable.
///
/// @param seq its place: 1, 2, 3 … without a gap, never used twice
/// @param fact what happened
public record Entry(long seq, Fact fact) {}
