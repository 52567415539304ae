// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The daily anchors of the chain of hashes, oldest first. Immutable.
///
/// @param anchors one a day
public record AnchorList(List<DayAnchor> anchors) {

    /// Copies the list, so that the record stays immutable.
    public AnchorList {
        anchors = List.copyOf(anchors);
    }
}
