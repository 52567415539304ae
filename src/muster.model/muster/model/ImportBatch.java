// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The body of `POST /api/punches`. Immutable.
///
/// @param punches what to journal, at most 10,000
public record ImportBatch(List<ImportedPunch> punches) {}
