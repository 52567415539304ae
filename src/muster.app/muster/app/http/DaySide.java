// SPDX-License-Identifier: Apache-2.0
package muster.app.http;

import muster.app.day.CloseOuts;
import muster.app.day.Reconciler;
import muster.app.keep.AnchorBook;

/// What of muster the API opens to those who close a day. Immutable.
///
/// @param reconciler lays a day side by side
/// @param closeOuts says whether it is complete
/// @param anchors of the chain of hashes over the journal
public record DaySide(Reconciler reconciler, CloseOuts closeOuts, AnchorBook anchors) {}
