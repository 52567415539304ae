// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.Map;

/// How many rows an erasure has changed so far. Immutable.
///
/// @param tables rows by table
public record ErasureCounts(Map<String, Long> tables) {}
