// SPDX-License-Identifier: Apache-2.0
package muster.client;

import java.util.List;
import muster.model.PunchRow;

/// The answer of `GET /api/punches/{seq}`: one punch and how other sources told it. Immutable.
///
/// @param punch the punch
/// @param variants its other versions; empty when every source told the same
public record PunchDetail(PunchRow punch, List<PunchRow> variants) {

    /// Copies the list, so that the record stays immutable.
    public PunchDetail {
        variants = variants == null ? List.of() : List.copyOf(variants);
    }
}
