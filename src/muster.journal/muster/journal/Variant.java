// SPDX-License-Identifier: Apache-2.0
package muster.journal;

import muster.model.Punch;

/// Another version of a known punch: the same person at the same terminal in the same second, told by
/// another source with another state or verify mode. Immutable.
///
/// @param seq the place of the row it belongs to
/// @param punch the punch as the other source told it
public record Variant(long seq, Punch punch) {}
