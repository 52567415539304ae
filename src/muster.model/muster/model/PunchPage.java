// SPDX-License-Identifier: Apache-2.0
package muster.model;

import java.util.List;

/// The answer of `GET /api/punches`. Immutable.
///
/// @param punches in the order asked for
/// @param next the cursor of the next page, or null when this was the last
public record PunchPage(List<PunchRow> punches, Long next) {}
