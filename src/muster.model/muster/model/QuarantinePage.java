// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/quarantine`. Immutable.
///
/// @param quarantine the records still held, newest first
/// @param next the cursor of the next page, or null when this was the last
public record QuarantinePage(List<QuarantineRow> quarantine, Long next) {}
